import type {CommentView, StoryView} from '#sandbox/shared/facebook-view.ts';
import {graphql, merged} from '../api/graphql.ts';
import {boot, now, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {getState, setState, showToast} from '../store.ts';

const LIKE = '1635855486666999';

const commentOperation = (): string =>
	weather.variant === 'b' ? 'CometUFICreateCommentMutation' : 'useCometUFICreateCommentMutation';

/**
 * Publishes a comment, or a reply if `parent` is given. It shows at once and vanishes if the site refuses;
 * resolves to whether it was accepted.
 */
export async function publishComment(
	story: StoryView,
	parent: CommentView | null,
	text: string,
): Promise<boolean> {
	const clientId = `client:${crypto.randomUUID()}`;
	const pending: CommentView = {
		id: clientId,
		feedbackId: clientId,
		author: getState().actor,
		text,
		createdAt: now(),
		replies: [],
		reacted: false,
	};
	changeComments(story.id, parent?.id ?? null, comments => [...comments, pending]);
	try {
		const data = merged(await graphql(commentOperation(), commentVariables(story, parent, clientId, text)));
		const {node} = (data.comment_create as Created).feedback_comment_edge;
		changeComments(story.id, parent?.id ?? null, comments =>
			comments.map(each => (each.id === clientId ? node.sandbox_view : each)),
		);
		return true;
	} catch {
		changeComments(story.id, parent?.id ?? null, comments => comments.filter(each => each.id !== clientId));
		return false;
	}
}

interface Created {
	feedback_comment_edge: {node: {sandbox_view: CommentView}};
}

function commentVariables(
	story: StoryView,
	parent: CommentView | null,
	clientId: string,
	text: string,
): unknown {
	return {
		input: {
			feedback_id: parent?.feedbackId ?? story.feedbackId,
			message: {ranges: [], text},
			attachments: null,
			idempotence_token: clientId,
			session_id: crypto.randomUUID(),
			tracking: [],
			feedback_source: 'NEWS_FEED',
			formatting_style: null,
			actor_id: getState().actor.id,
			client_mutation_id: '2',
		},
		feedLocation: story.group ? 'GROUP' : 'NEWSFEED',
		groupID: story.group?.id ?? null,
	};
}

/** Changes one list of comments in the feed: the story's own, or the replies of `parent`. */
function changeComments(
	story: string,
	parent: string | null,
	change: (comments: CommentView[]) => CommentView[],
): void {
	setState(({feed}) => ({
		feed: feed.map(each => {
			if (each.id !== story) return each;
			if (parent === null) return {...each, comments: change(each.comments)};
			return {
				...each,
				comments: each.comments.map(comment =>
					comment.id === parent ? {...comment, replies: change(comment.replies)} : comment,
				),
			};
		}),
	}));
}

export async function react({feedbackId, reacted}: {feedbackId: string; reacted: boolean}): Promise<void> {
	await act('CometUFIFeedbackReactMutation', {
		feedback_id: feedbackId,
		feedback_reaction_id: reacted ? '0' : LIKE,
		feedback_source: 'NEWS_FEED',
	});
}

export const editComment = (comment: CommentView, text: string): Promise<boolean> =>
	act('useCometUFIEditCommentMutation', {comment_id: comment.id, message: {ranges: [], text}});

export const deleteComment = (comment: CommentView): Promise<boolean> =>
	act('useCometUFIDeleteCommentMutation', {comment_id: comment.id, remove_location: 'MENU'});

export const deleteStory = (story: StoryView): Promise<boolean> =>
	act('useCometFeedStoryDeleteMutation', {story_id: story.storyId, story_location: 'TIMELINE'});

/** Resolves to whether the site accepted it. */
async function act(operation: string, input: object): Promise<boolean> {
	try {
		await graphql(operation, {input: {...input, actor_id: getState().actor.id, client_mutation_id: '3'}});
	} catch {
		showToast({text: t('actionFailed')}, true);
		return false;
	}
	await refreshFeed();
	return true;
}

export async function refreshFeed(): Promise<void> {
	const groupID = /^\/groups\/(\d+)/.exec(getState().path)?.[1] ?? null;
	const data = merged(await graphql('CometNewsFeedPaginationQuery', {count: boot.count, groupID}));
	setState({feed: (data.viewer as {news_feed: StoryView[]}).news_feed});
}

/** The drafting signal of comment composers: it has no text and publishes nothing. */
export function signalTyping(story: StoryView, starts: boolean): void {
	const suffix = starts ? 'StartMutation' : 'StopMutation';
	void graphql(`CometUFILiveTypingBroadcastMutation_${suffix}`, {
		input: {feedback_id: story.feedbackId},
	}).catch(() => undefined);
}
