import type {CommentView, StoryView} from '#sandbox/shared/facebook-view.ts';
import {weather} from '../boot.ts';

/** A story's own address; under `permalinks=pfbid` it does not show the number that requests carry. */
export function storyLink({author, id}: StoryView): string {
	return `/${author.id}/posts/${weather.permalinks === 'pfbid' ? pfbid(id) : id}`;
}

/** A comment's address, or a reply's: that names the comment it answers as well. */
export function commentLink(story: StoryView, comment: CommentView, answersTo: CommentView): string {
	const reply = comment === answersTo ? '' : `&reply_comment_id=${numberOf(comment)}`;
	return `${storyLink(story)}?comment_id=${numberOf(answersTo)}${reply}`;
}

const numberOf = ({id}: CommentView): string =>
	id.startsWith('client:') ? '' : (atob(id).split('_')[1] ?? '');

/** Opaque and stable, as on the site; nothing can be read from it. */
function pfbid(id: string): string {
	let hash = 7n;
	for (const digit of id) hash = (hash * 1_000_003n + BigInt(digit) + 11n) % (1n << 122n);
	return `pfbid0${hash.toString(36)}`;
}
