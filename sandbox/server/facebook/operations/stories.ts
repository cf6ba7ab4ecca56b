import * as z from 'zod';
import type {Media, PublishedKind} from '#sandbox/shared/published.ts';
import {publish} from '../../world.ts';
import {feedbackId, readStory, storyId} from '../ids.ts';
import {type Call, FacebookError, type Line, type Operation, operation} from '../operation.ts';
import {addStory, type Story} from '../state.ts';
import {storyView} from '../view.ts';
import {type attachment, storyVariables} from './story-input.ts';

type Create = Call<z.infer<typeof storyVariables>>;

const createStory = operation({does: 'write', variables: storyVariables, run: call => publishStory(call)});
const editStory = operation({does: 'write', variables: storyVariables, run: call => changeStory(call)});
const deletion = z.strictObject({
	input: z.strictObject({
		story_id: z.string(),
		story_location: z.string(),
		actor_id: z.string(),
		client_mutation_id: z.string(),
	}),
});
const deleteStory = operation({
	does: 'write',
	variables: deletion,
	run: call => {
		const story = ownStory(call, call.variables.input.story_id);
		story.gone = true;
		publish(call.world, {
			id: story.id,
			site: 'facebook',
			kind: 'delete',
			text: '',
			target: story.id,
			actor: call.actor.id,
			op: call.op,
		});
		return [{data: {story_delete: {deleted_story_id: storyId(story)}}}];
	},
});

/** Posts, shares, edits and deletions of posts. Names: facebook.md section 8. */
export const storyOperations: Record<string, Operation> = {
	ComposerStoryCreateMutation: createStory,
	ComposerStoryCreateWebMutation: createStory,
	useCometFeedToFeedReshare_FeedToFeedMutation: createStory,
	CometReshareStoryCreateMutation: createStory,
	useCometGroupReshareMutation: createStory,
	BusinessComposerStoryCreationMutation: createStory,
	ComposerStoryEditMutation: editStory,
	ComposerStoryEditWebMutation: editStory,
	useCometFeedStoryDeleteMutation: deleteStory,
	useCometTrashPostMutation: deleteStory,
};

function publishStory(call: Create): Line[] {
	const {world, variables} = call;
	const {attachments, unpublished_content_data: later} = variables.input;
	const text = variables.input.message?.text ?? '';
	const media = photosOf(call, attachments);
	const shared = sharedOf(call, attachments);
	if (text === '' && media.length === 0 && !shared) throw new FacebookError(1_675_012, 'Empty post');
	const group = groupOf(call);
	const draft = {
		id: world.facebook.nextId(),
		author: call.actor.id,
		text,
		createdAt: call.receivedAt,
		media,
		shared,
		group,
		hidden: later !== undefined || (group !== null && world.facebook.groups.get(group)!.mode === 'approval'),
	};
	const story = addStory(world.facebook, draft);
	if (variables.input.is_anonymous && group === null) throw new FacebookError(1_675_012, 'Only in groups');
	if (later) return schedule(call, story, later.scheduled_publish_time * 1000);
	record(call, story, kindOf(story));
	const hasVideo = story.media.some(each => each.type.startsWith('video/'));
	return world.weather.processing || hasVideo || story.hidden ? processing(story) : created(call, story);
}

function kindOf({hidden, shared}: Story): PublishedKind {
	if (hidden) return 'pending';
	return shared ? 'share' : 'post';
}

function schedule(call: Create, story: Story, at: number): Line[] {
	const {facebook, clock} = call.world;
	const {id, author, text, media} = story;
	const publishNow = (when: number, op: string): void => {
		facebook.schedules.delete(id);
		const live = addStory(facebook, {...story, id: facebook.nextId(), hidden: false, createdAt: when});
		publish(call.world, {
			id: live.id,
			site: 'facebook',
			kind: 'post',
			text,
			media,
			target: id,
			actor: author,
			publishedAt: when,
			op,
		});
	};
	const cancel = clock.at(at, () => publishNow(at, 'scheduler'));
	facebook.schedules.set(id, {id, author, text, media, at, cancel, publishNow});
	record(call, story, 'schedule', at);
	return processing(story);
}

function record(call: Create, story: Story, kind: PublishedKind, publishedAt = call.world.clock.now()): void {
	const {input} = call.variables;
	const audience = input.audience ?? input.audiences?.undirected;
	publish(call.world, {
		id: story.id,
		site: 'facebook',
		kind,
		text: story.text,
		media: story.media,
		target: story.shared ?? story.group,
		actor: call.actor.id,
		audience: audience && 'privacy' in audience ? audience.privacy.base_state : (audience?.to_id ?? null),
		receivedAt: call.receivedAt,
		publishedAt,
		op: call.op,
	});
}

function created({world, actor}: Create, story: Story): Line[] {
	const url = `https://www.facebook.com/${story.author}/posts/${story.id}`;
	const ids = {id: storyId(story), legacy_story_hideable_id: story.id, post_id: story.id, url};
	return [
		{
			data: {
				story_create: {
					story: ids,
					story_id: storyId(story),
					logging_token: null,
					feed_story_edge: {cursor: story.id},
				},
			},
		},
		{
			label: 'ComposerStoryCreateMutation$defer$CometFeedStory',
			path: ['story_create', 'feed_story_edge'],
			data: {
				node: {
					...ids,
					feedback: {id: feedbackId(story.id)},
					sandbox_view: storyView(world.facebook, story, actor.id),
				},
			},
		},
	];
}

/** Accepted, but not public: media in work, a schedule, or a group admin's turn. The id alone is known. */
const processing = (story: Story): Line[] => [
	{data: {story_create: {story: null, story_id: storyId(story), logging_token: null}}},
];

function changeStory(call: Create): Line[] {
	const story = ownStory(call, call.variables.input.story_id ?? '');
	story.text = call.variables.input.message?.text ?? '';
	story.edited = true;
	const {world, actor, op} = call;
	publish(world, {
		id: story.id,
		site: 'facebook',
		kind: 'edit',
		text: story.text,
		media: story.media,
		target: story.id,
		actor: actor.id,
		op,
	});
	return [
		{
			data: {
				story_edit: {
					story: {
						id: storyId(story),
						post_id: story.id,
						sandbox_view: storyView(world.facebook, story, actor.id),
					},
				},
			},
		},
	];
}

function ownStory({world, actor}: Pick<Call<unknown>, 'world' | 'actor'>, id: string): Story {
	const story = world.facebook.stories.get(readStory(id) ?? '');
	if (!story || story.gone || story.author !== actor.id) throw new FacebookError(1_675_012, 'Not your story');
	return story;
}

function groupOf({world, variables}: Create): string | null {
	const {audience} = variables.input;
	if (!audience || !('to_id' in audience)) return null;
	if (!world.facebook.groups.has(audience.to_id)) throw new FacebookError(1_675_012, 'No such group');
	return audience.to_id;
}

function photosOf({world}: Create, attachments: z.infer<typeof attachment>[]): Media[] {
	return attachments.flatMap(each => {
		if (!('photo' in each)) return [];
		const photo = world.facebook.photos.get(each.photo.id);
		if (!photo) throw new FacebookError(1_675_012, 'No such photo');
		return [photo.media];
	});
}

const scrape = z.object({
	share_type: z.union([z.literal(22), z.literal(37)]),
	share_params: z.array(z.string()),
});

function sharedOf({world}: Create, attachments: z.infer<typeof attachment>[]): string | null {
	const link = attachments.find(each => 'link' in each);
	if (!link) return null;
	const id = scrape.parse(JSON.parse(link.link.share_scrape_data)).share_params[0] ?? '';
	if (!world.facebook.stories.has(id)) throw new FacebookError(1_675_012, 'No such story');
	return id;
}
