import * as z from 'zod';
import type {PublishedKind} from '#sandbox/shared/published.ts';
import {publish} from '../../world.ts';
import {type Call, type Operation, operation, XError} from '../operation.ts';
import {livePost} from './posts.ts';

const onPost = z.strictObject({tweet_id: z.string()});
type OnPost = z.infer<typeof onPost>;

/** Likes, bookmarks and reposts, and the undo of each. */
export const engagementOperations: Record<string, Operation> = {
	FavoriteTweet: write('favorite_tweet', call => {
		livePost(call.world.x.posts, call.variables.tweet_id).likes.add(call.account.id);
		record(call, 'like');
		return {favorite_tweet: 'Done'};
	}),
	UnfavoriteTweet: write('unfavorite_tweet', call => {
		livePost(call.world.x.posts, call.variables.tweet_id).likes.delete(call.account.id);
		record(call, 'undo');
		return {unfavorite_tweet: 'Done'};
	}),
	CreateBookmark: write('tweet_bookmark_put', call => {
		livePost(call.world.x.posts, call.variables.tweet_id).bookmarks.add(call.account.id);
		record(call, 'bookmark');
		return {tweet_bookmark_put: 'Done'};
	}),
	DeleteBookmark: write('tweet_bookmark_delete', call => {
		livePost(call.world.x.posts, call.variables.tweet_id).bookmarks.delete(call.account.id);
		record(call, 'undo');
		return {tweet_bookmark_delete: 'Done'};
	}),
	CreateRetweet: operation({
		does: 'write',
		field: 'create_retweet',
		variables: z.strictObject({tweet_id: z.string(), dark_request: z.boolean()}),
		run: call => {
			const post = livePost(call.world.x.posts, call.variables.tweet_id);
			if (post.reposts.has(call.account.id)) throw new XError(327, 'You have already reposted this.');
			const id = call.world.x.nextId();
			post.reposts.set(call.account.id, id);
			record(call, 'repost', id);
			return {
				create_retweet: {retweet_results: {result: {rest_id: id, legacy: {full_text: `RT ${post.text}`}}}},
			};
		},
	}),
	DeleteRetweet: operation({
		does: 'write',
		field: 'unretweet',
		variables: z.strictObject({source_tweet_id: z.string(), dark_request: z.boolean()}),
		run: ({world, account, variables, op}) => {
			const post = livePost(world.x.posts, variables.source_tweet_id);
			post.reposts.delete(account.id);
			publish(world, {
				id: post.id,
				site: 'x',
				kind: 'undo',
				text: '',
				target: post.id,
				actor: account.id,
				op,
			});
			return {unretweet: {source_tweet_results: {result: {rest_id: post.id}}}};
		},
	}),
};

function write(field: string, run: (call: Call<OnPost>) => unknown): Operation {
	return operation({does: 'write', field, variables: onPost, run});
}

function record(
	{world, account, variables, op}: Call<OnPost>,
	kind: PublishedKind,
	id = variables.tweet_id,
): void {
	publish(world, {id, site: 'x', kind, text: '', target: variables.tweet_id, actor: account.id, op});
}
