import * as z from 'zod';
import type {Media} from '#sandbox/shared/published.ts';
import {publish} from '../../world.ts';
import {type Call, type Operation, operation, XError} from '../operation.ts';
import {addPost, type Schedule} from '../state.ts';

const request = z.strictObject({
	status: z.string(),
	media_ids: z.array(z.string()),
	auto_populate_reply_metadata: z.boolean(),
	exclude_reply_user_ids: z.array(z.string()),
});
const scheduled = z.strictObject({post_tweet_request: request, execute_at: z.int()});
const byId = z.strictObject({scheduled_tweet_id: z.string()});

/** Scheduled posts and drafts. The clock publishes a schedule later, under another id. */
export const laterOperations: Record<string, Operation> = {
	CreateScheduledTweet: operation({
		does: 'write',
		field: 'tweet',
		variables: scheduled,
		run: call => ({tweet: {rest_id: plan(call, call.world.x.nextId()).id}}),
	}),
	EditScheduledTweet: operation({
		does: 'write',
		field: 'scheduledtweet_put',
		variables: scheduled.extend({scheduled_tweet_id: z.string()}),
		run: call => {
			ownSchedule(call).cancel();
			plan(call, call.variables.scheduled_tweet_id);
			return {scheduledtweet_put: 'Done'};
		},
	}),
	DeleteScheduledTweet: operation({
		does: 'write',
		field: 'scheduledtweet_delete',
		variables: byId,
		run: call => {
			const {id, cancel} = ownSchedule(call);
			cancel();
			call.world.x.schedules.delete(id);
			publish(call.world, {
				id,
				site: 'x',
				kind: 'delete',
				text: '',
				target: id,
				actor: call.account.id,
				op: call.op,
			});
			return {scheduledtweet_delete: 'Done'};
		},
	}),
	CreateDraftTweet: operation({
		does: 'draft',
		field: 'tweet',
		variables: z.strictObject({post_tweet_request: request}),
		run: ({world, account, variables}) => {
			const id = world.x.nextId();
			world.x.drafts.set(id, {id, author: account.id, text: variables.post_tweet_request.status});
			return {tweet: {rest_id: id}};
		},
	}),
	EditDraftTweet: operation({
		does: 'draft',
		field: 'drafttweet_put',
		variables: z.strictObject({post_tweet_request: request, draft_tweet_id: z.string()}),
		run: ({world, account, variables}) => {
			const id = variables.draft_tweet_id;
			world.x.drafts.set(id, {id, author: account.id, text: variables.post_tweet_request.status});
			return {drafttweet_put: 'Done'};
		},
	}),
	DeleteDraftTweet: operation({
		does: 'draft',
		field: 'drafttweet_delete',
		variables: z.strictObject({draft_tweet_id: z.string()}),
		run: ({world, variables}) => {
			world.x.drafts.delete(variables.draft_tweet_id);
			return {drafttweet_delete: 'Done'};
		},
	}),
};

function plan({world, account, variables, op}: Call<z.infer<typeof scheduled>>, id: string): Schedule {
	const {status, media_ids} = variables.post_tweet_request;
	const media = media_ids.map(mediaId => world.x.uploads.get(mediaId)?.media);
	if (media.some(each => !each)) throw new XError(324);
	const at = variables.execute_at * 1000;
	const schedule: Schedule = {
		id,
		author: account.id,
		text: status,
		media: media_ids,
		at,
		cancel: world.clock.at(at, () => publishDue(world.x.schedules.get(id)!)),
	};
	const publishDue = (due: Schedule): void => {
		world.x.schedules.delete(id);
		const post = addPost(world.x, {
			id: world.x.nextId(),
			author: due.author,
			text: due.text,
			createdAt: at,
			media: media as Media[],
		});
		publish(world, {
			id: post.id,
			site: 'x',
			kind: 'post',
			text: due.text,
			media: post.media,
			target: id,
			actor: due.author,
			publishedAt: at,
			op: 'scheduler',
		});
	};
	world.x.schedules.set(id, schedule);
	publish(world, {
		id,
		site: 'x',
		kind: 'schedule',
		text: status,
		media: media as Media[],
		actor: account.id,
		publishedAt: at,
		op,
	});
	return schedule;
}

function ownSchedule({world, account, variables}: Call<z.infer<typeof byId>>): Schedule {
	const schedule = world.x.schedules.get(variables.scheduled_tweet_id);
	if (schedule?.author !== account.id) throw new XError(144, 'No scheduled post with that ID.');
	return schedule;
}
