import {describe, expect, test} from 'vitest';
import {emptyDraft} from '#lib/core/draft.ts';
import {parseFromPage, parseToPage, parseUpload} from './bridge-parse.ts';

const draft = {...emptyDraft('x', 'post', '1001'), text: 'Viewings on Saturday'};
const outgoing = {name: 'CreateTweet', account: '1001', draft, note: ''};
const ask = {type: 'ask', id: 1, outgoing, transport: 'xhr'};
const answered = {type: 'answered', id: 1, name: 'CreateTweet', status: 200, body: '{}'};

test.each<[string, unknown]>([
	['ask', ask],
	['ask without a draft', {...ask, outgoing: {...outgoing, draft: null, account: null}}],
	[
		'ask with everything',
		{
			...ask,
			outgoing: {
				...outgoing,
				draft: {
					...draft,
					target: {kind: 'post', id: '9'},
					media: [{sha256: '', type: 'image/png', alt: ''}],
					poll: {choices: ['a', 'b'], minutes: 60},
					thread: {part: 1, of: 2},
				},
			},
		},
	],
	['answered', answered],
	['failed', {type: 'failed', id: 1, reason: 'network'}],
])('takes from the page: %s', (_, message) => {
	expect(parseFromPage(JSON.stringify(message))).toEqual(message);
});

const withDraft = (change: object) => ({...ask, outgoing: {...outgoing, draft: {...draft, ...change}}});
test.each<[string, unknown]>([
	['no JSON', '{'],
	['a number', '1'],
	['null', 'null'],
	['an array', [ask]],
	['a verdict', {type: 'verdict', id: 1, go: true, reason: ''}],
	['a negative id', {...ask, id: -1}],
	['an id that is text', {...ask, id: '1'}],
	['another transport', {...ask, transport: 'socket'}],
	['no outgoing', {...ask, outgoing: null}],
	['no account', {...ask, outgoing: {...outgoing, account: undefined}}],
	['text that is no text', withDraft({text: 1})],
	['a target that is text', withDraft({target: '9'})],
	['media that is no list', withDraft({media: {}})],
	['media without a digest', withDraft({media: [{type: '', alt: ''}]})],
	['a poll without choices', withDraft({poll: {minutes: 1}})],
	['a thread of text', withDraft({thread: {part: '1', of: 2}})],
	['unknown fields that are no texts', withDraft({unknown: [1]})],
	['another version', withDraft({v: 2})],
	['a body that is no text', {...answered, body: {}}],
	['a status that is text', {...answered, status: '200'}],
	['a failure without a reason', {type: 'failed', id: 1}],
])('refuses from the page: %s', (_, message) => {
	expect(parseFromPage(typeof message === 'string' ? message : JSON.stringify(message))).toBeUndefined();
});

test.each<[string, unknown, boolean]>([
	['a verdict', {type: 'verdict', id: 1, go: true, reason: ''}, true],
	['accounts', {type: 'accounts', guarded: ['1001']}, true],
	['no accounts', {type: 'accounts', guarded: []}, true],
	['a verdict without reason', {type: 'verdict', id: 1, go: true}, false],
	['a verdict that is truthy', {type: 'verdict', id: 1, go: 1, reason: ''}, false],
	['accounts that are numbers', {type: 'accounts', guarded: [1001]}, false],
	['an ask', ask, false],
])('takes from the guard or not: %s', (_, message, isTaken) => {
	expect(parseToPage(JSON.stringify(message)) !== undefined).toBe(isTaken);
});

test.each([undefined, null, 7, {type: 'accounts', guarded: []}])('takes only JSON text, not %o', message => {
	expect(parseToPage(message)).toBeUndefined();
	expect(parseFromPage(message)).toBeUndefined();
});

describe('a step of an upload', () => {
	const bytes = new Blob(['a']);
	const poll = {choices: ['Red', 'Blue'], minutes: 60};

	test.each([
		[{step: 'part', id: '7', at: 0}, bytes],
		[{step: 'whole', ref: 1}, bytes],
		[{step: 'named', ref: 1, id: ''}, null],
		[{step: 'poll', ref: 2, poll}, null],
		[{step: 'alt', id: '7', alt: 'A car'}, null],
		[{step: 'end', id: '7'}, null],
	])('%j is understood', (step, file) => {
		expect(parseUpload(JSON.stringify(step), file)).toEqual({...step, ...(file && {bytes: file})});
	});

	test.each([
		[{step: 'part', id: '7', at: -1}, bytes],
		[{step: 'part', id: '7', at: 0}, 'a'],
		[{step: 'whole', ref: 1}, null],
		[{step: 'poll', ref: 2, poll: null}, null],
		[{step: 'poll', ref: 2, poll: {choices: 'Red', minutes: 60}}, null],
		[{step: 'poll', poll}, null],
		[{step: 'alt', id: '7'}, null],
		[{step: 'other', id: '7'}, null],
		['step', null],
	])('%j is none', (step, file) => {
		expect(parseUpload(JSON.stringify(step), file)).toBeUndefined();
	});
});
