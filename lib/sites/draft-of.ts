import type {Draft, SiteId} from '#lib/core/draft.ts';
import {emptyDraft} from '#lib/core/draft.ts';
import type {Composer, Reading} from './site.ts';

/**
 * The draft of a composer: field for field what `Operations.recognise` builds from the request that the site makes of
 * it, so that both have one digest. A file that was not hashed yet counts as unknown: such a draft is held.
 */
export function draftOf(
	site: SiteId,
	composer: Pick<Composer, 'operation' | 'target'>,
	account: string,
	reading: Reading,
): Draft {
	const hashed = reading.media.filter(file => file.sha256 !== '');
	const unhashed = reading.media.length > hashed.length ? ['media'] : [];
	return {
		...emptyDraft(site, composer.operation, account),
		target: composer.target,
		text: reading.text,
		media: hashed.map(({sha256, type, alt}) => ({sha256, type, alt})),
		...reading.more,
		unknown: [...reading.unknown, ...unhashed],
	};
}
