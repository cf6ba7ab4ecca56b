import type {Composer} from '#lib/sites/site.ts';

/** Characters: more than anybody types before the first look. */
const typed = 30;

/**
 * Is there more to this composer than it shows? A dialog that was full when it was first seen may edit something public, and a
 * control whose words have changed was set by the person. Then the request is what is looked at, and approved.
 */
export function createStrange(): {isSo(composer: Composer, text: string): boolean} {
	const first = new WeakMap<HTMLElement, {full: boolean; settings: string}>();
	return {
		isSo(composer, text) {
			const settings = composer.settings();
			const seen = first.get(composer.root) ?? {full: text.length > typed, settings};
			first.set(composer.root, seen);
			return (seen.full && composer.blind.includes('operation')) || seen.settings !== settings;
		},
	};
}
