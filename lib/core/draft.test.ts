import {describe, expect, test} from 'vitest';
import {canonicalJson} from './canonical-json.ts';
import {digestOf, emptyDraft} from './draft.ts';

const draft = {...emptyDraft('x', 'post', '1001'), text: 'Viewings on Saturday'};

describe('digestOf', () => {
	test('is the same for the same content in another key order', () => {
		const reordered = Object.fromEntries(Object.entries(draft).reverse()) as unknown as typeof draft;
		expect(digestOf(reordered)).toBe(digestOf(draft));
	});

	test.each([
		['text', {text: 'Viewings on Sunday'}],
		['trailing space', {text: 'Viewings on Saturday '}],
		['composed form', {text: 'Viewings on Saturday\u0301'}],
		['account', {account: '1002'}],
		['target', {target: {kind: 'post', id: '1'}}],
		['audience', {audience: 'Verified'}],
		['an unknown field', {unknown: ['variables.boost']}],
	] as const)('changes with %s', (_, change) => {
		expect(digestOf({...draft, ...change})).not.toBe(digestOf(draft));
	});

	test('keeps a lone surrogate apart from its replacement character', () => {
		expect(digestOf({...draft, text: '\ud83d'})).not.toBe(digestOf({...draft, text: '\ufffd'}));
		expect(canonicalJson({text: '\ud83d'})).toBe('{"text":{"utf16":[55357]}}');
	});
});
