import type {CommentView, StoryView} from '#sandbox/shared/facebook-view.ts';
import {commentFeedbackId, commentId, feedbackId, storyId} from './ids.ts';
import type {Comment, FacebookState, Story} from './state.ts';

export function feedOf(
	state: FacebookState,
	viewer: string,
	group: string | null,
	count: number,
): StoryView[] {
	return [...state.stories.values()]
		.filter(story => !story.gone && !story.hidden && (group === null || story.group === group))
		.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
		.slice(0, count)
		.map(story => storyView(state, story, viewer));
}

export function storyView(state: FacebookState, story: Story, viewer: string): StoryView {
	const shared = story.shared ? state.stories.get(story.shared) : undefined;
	return {
		id: story.id,
		storyId: storyId(story),
		feedbackId: feedbackId(story.id),
		author: state.actors.get(story.author)!,
		text: story.text,
		createdAt: story.createdAt,
		group: story.group ? state.groups.get(story.group)! : null,
		shared: shared ? storyView(state, {...shared, shared: null}, viewer) : null,
		photos: story.media.map(media => `/photo/${media.id}`),
		comments: commentsOf(state, story.id, null, viewer),
		reactions: story.reactions.size,
		reacted: story.reactions.has(viewer),
		edited: story.edited,
	};
}

function commentsOf(
	state: FacebookState,
	story: string,
	parent: string | null,
	viewer: string,
): CommentView[] {
	return [...state.comments.values()]
		.filter(comment => comment.story === story && comment.parent === parent && !comment.gone)
		.sort((a, b) => a.createdAt - b.createdAt)
		.map(comment => commentView(state, comment, viewer));
}

export function commentView(state: FacebookState, comment: Comment, viewer: string): CommentView {
	return {
		id: commentId(comment),
		feedbackId: commentFeedbackId(comment),
		author: state.actors.get(comment.author)!,
		text: comment.text,
		createdAt: comment.createdAt,
		replies: commentsOf(state, comment.story, comment.id, viewer),
		reacted: comment.reactions.has(viewer),
	};
}
