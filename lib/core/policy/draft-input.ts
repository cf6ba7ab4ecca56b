import type {Draft, Operation} from '../draft.ts';
import type {CheckInput, Kind} from './check-input.ts';
import type {Company} from './company.ts';

const kinds: Record<Operation, Kind | null> = {
	post: 'post',
	reply: 'reply',
	quote: 'quote',
	repost: 'repost',
	comment: 'comment',
	edit: 'edit',
	share: 'share',
	story: 'story',
	reel: 'story',
	dm: 'dm',
	schedule: 'post',
	// No words of ours: there is nothing to check, only to record
	delete: null,
	like: null,
	reaction: null,
};

/**
 * What the engine is asked about a draft; `null` when there are no words to check. One function for page, background and
 * hub: if they asked differently, they would answer differently.
 */
export function draftInput(
	draft: Draft,
	about: {company: Company; location: string; inReplyTo: string | undefined; now: number},
): CheckInput | null {
	const kind = kinds[draft.operation];
	if (kind === null) return null;
	return {
		text: draft.text,
		site: draft.site,
		kind: draft.thread ? 'thread' : kind,
		company: about.company,
		context: {
			location: about.location,
			...(about.inReplyTo === undefined ? {} : {inReplyTo: about.inReplyTo}),
			...(draft.media.length === 0 ? {} : {alts: draft.media.map(({alt}) => alt)}),
			...(draft.audience === null ? {} : {audience: draft.audience}),
		},
		now: about.now,
	};
}
