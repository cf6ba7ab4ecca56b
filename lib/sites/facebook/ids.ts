/**
 * Facebook's ids. `feedback:<post>` and `feedback:<post>_<comment>` travel in base64. A target is named by what both the
 * page's links and the requests can tell: the number of the post, or the number of the comment alone, because links often
 * show a `pfbid…` for the post, from which its number cannot be told.
 */
import type {Target} from '#lib/core/draft.ts';

/** What a feedback or comment id points at; `null` when it is none. */
export function targetOf(id: string): Target | null {
	const found = /^(?:feedback|comment):(\d+)(?:_(\d+))?$/.exec(decoded(id));
	if (!found?.[1]) return null;
	return found[2] ? {kind: 'comment', id: found[2]} : {kind: 'post', id: found[1]};
}

/** The post in a story key (`S:_I<actor>:<post>:<post>`, `S:_I<actor>:VK:<post>`), or a plain number itself. */
export function postOf(id: string): string | null {
	return /^(?:S:_I\d+:.*?)?(\d+)$/.exec(/^\d+$/.test(id) ? id : decoded(id))?.[1] ?? null;
}

/** The last number of any of these ids: a comment's or a post's own. */
export function ownId(id: string): string {
	return /(\d+)$/.exec(/^\d+$/.test(id) ? id : decoded(id))?.[1] ?? id;
}

function decoded(id: string): string {
	try {
		return atob(id);
	} catch {
		return '';
	}
}

export function postTarget(id: string): Target | null {
	const post = postOf(id);
	return post ? {kind: 'post', id: post} : null;
}
