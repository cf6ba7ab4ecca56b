import * as z from 'zod';
import type {PublishedKind} from '#sandbox/shared/published.ts';
import {publish} from '../../world.ts';
import {readFeedback, storyId} from '../ids.ts';
import {type Call, FacebookError, type Line, type Operation, operation} from '../operation.ts';

const message = z.strictObject({ranges: z.array(z.unknown()), text: z.string()});
const common = {actor_id: z.string(), client_mutation_id: z.string()};

/** Own stories, reels, notes, and the messages that are plain GraphQL (facebook.md section 8, F10 and F11). */
export const surfaceOperations: Record<string, Operation> = {
	StoriesCreateMutation: operation({
		does: 'write',
		variables: z.strictObject({
			input: z.strictObject({
				audiences: z.array(
					z.strictObject({stories: z.strictObject({self: z.strictObject({target_id: z.string()})})}),
				),
				message: message.optional(),
				text_format_preset_id: z.string().optional(),
				...common,
			}),
		}),
		run: call => {
			const id = record(call, 'story', call.variables.input.message?.text ?? '', null);
			const story = {id: storyId({author: call.actor.id, id})};
			return [
				{data: {story_create: {viewer: {actor: {story_bucket: {nodes: [{first_story_to_show: story}]}}}}}},
			];
		},
	}),
	useCometFeedToStoryReshare_FeedToStoryMutation: operation({
		does: 'write',
		variables: z.strictObject({input: z.strictObject({story_id: z.string(), ...common})}),
		run: call => {
			const id = record(call, 'share', '', call.variables.input.story_id);
			return [{data: {story_create: {story: {id: storyId({author: call.actor.id, id})}}}}];
		},
	}),
	ReelComposerReelPublishMutation: operation({
		does: 'write',
		variables: z.strictObject({input: z.strictObject({message, video_id: z.string(), ...common})}),
		run: call => {
			const id = record(call, 'reel', call.variables.input.message.text, null);
			return [{data: {reel_publish: {reel: {id, url: `https://www.facebook.com/reel/${id}`}}}}];
		},
	}),
	MWInboxTrayNoteCreationDialogCreationStepContentMutation: operation({
		does: 'write',
		variables: z.strictObject({input: z.strictObject({description: z.string().min(1), ...common})}),
		run: call => {
			const id = record(call, 'note', call.variables.input.description, null);
			return [
				{data: {xfb_rich_status_create: {status: {id, description: call.variables.input.description}}}},
			];
		},
	}),
	useStoriesSendReplyMutation: operation({
		does: 'write',
		variables: z.strictObject({
			input: z.strictObject({
				message: z.string().min(1),
				story_id: z.string(),
				story_reply_type: z.enum(['TEXT', 'LIGHT_WEIGHT']),
				...common,
			}),
		}),
		run: call => {
			const id = record(call, 'dm', call.variables.input.message, call.variables.input.story_id);
			return [{data: {direct_message_reply: {id}}}];
		},
	}),
	CometUFICommentPrivateReplyMutation: operation({
		does: 'write',
		variables: z.strictObject({
			input: z.strictObject({comment_id: z.string(), message: z.string().min(1), ...common}),
		}),
		run: call => {
			const comment = call.world.facebook.comments.get(
				readFeedback(call.variables.input.comment_id)?.comment ?? '',
			);
			if (!comment) throw new FacebookError(1_675_012, 'No such comment');
			const id = record(call, 'dm', call.variables.input.message, comment.author);
			return [{data: {private_reply: {id}}}];
		},
	}),
	CometMarketplaceMessageSellerMutation: operation({
		does: 'write',
		variables: z.strictObject({
			input: z.strictObject({seller_id: z.string(), message: z.string().min(1), ...common}),
		}),
		run: call => {
			const id = record(call, 'dm', call.variables.input.message, call.variables.input.seller_id);
			return [{data: {marketplace_message: {id}}}];
		},
	}),
	useCometUpdateScheduleTimeDialogRescheduleMutation: operation({
		does: 'write',
		variables: z.strictObject({
			input: z.strictObject({story_id: z.string(), scheduled_publish_time: z.int(), ...common}),
		}),
		run: reschedule,
	}),
	useCometScheduledPostManualPublishMutation: operation({
		does: 'write',
		variables: z.strictObject({input: z.strictObject({story_id: z.string(), ...common})}),
		run: call => {
			const scheduled = own(call, call.variables.input.story_id);
			scheduled.cancel();
			scheduled.publishNow(call.receivedAt, call.op);
			return [{data: {scheduled_post_publish: {success: true}}}];
		},
	}),
};

function record(
	{world, actor, op, receivedAt}: Call<unknown>,
	kind: PublishedKind,
	text: string,
	target: string | null,
): string {
	const id = world.facebook.nextId();
	publish(world, {id, site: 'facebook', kind, text, target, actor: actor.id, receivedAt, op});
	return id;
}

function reschedule(call: Call<{input: {story_id: string; scheduled_publish_time: number}}>): Line[] {
	const {world, actor, op, variables} = call;
	const scheduled = own(call, variables.input.story_id);
	scheduled.cancel();
	const at = variables.input.scheduled_publish_time * 1000;
	scheduled.at = at;
	scheduled.cancel = world.clock.at(at, () => scheduled.publishNow(at, 'scheduler'));
	const {id, text, media} = scheduled;
	publish(world, {
		id,
		site: 'facebook',
		kind: 'schedule',
		text,
		media,
		target: id,
		actor: actor.id,
		publishedAt: at,
		op,
	});
	return [{data: {scheduled_post_update: {success: true}}}];
}

function own({world, actor}: Pick<Call<unknown>, 'world' | 'actor'>, id: string) {
	const scheduled = world.facebook.schedules.get(id);
	if (scheduled?.author !== actor.id) throw new FacebookError(1_675_012, 'No such scheduled post');
	return scheduled;
}
