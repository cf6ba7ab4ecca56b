/** Surfaces with a mutation of their own: stories, reels, notes, messages that are plain requests, and what is scheduled. */
import type {Draft, Target} from '#lib/core/draft.ts';
import {detailsOf, type Fields} from '../fields.ts';
import type {Uploads} from '../site.ts';
import {postOf, postTarget, targetOf} from './ids.ts';
import {messageOf} from './message.ts';
import {instant, NOISE} from './noise.ts';

type Reader = (input: Fields, uploads?: Uploads) => Partial<Draft>;

export const surfaceReaders: Readonly<Record<string, Reader>> = {
	StoriesCreateMutation: ownStory,
	useCometFeedToStoryReshare_FeedToStoryMutation: sharedToStory,
	useCometStoryToStoryReshare_StoryToStoryMutation: sharedToStory,
	ReelComposerReelPublishMutation: reel,
	ReelComposerDraftReelPublishMutation: reel,
	MWInboxTrayNoteCreationDialogCreationStepContentMutation: note,
	useStoriesSendReplyMutation: storyReply,
	CometUFICommentPrivateReplyMutation: input =>
		message(input, targetOf(input.id('comment_id')), 'comment_id'),
	CometMarketplaceMessageSellerMutation: input =>
		message(input, conversation(input.id('seller_id')), 'seller_id'),
	useCometFeedStoryRescheduleMutation: reschedule,
	useCometUpdateScheduleTimeDialogRescheduleMutation: reschedule,
	useCometUpdateScheduleTimeDialogPublishMutation: publishNow,
	useCometScheduledPostManualPublishMutation: publishNow,
};

function ownStory(input: Fields, uploads?: Uploads): Partial<Draft> {
	input.ignore(...NOISE);
	const audiences = input.list('audiences');
	const own = audiences.map(audience => audience.fields('stories').fields('self').id('target_id'));
	const {media, unread} = filesOf(input, uploads);
	return {
		operation: 'story',
		...messageOf(input, 'text_format_preset_id', 'text_format_metadata'),
		media,
		// In whose story it appears: more than one place is no story we know.
		target: own.length === 1 && own[0] ? {kind: 'story', id: own[0]} : null,
		unknown: own.length === 1 && own[0] ? unread : [...unread, 'audiences'],
	};
}

function filesOf(input: Fields, uploads?: Uploads) {
	const ids = input
		.list('attachments')
		.map(attachment => ['photo', 'video'].map(kind => attachment.fields(kind).id('id')).join(''));
	const found = ids.map(id => uploads?.media(id));
	return {
		media: found.filter(file => file !== undefined),
		unread: ids.filter((_, i) => !found[i]).map(id => `media ${id}`),
	};
}

function sharedToStory(input: Fields): Partial<Draft> {
	input.ignore(...NOISE);
	const quoted = postOf(input.id('story_id'));
	return {operation: 'story', quoted, ...messageOf(input), unknown: quoted ? [] : ['story_id']};
}

/** The bytes of a video leave from a worker (facebook.md, section 7): then its number stands for it, and a person must look. */
function reel(input: Fields, uploads?: Uploads): Partial<Draft> {
	input.ignore(...NOISE);
	const video = input.id('video_id');
	const file = uploads?.media(video);
	return {
		operation: 'reel',
		...messageOf(input, ...(file ? [] : ['video_id'])),
		media: file ? [file] : [],
		unknown: video ? [] : ['video_id'],
	};
}

function note(input: Fields): Partial<Draft> {
	input.ignore(...NOISE);
	return {operation: 'story', text: input.text('description'), details: {surface: 'note'}};
}

function storyReply(input: Fields): Partial<Draft> {
	const id = input.id('story_id');
	const read = message(input, id ? {kind: 'story', id} : null, 'story_id');
	// A reaction of one sign looks alike, and is none of ours to tell apart.
	return {...read, ...detailsOf(input, 'story_reply_type')};
}

function message(input: Fields, target: Target | null, key: string): Partial<Draft> {
	input.ignore(...NOISE);
	return {operation: 'dm', target, text: input.text('message'), unknown: target ? [] : [key]};
}

function conversation(id: string): Target | null {
	return id ? {kind: 'conversation', id} : null;
}

function reschedule(input: Fields): Partial<Draft> {
	input.ignore(...NOISE);
	const schedule = instant(input.id('scheduled_publish_time'));
	return {operation: 'schedule', ...scheduled(input), schedule, details: {keeps: 'the words as they are'}};
}

function publishNow(input: Fields): Partial<Draft> {
	input.ignore(...NOISE);
	return {operation: 'schedule', ...scheduled(input), details: {publish: 'now'}};
}

function scheduled(input: Fields): Pick<Draft, 'target' | 'unknown'> {
	const target = postTarget(input.id('story_id'));
	return {target, unknown: target ? [] : ['story_id']};
}
