import {expect, test} from 'vitest';
import {outcome as facebook} from './facebook/outcome.ts';
import {outcome as x} from './x/outcome.ts';

const post = {rest_id: '9', core: {user_results: {result: {core: {screen_name: 'moira'}}}}};
const answer = (result: unknown) => ({data: {create_tweet: {tweet_results: {result}}}});

test.each<[string, string, number, unknown, unknown]>([
	['a post', 'CreateTweet', 200, answer(post), {siteId: '9', url: 'https://x.com/moira/status/9'}],
	[
		'one level deeper',
		'CreateTweet',
		200,
		answer({tweet: post}),
		{siteId: '9', url: 'https://x.com/moira/status/9'},
	],
	[
		'without a handle',
		'CreateTweet',
		200,
		answer({rest_id: '9'}),
		{siteId: '9', url: 'https://x.com/i/status/9'},
	],
	[
		'beside a warning',
		'CreateTweet',
		200,
		{...answer(post), errors: [{code: 37}]},
		{siteId: '9', url: 'https://x.com/moira/status/9'},
	],
	[
		'a long post',
		'CreateNoteTweet',
		200,
		{data: {notetweet_create: {tweet_results: {result: {rest_id: '9'}}}}},
		{siteId: '9', url: 'https://x.com/i/status/9'},
	],
	['a schedule', 'CreateScheduledTweet', 200, {data: {tweet: {rest_id: '9'}}}, {siteId: '9', url: ''}],
	[
		'a repost',
		'CreateRetweet',
		200,
		{data: {create_retweet: {retweet_results: {result: {rest_id: '9'}}}}},
		{siteId: '9', url: 'https://x.com/i/status/9'},
	],
	['a like', 'FavoriteTweet', 200, {data: {favorite_tweet: 'Done'}}, {siteId: '', url: ''}],
	['a message', 'dm/new2', 200, {entries: [{message: {id: '9'}}]}, {siteId: '9', url: ''}],
	[
		'a duplicate',
		'CreateTweet',
		200,
		{errors: [{code: 187, message: 'Duplicate'}], data: {}},
		{error: '187: Duplicate', unsure: true},
	],
	...(
		[
			[131, 'Internal error'],
			[130, 'Over capacity'],
			[29, 'Timeout: Unspecified'],
			[214, 'Dependency: Internal error.'],
		] as const
	).map(([code, message]): [string, string, number, unknown, unknown] => [
		`a site that failed (${code})`,
		'CreateTweet',
		200,
		{errors: [{code, message}], data: {}},
		{error: `${code}: ${message}`, unsure: true},
	]),
	['neither id nor error', 'CreateTweet', 200, {data: {}}, {error: 'no id in the answer', unsure: true}],
	[
		'another operation’s id',
		'FavoriteTweet',
		200,
		answer(post),
		{error: 'no id in the answer', unsure: true},
	],
	['no JSON', 'CreateTweet', 503, 'upstream', {error: 'HTTP 503', unsure: true}],
	['not let in', 'CreateTweet', 403, 'no', {error: 'HTTP 403'}],
])('X: %s', (_, name, status, body, expected) => {
	expect(x(name, status, typeof body === 'string' ? body : JSON.stringify(body))).toEqual(expected);
});

const line = (...documents: unknown[]) => documents.map(document => JSON.stringify(document)).join('\r\n');
const created = {
	data: {story_create: {story: {id: 'UzpfSTk', post_id: '9', url: 'https://www.facebook.com/1/posts/9'}}},
};
const warning = {errors: [{severity: 'WARNING', code: 1, message: 'Partial'}]};

test.each<[string, number, string, unknown]>([
	[
		'a post',
		200,
		line(created, {label: 'x', data: {}, extensions: {is_final: true}}),
		{siteId: '9', url: 'https://www.facebook.com/1/posts/9'},
	],
	[
		'guarded lines',
		200,
		`for (;;);${line(created)}\nfor (;;);{}`,
		{siteId: '9', url: 'https://www.facebook.com/1/posts/9'},
	],
	[
		'a warning beside',
		200,
		line({...created, ...warning}),
		{siteId: '9', url: 'https://www.facebook.com/1/posts/9'},
	],
	[
		'still in work',
		200,
		line({data: {story_create: {story: null, story_id: btoa('S:_I1:9:9')}}}),
		{siteId: '9', url: ''},
	],
	[
		'a comment',
		200,
		line({
			data: {
				comment_create: {feedback_comment_edge: {node: {id: btoa('comment:9_5'), feedback: {url: 'u'}}}},
			},
		}),
		{siteId: '5', url: 'u'},
	],
	[
		'a critical error',
		200,
		line({errors: [{severity: 'CRITICAL', code: 368, message: 'Blocked'}], data: null}),
		{error: '368: Blocked'},
	],
	['an error without severity', 200, line({errors: [{message: 'No'}]}), {error: 'error: No'}],
	[
		'not signed in',
		200,
		'for (;;);{"__ar":1,"error":1357004,"errorSummary":"Not logged in"}',
		{error: '1357004: Not logged in'},
	],
	['cut in the middle', 200, line(created).slice(0, -4), {error: 'no id in the answer', unsure: true}],
	['nothing', 500, '', {error: 'HTTP 500', unsure: true}],
	['too many', 429, '', {error: 'HTTP 429'}],
	[
		'an error beside what was made',
		200,
		line(created, {errors: [{message: 'Field'}]}),
		{error: 'error: Field', unsure: true},
	],
])('Facebook: %s', (_, status, body, expected) => {
	expect(facebook('ComposerStoryCreateMutation', status, body)).toEqual(expected);
});

test.each<[string, string, unknown]>([
	['counts', 'CometUFIFeedbackReactMutation', {siteId: '', url: ''}],
	['what is left', 'useCometUFIDeleteCommentMutation', {siteId: '', url: ''}],
	['no post', 'ComposerStoryCreateMutation', {error: 'no id in the answer', unsure: true}],
])('Facebook: an answer with %s and no id', (_, name, expected) => {
	expect(facebook(name, 200, line({data: {feedback: {reaction_count: {count: 3}}}}))).toEqual(expected);
	expect(facebook(name, 200, line({data: {feedback: null}}))).toHaveProperty('unsure', true);
});
