import {describe, expect, test} from 'vitest';
import {captured, composed, form, recognise, request, story} from './recogniser.fixture.ts';
import {recogniser} from './recogniser.ts';

const withCaptured = (change: object) => ({...captured, input: {...captured.input, ...change}});
const {text} = story.input.message;
const blocks = composed(...text.split('\n'));

describe('a post as public captures show it', () => {
	test.each([
		['on the feed', captured],
		['in a group, its words once more in blocks', withCaptured({composed_text: blocks})],
		[
			'in a group, where the blocks alone keep the lines',
			withCaptured({composed_text: blocks, message: {ranges: [], text: text.replace('\n', ' ')}}),
		],
		['in a group, in blocks alone', withCaptured({composed_text: blocks, message: undefined})],
	])('%s', (_, variables) => {
		const draft = recognise('ComposerStoryCreateMutation', variables)?.draft;
		expect(draft).toEqual(recognise('ComposerStoryCreateMutation', story)?.draft);
		expect(draft?.unknown).toEqual([]);
	});

	test('with the form fields of the page’s own timing', () => {
		const fields = form('ComposerStoryCreateMutation', captured, {qpl_active_flow_ids: '431626709'});
		expect(recogniser.recognise(request(fields), undefined)?.note).toBe('');
	});
});

test.each([
	['words in the blocks that the message has not', {composed_text: composed(text, 'Guaranteed!')}],
	['a field of the blocks from next year', {composed_text: {...blocks, sparkle: 'on'}}],
	['a field of the input from next year', {sparkle: 'on'}],
])('%s: held', (_, change) => {
	expect(recognise('ComposerStoryCreateMutation', withCaptured(change))?.note).not.toBe('');
});

test.each([
	['headings', {composed_text: {...blocks, block_types: [1, 0]}}, {block_types: '[1,0]'}],
	['a flair', {group_flair: {flair_id: '5'}}, {group_flair: '{"flair_id":"5"}'}],
	[
		'a story of the post',
		{post_publish_story_data: {reshare_post_as_sticker: 'ENABLED'}},
		{post_publish_story_data: '{"reshare_post_as_sticker":"ENABLED"}'},
	],
])('%s: bound by the name the site gives it', (_, change, details) => {
	const draft = recognise('ComposerStoryCreateMutation', withCaptured(change))?.draft;
	expect(draft).toMatchObject({details, unknown: []});
});
