import type {Comment, Story} from './state.ts';

/*
 * Facebook's ids are base64 of readable keys (facebook.md section 7): `feedback:<post>`,
 * `feedback:<post>_<comment>`, `comment:<post>_<comment>`, `S:_I<actor>:<post>:<post>`.
 */

const encode = (key: string): string => Buffer.from(key).toString('base64');
const decodeId = (id: string): string => Buffer.from(id, 'base64').toString('utf8');

export const storyId = ({author, id}: Pick<Story, 'author' | 'id'>): string =>
	encode(`S:_I${author}:${id}:${id}`);
export const feedbackId = (postId: string): string => encode(`feedback:${postId}`);
export const commentId = ({story, id}: Pick<Comment, 'story' | 'id'>): string =>
	encode(`comment:${story}_${id}`);
export const commentFeedbackId = ({story, id}: Pick<Comment, 'story' | 'id'>): string =>
	encode(`feedback:${story}_${id}`);

/** The post, and the comment if there is one, that a feedback or comment id names. */
export function readFeedback(id: string): {post: string; comment: string | null} | undefined {
	const match = /^(?:feedback|comment):(\d+)(?:_(\d+))?$/.exec(decodeId(id));
	return match ? {post: match[1]!, comment: match[2] ?? null} : undefined;
}

/** The post a story id names; groups use `S:_I<actor>:VK:<post>`. */
export const readStory = (id: string): string | undefined =>
	/^S:_I\d+:(?:VK|\d+):(\d+)$/.exec(decodeId(id))?.[1];
