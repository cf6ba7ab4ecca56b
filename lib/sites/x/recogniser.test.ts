import {describe, expect, test} from 'vitest';
import {digestOf} from '#lib/core/draft.ts';
import type {PageRequest, Uploads} from '../site.ts';
import {mutationsOf} from '../testing/mutations.ts';
import {recogniser} from './recogniser.ts';

const graphql = 'https://x.com/i/api/graphql/k1/';
const picture = {sha256: 'a'.repeat(64), type: 'image/png', alt: 'A Kestrel'};
const uploads: Uploads = {
	media: id => (id === '77' ? picture : undefined),
	poll: card => (card === 'card://1' ? {choices: ['Red', 'Blue'], minutes: 60} : undefined),
};

const request = (name: string, variables: unknown, more: object = {}): PageRequest => ({
	method: 'POST',
	url: graphql + name,
	headers: {},
	body: {text: JSON.stringify({variables, features: {}, queryId: 'k1', ...more})},
});
const recognise = (name: string, variables: unknown) =>
	recogniser.recognise(request(name, variables), '1001', uploads);

/** Everything that the site sends along with a plain post. */
const plain = {
	tweet_text: 'Viewings on Saturday\n🚗',
	dark_request: false,
	media: {media_entities: [], possibly_sensitive: false},
	semantic_annotation_ids: [],
};

describe('publishing operations', () => {
	test.each([
		{name: 'CreateTweet', variables: plain, is: {operation: 'post', text: plain.tweet_text, target: null}},
		{
			name: 'CreateNoteTweet',
			variables: {...plain, richtext_options: {richtext_tags: [{from_index: 0}]}},
			is: {operation: 'post'},
		},
		{
			name: 'CreateTweet',
			variables: {...plain, reply: {in_reply_to_tweet_id: '9', exclude_reply_user_ids: []}},
			is: {operation: 'reply', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'CreateTweet',
			variables: {...plain, attachment_url: 'https://x.com/moira/status/9'},
			is: {operation: 'quote', quoted: '9', target: null},
		},
		{
			name: 'CreateTweet',
			variables: {...plain, edit_options: {previous_tweet_id: '9'}},
			is: {operation: 'edit', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'CreateTweet',
			variables: {
				...plain,
				media: {media_entities: [{media_id: '77', tagged_users: []}], possibly_sensitive: false},
			},
			is: {operation: 'post', media: [picture]},
		},
		{
			name: 'CreateTweet',
			variables: {...plain, card_uri: 'card://1'},
			is: {poll: {choices: ['Red', 'Blue'], minutes: 60}},
		},
		{
			name: 'CreateTweet',
			variables: {...plain, conversation_control: {mode: 'Verified'}},
			is: {replies: 'Verified'},
		},
		{
			// As public captures of 2026 have it.
			name: 'CreateTweet',
			variables: {
				...plain,
				disallowed_reply_options: null,
				semantic_annotation_options: {source: 'Htl'},
			},
			is: {operation: 'post', text: plain.tweet_text},
		},
		{name: 'CreateTweet', variables: {...plain, batch_compose: 'BatchFirst'}, is: {thread: {part: 1, of: 2}}},
		{
			name: 'CreateTweet',
			variables: {...plain, batch_compose: 'BatchSubsequent'},
			is: {thread: {part: 2, of: 2}},
		},
		{
			name: 'CreateScheduledTweet',
			variables: {
				post_tweet_request: {
					status: 'Later',
					media_ids: ['77'],
					auto_populate_reply_metadata: false,
					exclude_reply_user_ids: [],
				},
				execute_at: 1795000000,
			},
			is: {operation: 'schedule', text: 'Later', media: [picture], schedule: '2026-11-18T11:06:40.000Z'},
		},
		{
			name: 'CreateRetweet',
			variables: {tweet_id: '9', dark_request: false},
			is: {operation: 'repost', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'FavoriteTweet',
			variables: {tweet_id: '9'},
			is: {operation: 'like', target: {kind: 'post', id: '9'}},
		},
		{name: 'DeleteTweet', variables: {tweet_id: '9', dark_request: false}, is: {operation: 'delete'}},
	])('$name is $is', ({name, variables, is}) => {
		const outgoing = recognise(name, variables);
		expect(outgoing).toMatchObject({
			name,
			account: '1001',
			note: '',
			draft: {site: 'x', account: '1001', unknown: []},
		});
		expect(outgoing?.draft).toMatchObject(is);
	});

	test.each([
		[
			'a file nobody has seen',
			{...plain, media: {media_entities: [{media_id: '78', tagged_users: []}]}},
			['media 78'],
		],
		['a card that is no known poll', {...plain, card_uri: 'card://2'}, ['card_uri']],
		['a link card', {...plain, attachment_url: 'https://shop.example/'}, ['attachment_url']],
		['a field from next year', {...plain, sparkle: 'on'}, ['sparkle']],
		['text that is no text', {...plain, tweet_text: 5}, ['tweet_text']],
	])('%s is unknown', (_, variables, unknown) => {
		const outgoing = recognise('CreateTweet', variables);
		expect(outgoing?.draft?.unknown).toEqual(unknown);
		expect(outgoing?.note).toBe(unknown.join(', '));
	});
});

test('what the draft has no field for is bound by the name the site gives it', () => {
	const tagged_users = ['5'];
	const draft = recognise('CreateTweet', {
		...plain,
		dark_request: true,
		semantic_annotation_ids: ['8.31.7'],
		reply: {in_reply_to_tweet_id: '9', exclude_reply_user_ids: ['6']},
		media: {media_entities: [{media_id: '77', tagged_users}], possibly_sensitive: true},
	})?.draft;
	expect(draft).toMatchObject({
		unknown: [],
		details: {
			dark_request: 'true',
			semantic_annotation_ids: '["8.31.7"]',
			exclude_reply_user_ids: '["6"]',
			tagged_users: '["5"]',
			possibly_sensitive: 'true',
		},
	});
});

const bodyOf = (variables: unknown) => ({text: JSON.stringify({variables, features: {}, queryId: 'k1'})});
const repost = bodyOf({tweet_id: '9', dark_request: false});
const undone = bodyOf({source_tweet_id: '9', dark_request: false});
const bookmark = bodyOf({tweet_id: '9'});

describe('held without a draft', () => {
	test.each<[string, Partial<PageRequest>]>([
		['a body that cannot be read', {body: {unreadable: true}}],
		['no body', {body: null}],
		['no JSON', {body: {text: 'tweet_text=x'}}],
		['a key given twice', {body: {text: '{"variables":{"tweet_text":"a","tweet_text":"b"}}'}}],
		[
			'an id too long for a number',
			{body: {text: '{"variables":{"tweet_text":"a","reply":{"in_reply_to_tweet_id":1990000000000001001}}}'}},
		],
		[
			'the bare endpoint',
			{url: 'https://x.com/i/api/graphql', body: {text: '{"variables":{},"queryId":"k"}'}},
		],
		['a new name with words in it', {url: `${graphql}CreateTweet2`}],
		[
			'a new name with words further in',
			{url: `${graphql}CreatePost`, body: {text: '{"variables":{"input":{"post":{"text":"a"}}}}'}},
		],
		['a post under the name of a bookmark', {url: `${graphql}CreateBookmark`}],
		['a repost under the name of a bookmark', {url: `${graphql}CreateBookmark`, body: repost}],
		['a repost under a name that nobody knows', {url: `${graphql}HomeTimeline`, body: repost}],
		['a repost undone under such a name', {url: `${graphql}HomeTimeline`, body: undone}],
		[
			'a body that says another query id than the address',
			{url: 'https://x.com/i/api/graphql/k2/CreateBookmark', body: bookmark},
		],
		['an article', {url: `${graphql}ArticleEntityPublish`}],
	])('%s', (_, change) => {
		const outgoing = recogniser.recognise({...request('CreateTweet', plain), ...change}, '1001');
		expect(outgoing).toMatchObject({draft: null, account: '1001'});
		expect(outgoing?.note).not.toBe('');
	});

	test('when nobody is known to be signed in', () => {
		expect(recogniser.recognise(request('CreateTweet', plain), undefined)).toMatchObject({
			draft: null,
			account: null,
		});
	});
});

describe('publishes nothing', () => {
	test.each([
		['a read by POST', 'HomeTimeline', {count: 20}],
		['a draft kept on the server', 'CreateDraftTweet', {post_tweet_request: {status: 'x'}}],
		['a bookmark', 'CreateBookmark', {tweet_id: '9'}],
		['a pin', 'PinTweet', {tweet_id: '9'}],
		['a name of the language', 'constructor', {focalTweetId: '9'}],
	])('%s', (_, name, variables) => {
		expect(recognise(name, variables)).toBeUndefined();
	});

	test.each([
		['GET', `${graphql}CreateTweet`],
		['POST', 'https://x.com/i/api/1.1/jot/client_event.json'],
		['POST', 'https://x.com/home'],
		['POST', 'nonsense'],
	])('%s %s is not looked at', (method, url) => {
		expect(recogniser.concerns(method, url)).toBe(false);
	});

	test.each([
		`${graphql}CreateTweet`,
		'https://api.x.com/graphql/k/CreateTweet?x=1',
		'https://twitter.com/i/api/graphql/k/Create%54weet',
		'https://x.com/i/api//graphql//k/CreateTweet',
		'https://x.com/i/api/1.1/statuses/update.json',
		'https://api.x.com/1.1/dm/new2.json',
	])('but %s is', url => {
		expect(recogniser.concerns('POST', url)).toBe(true);
	});
});

test('direct messages and old REST posts', () => {
	const body = {
		text: JSON.stringify({conversation_id: '5-6', text: 'Hello', request_id: 'r', recipient_ids: false}),
	};
	const message = recogniser.recognise(
		{method: 'POST', url: 'https://x.com/i/api/1.1/dm/new2.json', headers: {}, body},
		'1001',
	);
	expect(message?.draft).toMatchObject({
		operation: 'dm',
		text: 'Hello',
		target: {kind: 'conversation', id: '5-6'},
		unknown: [],
	});
	const form = {fields: {status: 'Old', in_reply_to_status_id: '9'}};
	const post = recogniser.recognise(
		{method: 'POST', url: 'https://x.com/i/api/1.1/statuses/update.json', headers: {}, body: form},
		'1001',
	);
	expect(post?.draft).toMatchObject({operation: 'reply', text: 'Old', target: {kind: 'post', id: '9'}});
});

describe('any single change makes another digest', () => {
	const released = {
		...plain,
		reply: {in_reply_to_tweet_id: '1990000000000001001', exclude_reply_user_ids: []},
		media: {media_entities: [{media_id: '77', tagged_users: []}], possibly_sensitive: false},
		card_uri: 'card://1',
		conversation_control: {mode: 'Community'},
	};
	const digest = (variables: unknown) => {
		const outgoing = recognise('CreateTweet', variables);
		return outgoing?.draft ? digestOf(outgoing.draft) : null;
	};
	/** Leaving these out says the same as "no". */
	const defaults = new Set([
		'dark_request',
		'semantic_annotation_ids',
		'media.possibly_sensitive',
		'reply.exclude_reply_user_ids',
		'media.media_entities.0.tagged_users',
	]);

	test.each(mutationsOf(released).map((mutation, i) => ({i, ...mutation})))(
		'$i: $path $kind',
		({path, kind, value}) => {
			if (kind === 'removed' && defaults.has(path)) expect(digest(value)).toBe(digest(released));
			else expect(digest(value)).not.toBe(digest(released));
		},
	);
});
