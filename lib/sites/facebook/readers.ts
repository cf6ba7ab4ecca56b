/** How each readable operation of Facebook becomes a draft (facebook.md, section 8). What is not taken is unknown. */
import type {Draft, Media, Target} from '#lib/core/draft.ts';
import {type Fields, fieldsOf, parseRecord} from '../fields.ts';
import type {Uploads} from '../site.ts';
import {businessReader} from './business.ts';
import {postTarget, targetOf} from './ids.ts';
import {composedMessageOf, messageOf} from './message.ts';
import {instant, NOISE} from './noise.ts';
import {surfaceReaders} from './surfaces.ts';

/** `input` is the content; the other variables shape the answer. */
export type Reader = (input: Fields, uploads?: Uploads) => Partial<Draft>;

export const readers: Readonly<Record<string, Reader>> = {
	ComposerStoryCreateMutation: story,
	ComposerStoryCreateWebMutation: story,
	useCometFeedToFeedReshare_FeedToFeedMutation: story,
	CometReshareStoryCreateMutation: story,
	useCometGroupReshareMutation: story,
	BusinessComposerStoryCreationMutation: businessReader(story),
	ComposerStoryEditMutation: story,
	ComposerStoryEditWebMutation: story,
	useCometUFICreateCommentMutation: comment,
	CometUFICreateCommentMutation: comment,
	UFI2CreateCommentMutation: comment,
	CometUFIEditCommentMutation: commentEdit,
	useCometUFIEditCommentMutation: commentEdit,
	...surfaceReaders,
};

function story(input: Fields, uploads?: Uploads): Partial<Draft> {
	input.ignore(...NOISE);
	const edits = input.id('story_id');
	const {audience, group} = audienceOf(input);
	const {media, quoted, unread} = attachmentsOf(input, uploads);
	const later = input.fields('unpublished_content_data');
	later.ignore('unpublished_content_type');
	const schedule = instant(later.id('scheduled_publish_time'));
	const shared = input.text('composer_type') === 'share' || quoted !== null;
	const message = composedMessageOf(input, ...shown);
	return {
		operation: edits ? 'edit' : schedule ? 'schedule' : shared ? 'share' : 'post',
		target: edits ? postTarget(edits) : group,
		...message,
		media,
		quoted,
		audience,
		schedule,
		unknown: [...unread, ...message.unknown],
	};
}

/** What readers see besides words and files. */
const shown = [
	'explicit_place_id',
	'text_format_preset_id',
	'with_tags_ids',
	'inline_activities',
	'is_anonymous',
	'ask_admin_to_post_for_user',
	'group_flair',
	'place_attachment_setting',
	'post_publish_story_data',
	'text_format_metadata',
];

function comment(input: Fields, uploads?: Uploads): Partial<Draft> {
	input.ignore(...NOISE, 'vod_video_timestamp', 'reply_target_clicked');
	const target = commentTarget(input.id('feedback_id'), input.id('reply_comment_parent_fbid'));
	const {media, unread} = attachmentsOf(input, uploads);
	return {
		operation: target?.kind === 'comment' ? 'reply' : 'comment',
		target,
		...messageOf(input),
		media,
		unknown: target ? unread : [...unread, 'feedback_id'],
	};
}

/** A reply names the comment's own feedback, or the post's and the comment beside it. */
function commentTarget(feedback: string, parent: string): Target | null {
	const target = targetOf(feedback);
	if (!parent || target?.kind !== 'post') return target;
	return targetOf(parent) ?? (/^\d+$/.test(parent) ? {kind: 'comment', id: parent} : null);
}

function commentEdit(input: Fields, uploads?: Uploads): Partial<Draft> {
	input.ignore(...NOISE);
	const {media, unread} = attachmentsOf(input, uploads);
	const target = targetOf(input.id('comment_id'));
	return {
		operation: 'edit',
		target,
		...messageOf(input),
		media,
		unknown: target ? unread : [...unread, 'comment_id'],
	};
}

/** Everybody is a page's default. A group is the place the post goes to. */
function audienceOf(input: Fields): {audience: string | null; group: Target | null} {
	const single = input.fields('audience');
	const group = single.id('to_id');
	const privacy = single.has('privacy')
		? single.fields('privacy')
		: input.fields('audiences').fields('undirected').fields('privacy');
	privacy.ignore('tag_expansion_state');
	const state = privacy.text('base_state');
	const audience = state === 'EVERYONE' || state === '' ? null : state;
	return {audience, group: group ? {kind: 'group', id: group} : null};
}

export function attachmentsOf(input: Fields, uploads?: Uploads) {
	const media: Media[] = [];
	const unread: string[] = [];
	let quoted: string | null = null;
	for (const attachment of input.list('attachments')) {
		const id = fileId(attachment);
		const file = id ? uploads?.media(id) : undefined;
		if (file) media.push(file);
		else if (id) unread.push(`media ${id}`);
		else {
			quoted = sharedPost(attachment.fields('link').text('share_scrape_data'));
			if (!quoted) unread.push('link');
		}
	}
	return {media, quoted, unread};
}

function fileId(attachment: Fields): string {
	return (
		['photo', 'media', 'video'].map(kind => attachment.fields(kind).id('id')).find(id => id !== '') ?? ''
	);
}

/** Shares of posts are numbered 22 and 37; any other kind is a link card that nobody has read. */
function sharedPost(json: string): string | null {
	const data = fieldsOf(parseRecord(json));
	const type = data.id('share_type');
	const [id, ...more] = data.texts('share_params');
	return (type === '22' || type === '37') && id && more.length === 0 && data.unknown().length === 0
		? id
		: null;
}
