import type {PostView} from '#sandbox/shared/x-view.ts';
import {ApiError, graphql} from '../api/graphql.ts';
import {repost} from '../composer/publish.ts';
import {refreshTimeline} from '../composer/sent.ts';
import {t} from '../i18n.ts';
import {showToast} from '../store.ts';

const dark = {dark_request: false};

export const toggleLike = ({id, liked}: PostView): Promise<void> =>
	act(() => graphql(liked ? 'UnfavoriteTweet' : 'FavoriteTweet', {tweet_id: id}));

export const toggleBookmark = ({id, bookmarked}: PostView): Promise<void> =>
	act(() => graphql(bookmarked ? 'DeleteBookmark' : 'CreateBookmark', {tweet_id: id}));

export const toggleRepost = ({id, reposted}: PostView): Promise<void> =>
	act(() => (reposted ? graphql('DeleteRetweet', {source_tweet_id: id, ...dark}) : repost(id)));

export const deletePost = ({id}: PostView): Promise<void> =>
	act(() => graphql('DeleteTweet', {tweet_id: id, ...dark}));

/** What the service worker asks for after a notification's button: no event in the page (S9). */
export function actOnPush(action: string, id: string): void {
	if (action === 'ACTION_FAVORITE') void act(() => graphql('FavoriteTweet', {tweet_id: id}));
	if (action === 'ACTION_RETWEET') void act(() => repost(id));
}

async function act(send: () => Promise<unknown>): Promise<void> {
	try {
		await send();
	} catch (error) {
		if (!(error instanceof ApiError) && !(error instanceof Error)) throw error;
		showToast({text: t('failed')});
		return;
	}
	await refreshTimeline();
}
