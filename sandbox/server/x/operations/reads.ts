import * as z from 'zod';
import {type Operation, operation} from '../operation.ts';
import {threadOf, timelineOf} from '../view.ts';

/** Reads. Many go by POST, as on X since 2026-08: POST alone is not a write. */
export const readOperations: Record<string, Operation> = {
	HomeTimeline: operation({
		does: 'read',
		field: 'home',
		variables: z.strictObject({count: z.int(), latestControlAvailable: z.boolean()}),
		run: ({world, account, variables}) => ({
			home: {home_timeline_urt: timelineOf(world.x, account.id, variables.count)},
		}),
	}),
	TweetDetail: operation({
		does: 'read',
		field: 'threaded_conversation_with_injections_v2',
		variables: z.strictObject({focalTweetId: z.string()}),
		run: ({world, account, variables}) => ({
			threaded_conversation_with_injections_v2: threadOf(world.x, variables.focalTweetId, account.id),
		}),
	}),
	FetchScheduledTweets: operation({
		does: 'read',
		field: 'viewer',
		variables: z.strictObject({}),
		run: ({world, account}) => ({
			viewer: {
				scheduled_tweet_list: [...world.x.schedules.values()]
					.filter(schedule => schedule.author === account.id)
					.map(({id, text, at, media}) => ({id, text, at, media})),
			},
		}),
	}),
	FetchDraftTweets: operation({
		does: 'read',
		field: 'viewer',
		variables: z.strictObject({}),
		run: ({world, account}) => ({
			viewer: {draft_list: [...world.x.drafts.values()].filter(draft => draft.author === account.id)},
		}),
	}),
};
