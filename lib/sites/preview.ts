import type {Draft} from '#lib/core/draft.ts';

/** X may send a post for its undo window before it publishes it: it has an id then, and nobody sees it (x.md, section 11). */
export function isPreview(draft: Draft | null): boolean {
	return draft?.details?.dark_request === 'true';
}
