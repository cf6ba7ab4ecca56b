/**
 * Which requests an operation leaves X with, by the end of their path (facts: x.md, section 11). The wire lock denies them all
 * by URL and opens those of one operation for its release. `publishing.test.ts` compares it with the readers.
 */
import type {Operation} from '#lib/core/draft.ts';

const posts = ['CreateTweet', 'CreateNoteTweet', 'statuses/update'];

export const publishing: Readonly<Partial<Record<Operation, readonly string[]>>> = {
	post: posts,
	reply: posts,
	quote: posts,
	edit: posts,
	repost: ['CreateRetweet'],
	like: ['FavoriteTweet', 'favorites/create'],
	schedule: ['CreateScheduledTweet', 'EditScheduledTweet'],
	delete: [
		'DeleteTweet',
		'DeleteRetweet',
		'UnfavoriteTweet',
		'DeleteScheduledTweet',
		'ArticleEntityUnpublish',
		'ArticleEntityDelete',
		'DMMessageDeleteMutation',
	],
	reaction: ['useDMReactionMutationAddMutation', 'useDMReactionMutationRemoveMutation'],
	dm: ['dm/new'],
};

/** Publish what no release can name: never opened. */
export const neverOpened: readonly string[] = [
	'ArticleEntityPublish',
	'statuses/retweet',
	'statuses/destroy',
	'direct_messages/events/new',
];
