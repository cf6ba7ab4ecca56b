import {describe, expect, test} from 'vitest';
import {digestOf} from '#lib/core/draft.ts';
import type {PageRequest} from '../site.ts';
import {mutationsOf} from '../testing/mutations.ts';
import {comment, form, PAGE, recognise, request, story, uploads, withInput} from './recogniser.fixture.ts';
import {recogniser} from './recogniser.ts';

describe('the name may be in the header or the address', () => {
	const {fb_api_req_friendly_name: name, ...nameless} = form('ComposerStoryCreateMutation', story);
	test.each<[string, Partial<PageRequest>]>([
		['header', {headers: {'x-fb-friendly-name': name}}],
		['address', {url: `https://www.facebook.com/api/graphql/?fb_api_req_friendly_name=${name}`}],
		['form', {body: {fields: form(name, story)}}],
	])('%s', (_, change) => {
		const outgoing = recogniser.recognise({...request(nameless), ...change}, undefined, uploads);
		expect(outgoing?.draft).toMatchObject({operation: 'post', unknown: []});
	});
});

describe('held without a draft', () => {
	const named = (name: string, input: object) => request(form(name, {input}));
	test.each<[string, PageRequest]>([
		['a test of two reels', named('ReelComposerCreateABTestMutation', {})],
		['a new name with a message', named('ComposerStoryCreateNextMutation', {message: {text: 'x'}})],
		['a new name with words further in', named('NextMutation', {story: {content: {text: 'x'}}})],
		['a post under the name of a read', request(form('ComposerDialogRootQuery', story))],
		['a post under the name of a deletion', request(form('useCometFeedStoryDeleteMutation', story))],
		['a comment under the name of a reaction', request(form('CometUFIFeedbackReactMutation', comment))],
		['a reaction nobody can read', request(form('CometUFIFeedbackReactMutation', {}, {variables: '{'}))],
		['a new name nobody can read', request(form('FooMutation', {}, {variables: '{"input":{},"input":{}}'}))],
		['no name at all', named('', {story_id: '5'})],
		['variables that are no JSON', request(form('ComposerStoryCreateMutation', story, {variables: '{'}))],
		['no variables', request(form('ComposerStoryCreateMutation', story, {variables: ''}))],
		['two names', {...request(form('FooMutation', story)), headers: {'x-fb-friendly-name': 'BarMutation'}}],
		['a field given twice', {...request({}), body: {text: 'av=1&variables={}&variables={}'}}],
		['a blob', {...request({}), body: {unreadable: true}}],
		['no body', {...request({}), body: null}],
		[
			'variables in the address',
			{
				...request(form('ComposerStoryCreateMutation', story)),
				url: 'https://www.facebook.com/api/graphql/?variables={}',
			},
		],
		['a batch', {...request({av: PAGE, queries: '{}'}), url: 'https://www.facebook.com/api/graphqlbatch/'}],
	])('%s', (_, request) => {
		expect(recogniser.recognise(request, PAGE)).toMatchObject({draft: null, account: expect.any(String)});
	});

	test('two actors are nobody: either may be a company account', () => {
		const outgoing = recognise('ComposerStoryCreateMutation', withInput({actor_id: '5'}));
		expect(outgoing).toMatchObject({account: null, draft: {unknown: ['av']}});
		const deletion = recognise('useCometFeedStoryDeleteMutation', {input: {story_id: '9', actor_id: '5'}});
		expect(deletion).toMatchObject({account: null});
	});

	test('and an actor that nobody names is unknown', () => {
		const {av: _, ...rest} = form('ReelComposerCreateABTestMutation', {});
		expect(recogniser.recognise(request(rest), undefined)).toMatchObject({draft: null, account: null});
	});
});

describe('publishes nothing', () => {
	test.each([
		['CometNewsFeedPaginationQuery', {count: 5}],
		['ComposerDialogRootQuery', {input: {text: 'x'}}],
		['CometUFILiveTypingBroadcastMutation_StartMutation', {input: {feedback_id: 'x'}}],
		['BusinessComposerSaveHashtagMutation', {input: {text: '#x'}}],
		['CometProfileSwitchMutation', {profile_id: '5'}],
	])('%s', (name, variables) => {
		expect(recognise(name, variables)).toBeUndefined();
	});

	test.each(['https://www.facebook.com/ajax/bz', 'https://www.facebook.com/', 'nonsense'])(
		'%s is not looked at',
		url => {
			expect(recogniser.concerns('POST', url)).toBe(false);
		},
	);
});

describe('any single change makes another digest', () => {
	/** Sessions, attempts and render hints: nothing that anybody sees. */
	const noise =
		/composer_entry_point|composer_source_surface|idempotence_token|source|logging|navigation_data|client_mutation_id|session_id|tracking|formatting_style|tag_expansion_state|Location|isGroup|isTimeline|groupID/;
	/** Leaving these out says the same as "none". */
	const defaults =
		/allow$|deny$|base_state$|privacy$|audience$|with_tags_ids$|inline_activities$|_place_id$|_preset_id$|ranges$|attachments$|composer_type$|actor_id$/;

	const subjects = [
		{name: 'ComposerStoryCreateMutation', released: withInput({attachments: [{photo: {id: '77'}}]})},
		{name: 'useCometUFICreateCommentMutation', released: comment},
		{
			name: 'StoriesCreateMutation',
			released: {
				input: {
					audiences: [{stories: {self: {target_id: PAGE}}}],
					message: {ranges: [], text: 'Open today'},
					text_format_preset_id: '1',
					actor_id: PAGE,
				},
			},
		},
		{
			name: 'ReelComposerReelPublishMutation',
			released: {input: {message: {ranges: [], text: 'Open today'}, video_id: '8', actor_id: PAGE}},
		},
	];
	const cases = subjects.flatMap(({name, released}) =>
		mutationsOf(released).map((mutation, i) => ({name, i, released, ...mutation})),
	);
	test.each(cases)('$name $i: $path $kind', ({name, released, path, kind, value}) => {
		const digest = (variables: unknown) => {
			const draft = recognise(name, variables)?.draft;
			return draft ? digestOf(draft) : null;
		};
		const isSame = digest(value) === digest(released);
		if (isSame) expect(noise.test(path) || (kind !== 'added' && defaults.test(path))).toBe(true);
		else expect(isSame).toBe(false);
	});
});
