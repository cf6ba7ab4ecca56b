/** How each publishing operation of X is read: variables in, the parts of a draft out. What is not taken is unknown. */
import type {Draft} from '#lib/core/draft.ts';
import {detailsOf, type Fields} from '../fields.ts';
import type {Uploads} from '../site.ts';

export type Reader = (variables: Fields, uploads?: Uploads) => Partial<Draft>;

/** Publishes, but what cannot be seen in the request: held. */
export const unreadable: Reader = () => ({});

/**
 * By operation name. `private`: changes something, publishes nothing (drafts, bookmarks, settings); listed so that a
 * text field in it is not taken for a new way to publish.
 */
export const readers: Readonly<Record<string, Reader | 'private'>> = {
	CreateTweet: post,
	CreateNoteTweet: post,
	CreateScheduledTweet: scheduled,
	EditScheduledTweet: scheduled,
	CreateRetweet: v => ({operation: 'repost', ...about(v, 'tweet_id')}),
	FavoriteTweet: v => ({operation: 'like', ...about(v, 'tweet_id')}),
	DeleteTweet: v => ({operation: 'delete', ...about(v, 'tweet_id')}),
	DeleteRetweet: v => ({operation: 'delete', ...about(v, 'source_tweet_id')}),
	UnfavoriteTweet: v => ({operation: 'delete', ...about(v, 'tweet_id')}),
	DeleteScheduledTweet: v => ({operation: 'delete', ...about(v, 'scheduled_tweet_id')}),
	ArticleEntityPublish: unreadable,
	ArticleEntityUnpublish: v => ({operation: 'delete', ...about(v, 'articleEntityId')}),
	ArticleEntityDelete: v => ({operation: 'delete', ...about(v, 'articleEntityId')}),
	DMMessageDeleteMutation: v => ({operation: 'delete', ...about(v, 'messageId')}),
	useDMReactionMutationAddMutation: reaction,
	useDMReactionMutationRemoveMutation: reaction,
	'statuses/update': legacyPost,
	'statuses/retweet': unreadable,
	'statuses/destroy': unreadable,
	'favorites/create': v => ({operation: 'like', ...about(v, 'id')}),
	'dm/new': directMessage,
	'dm/new2': directMessage,
	'direct_messages/events/new': unreadable,
	CreateDraftTweet: 'private',
	EditDraftTweet: 'private',
	DeleteDraftTweet: 'private',
	CreateBookmark: 'private',
	DeleteBookmark: 'private',
	PinTweet: 'private',
	UnpinTweet: 'private',
	ArticleEntityDraftCreate: 'private',
	ArticleEntityUpdateContent: 'private',
	ArticleEntityUpdateTitle: 'private',
};

function post(v: Fields, uploads?: Uploads): Partial<Draft> {
	const reply = v.fields('reply');
	const repliesTo = reply.id('in_reply_to_tweet_id');
	const edits = v.fields('edit_options').id('previous_tweet_id');
	const quoted = statusId(v.text('attachment_url'));
	// From where the composer was opened ('Htl', 'Profile' …): nobody sees it.
	v.fields('semantic_annotation_options').ignore('source');
	const {media, unread, tagged} = mediaOf(v, uploads);
	const poll = pollOf(v, uploads);
	const missing = [
		...unread,
		...poll.unread,
		...(v.text('attachment_url') && !quoted ? ['attachment_url'] : []),
	];
	return {
		operation: edits ? 'edit' : repliesTo ? 'reply' : quoted ? 'quote' : 'post',
		target: postTarget(edits || repliesTo),
		text: v.text('tweet_text'),
		media,
		poll: poll.poll,
		quoted,
		replies: v.fields('conversation_control').text('mode') || null,
		thread: threadOf(v.text('batch_compose') || v.text('batch_mode')),
		...merged(
			detailsOf(v, ...bound),
			// Styled runs of a long post.
			detailsOf(v.fields('richtext_options'), 'richtext_tags'),
			detailsOf(reply, 'exclude_reply_user_ids'),
			tagged,
		),
		unknown: missing,
	};
}

/** Who may see or answer it, and where it was written, by the site's names: the draft has no fields for them. */
const bound = [
	'semantic_annotation_ids',
	'broadcast',
	'dark_request',
	'disallowed_reply_options',
	'exclusive_tweet_control_options',
	'trusted_friends_control_options',
	'geo',
	'nullcast',
];

function merged(...parts: Pick<Draft, 'details'>[]): Pick<Draft, 'details'> {
	const details = Object.assign({}, ...parts.map(part => part.details));
	return Object.keys(details).length > 0 ? {details} : {};
}

function mediaOf(v: Fields, uploads?: Uploads) {
	const media: Draft['media'][number][] = [];
	const unread: string[] = [];
	const all = v.fields('media');
	const tags: string[] = [];
	for (const entity of all.list('media_entities')) {
		const id = entity.id('media_id');
		const found = uploads?.media(id);
		if (found) media.push(found);
		else unread.push(`media ${id}`);
		tags.push(entity.json('tagged_users'));
	}
	const tagged = tags.some(tag => tag !== '') ? {details: {tagged_users: tags.join(' ')}} : {};
	return {media, unread, tagged: merged(tagged, detailsOf(all, 'possibly_sensitive'))};
}

function pollOf(v: Fields, uploads?: Uploads) {
	const card = v.text('card_uri');
	const poll = (card && uploads?.poll(card)) || null;
	return {poll, unread: card && !poll ? ['card_uri'] : []};
}

/**
 * The request tells the first part from a later one and no more: 1 of 2 or 2 of 2. The guard, which approves a thread
 * whole and lets its parts pass in order, knows which part is next.
 */
function threadOf(batch: string): Draft['thread'] {
	if (batch === 'BatchFirst' || batch === 'FIRST_TWEET') return {part: 1, of: 2};
	return batch === 'BatchSubsequent' || batch === 'SUBSEQUENT_TWEET' ? {part: 2, of: 2} : null;
}

function scheduled(v: Fields, uploads?: Uploads): Partial<Draft> {
	const request = v.fields('post_tweet_request');
	request.ignore('auto_populate_reply_metadata');
	const replaces = v.id('scheduled_tweet_id');
	const repliesTo = request.id('in_reply_to_status_id');
	const ids = request.texts('media_ids');
	const media = ids.map(id => uploads?.media(id));
	return {
		operation: 'schedule',
		target: postTarget(replaces || repliesTo),
		text: request.text('status'),
		media: media.filter(file => file !== undefined),
		quoted: statusId(request.text('attachment_url')),
		schedule: instant(v.id('execute_at')),
		unknown: ids.filter((_, i) => !media[i]).map(id => `media ${id}`),
	};
}

function legacyPost(v: Fields): Partial<Draft> {
	const repliesTo = v.id('in_reply_to_status_id');
	return {operation: repliesTo ? 'reply' : 'post', target: postTarget(repliesTo), text: v.text('status')};
}

function directMessage(v: Fields, uploads?: Uploads): Partial<Draft> {
	v.ignore('request_id', 'cards_platform', 'include_cards', 'include_quote_count', 'dm_users');
	const id = v.id('conversation_id') || v.id('recipient_ids');
	const mediaId = v.id('media_id');
	const file = mediaId ? uploads?.media(mediaId) : undefined;
	return {
		operation: 'dm',
		target: id ? {kind: 'conversation', id} : null,
		text: v.text('text'),
		...detailsOf(v, 'reply_to_dm_id'),
		media: file ? [file] : [],
		unknown: mediaId && !file ? [`media ${mediaId}`] : [],
	};
}

function reaction(v: Fields): Partial<Draft> {
	const id = v.id('conversationId');
	v.ignore('messageId', 'reactionTypes');
	return {
		operation: 'reaction',
		target: id ? {kind: 'conversation', id} : null,
		text: v.texts('emojiReactions').join(),
	};
}

function about(v: Fields, key: string): Pick<Draft, 'target'> {
	return {target: postTarget(v.id(key))};
}

function postTarget(id: string): Draft['target'] {
	return id ? {kind: 'post', id} : null;
}

function statusId(url: string): string | null {
	return /^https:\/\/(?:x|twitter)\.com\/[^/]+\/status\/(\d+)$/.exec(url)?.[1] ?? null;
}

/** Seconds or milliseconds since 1970, by size; ISO 8601. */
function instant(since: string): string | null {
	const n = Number(since);
	if (!since || !Number.isFinite(n)) return null;
	const date = new Date(n < 1e11 ? n * 1000 : n);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
