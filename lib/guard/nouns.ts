import type {Draft, Operation} from '#lib/core/draft.ts';
import {isWhole} from '#lib/core/thread.ts';

/** What the person does with the site's button: "Post it any time before". */
export function verbOf(operation: Operation): string {
	const verbs: Partial<Record<Operation, string>> = {
		schedule: 'Schedule',
		edit: 'Change',
		delete: 'Delete',
		like: 'Like',
		dm: 'Send',
	};
	return verbs[operation] ?? 'Post';
}

/** What the person calls it: "this post", "this comment". */
export function nounOf({operation, thread}: Pick<Draft, 'operation' | 'thread'>): string {
	if (isWhole(thread)) return 'thread';
	const nouns: Partial<Record<Operation, string>> = {
		post: 'post',
		reply: 'reply',
		quote: 'quote post',
		comment: 'comment',
		share: 'share',
		repost: 'repost',
		story: 'story',
		reel: 'reel',
		dm: 'message',
		edit: 'change',
		like: 'like',
		reaction: 'reaction',
		schedule: 'scheduled post',
		delete: 'deletion',
	};
	return nouns[operation] ?? 'post';
}
