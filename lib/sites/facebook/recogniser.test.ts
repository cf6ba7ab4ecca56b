import {describe, expect, test} from 'vitest';
import {digestOf} from '#lib/core/draft.ts';
import type {PageRequest, Uploads} from '../site.ts';
import {mutationsOf} from '../testing/mutations.ts';
import {recogniser} from './recogniser.ts';

const PAGE = '61550000000101';
const picture = {sha256: 'a'.repeat(64), type: 'image/png', alt: ''};
const uploads: Uploads = {media: id => (id === '77' ? picture : undefined), poll: () => undefined};

const form = (name: string, variables: unknown, more: object = {}) => ({
	av: PAGE,
	__user: '100090000000201',
	__a: '1',
	fb_dtsg: 't',
	lsd: 'l',
	fb_api_caller_class: 'RelayModern',
	fb_api_req_friendly_name: name,
	server_timestamps: 'true',
	variables: JSON.stringify(variables),
	doc_id: '1',
	...more,
});
const request = (fields: Record<string, string>): PageRequest => ({
	method: 'POST',
	url: 'https://www.facebook.com/api/graphql/',
	headers: {},
	body: {text: new URLSearchParams(fields).toString()},
});
const recognise = (name: string, variables: unknown) =>
	recogniser.recognise(request(form(name, variables)), undefined, uploads);

const privacy = {base_state: 'EVERYONE', allow: [], deny: [], tag_expansion_state: 'UNSPECIFIED'};
const story = {
	input: {
		composer_entry_point: 'inline_composer',
		composer_source_surface: 'newsfeed',
		composer_type: 'feed',
		idempotence_token: 'u_FEED',
		source: 'WWW',
		message: {ranges: [], text: 'Viewings on Saturday\n🚗'},
		attachments: [],
		audience: {privacy},
		with_tags_ids: [],
		inline_activities: [],
		explicit_place_id: '0',
		text_format_preset_id: '0',
		logging: {composer_session_id: 's'},
		navigation_data: {attribution_id_v2: 'x'},
		actor_id: PAGE,
		client_mutation_id: '1',
	},
	feedLocation: 'NEWSFEED',
	renderLocation: 'homepage_stream',
	isGroup: false,
	isTimeline: false,
};
const withInput = (change: object) => ({...story, input: {...story.input, ...change}});
const comment = {
	input: {
		feedback_id: btoa('feedback:9'),
		message: {ranges: [], text: 'Thank you'},
		attachments: null,
		idempotence_token: 'client:u',
		session_id: 's',
		tracking: [],
		feedback_source: 'NEWS_FEED',
		formatting_style: null,
		actor_id: PAGE,
		client_mutation_id: '2',
	},
	feedLocation: 'NEWSFEED',
	groupID: null,
};
const withComment = (change: object) => ({...comment, input: {...comment.input, ...change}});
const link = (type: number, id: string) => ({
	link: {share_scrape_data: JSON.stringify({share_type: type, share_params: [id]})},
});

describe('publishing operations', () => {
	test.each([
		{
			name: 'ComposerStoryCreateMutation',
			variables: story,
			is: {operation: 'post', text: story.input.message.text, target: null, audience: null},
		},
		{name: 'ComposerStoryCreateWebMutation', variables: story, is: {operation: 'post'}},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({audience: {to_id: '700'}, composer_type: 'group'}),
			is: {operation: 'post', target: {kind: 'group', id: '700'}},
		},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({audience: {privacy: {...privacy, base_state: 'FRIENDS'}}}),
			is: {audience: 'FRIENDS'},
		},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({attachments: [{photo: {id: '77'}}]}),
			is: {media: [picture]},
		},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({
				unpublished_content_data: {unpublished_content_type: 'SCHEDULED', scheduled_publish_time: 1795000000},
			}),
			is: {operation: 'schedule', schedule: '2026-11-18T11:06:40.000Z'},
		},
		{
			name: 'useCometFeedToFeedReshare_FeedToFeedMutation',
			variables: withInput({
				composer_type: 'share',
				attachments: [link(22, '9')],
				audience: undefined,
				audiences: {undirected: {privacy}},
			}),
			is: {operation: 'share', quoted: '9'},
		},
		{
			name: 'ComposerStoryEditMutation',
			variables: withInput({story_id: btoa('S:_I1:9:9')}),
			is: {operation: 'edit', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'useCometUFICreateCommentMutation',
			variables: comment,
			is: {operation: 'comment', text: 'Thank you', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'CometUFICreateCommentMutation',
			variables: withComment({feedback_id: btoa('feedback:9_5')}),
			is: {operation: 'reply', target: {kind: 'comment', id: '5'}},
		},
		{
			name: 'useCometUFICreateCommentMutation',
			variables: withComment({reply_comment_parent_fbid: '5'}),
			is: {operation: 'reply', target: {kind: 'comment', id: '5'}},
		},
		{
			name: 'useCometUFIEditCommentMutation',
			variables: {
				input: {
					comment_id: btoa('comment:9_5'),
					message: {ranges: [], text: 'Changed'},
					actor_id: PAGE,
					client_mutation_id: '1',
				},
			},
			is: {operation: 'edit', text: 'Changed', target: {kind: 'comment', id: '5'}},
		},
		{
			name: 'CometUFIFeedbackReactMutation',
			variables: {
				input: {feedback_id: btoa('feedback:9'), feedback_reaction_id: '1635855486666999', actor_id: PAGE},
			},
			is: {operation: 'reaction', text: '1635855486666999', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'useCometFeedStoryDeleteMutation',
			variables: {input: {story_id: btoa('S:_I1:9:9'), story_location: 'TIMELINE', actor_id: PAGE}},
			is: {operation: 'delete', target: {kind: 'post', id: '9'}},
		},
	])('$name is $is', ({name, variables, is}) => {
		const outgoing = recognise(name, variables);
		expect(outgoing).toMatchObject({
			name,
			account: PAGE,
			note: '',
			draft: {site: 'facebook', account: PAGE, unknown: []},
		});
		expect(outgoing?.draft).toMatchObject(is);
	});

	test.each([
		['a photo nobody has seen', withInput({attachments: [{photo: {id: '78'}}]}), ['media 78']],
		['a link card', withInput({attachments: [link(100, '9')]}), ['link']],
		[
			'people allowed by name',
			withInput({audience: {privacy: {...privacy, allow: ['5']}}}),
			['input.audience.privacy.allow'],
		],
		['another actor in the form', withInput({actor_id: '5'}), ['av']],
		['a variable from next year', {...story, sparkle: 'on'}, ['sparkle']],
	])('%s is unknown', (_, variables, unknown) => {
		expect(recognise('ComposerStoryCreateMutation', variables)?.draft?.unknown).toEqual(unknown);
	});
});

describe('what the draft has no field for is bound by the name the site gives it', () => {
	const mention = {entity: {id: '5'}, length: 7, offset: 0};
	test.each([
		['mentions', {message: {ranges: [mention], text: 'Gemma C'}}, {ranges: JSON.stringify([mention])}],
		['people tagged', {with_tags_ids: ['5']}, {with_tags_ids: '["5"]'}],
		['a place', {explicit_place_id: '5'}, {explicit_place_id: '5'}],
		['a background', {text_format_preset_id: '5'}, {text_format_preset_id: '5'}],
		['anonymous', {is_anonymous: true}, {is_anonymous: 'true'}],
	])('%s', (_, change, details) => {
		expect(recognise('ComposerStoryCreateMutation', withInput(change))?.draft).toMatchObject({
			details,
			unknown: [],
		});
	});
});

describe('surfaces with a mutation of their own', () => {
	const by = {actor_id: PAGE, client_mutation_id: '4'};
	const audiences = [{stories: {self: {target_id: PAGE}}}];
	const message = {ranges: [], text: 'Open today'};
	const words = {message: 'Hello', ...by};
	test.each([
		[
			'StoriesCreateMutation',
			{audiences, message, text_format_preset_id: '1'},
			{
				operation: 'story',
				text: 'Open today',
				target: {kind: 'story', id: PAGE},
				details: {text_format_preset_id: '1'},
			},
		],
		[
			'useCometFeedToStoryReshare_FeedToStoryMutation',
			{story_id: btoa('S:_I1:9:9')},
			{operation: 'story', quoted: '9'},
		],
		[
			'ReelComposerReelPublishMutation',
			{message, video_id: '8'},
			{operation: 'reel', text: 'Open today', details: {video_id: '8'}},
		],
		['ReelComposerReelPublishMutation', {message, video_id: '77'}, {operation: 'reel', media: [picture]}],
		[
			'MWInboxTrayNoteCreationDialogCreationStepContentMutation',
			{description: 'Hi'},
			{operation: 'story', text: 'Hi', details: {surface: 'note'}},
		],
		[
			'useStoriesSendReplyMutation',
			{...words, story_id: '9', story_reply_type: 'TEXT'},
			{operation: 'dm', text: 'Hello', target: {kind: 'story', id: '9'}},
		],
		[
			'CometUFICommentPrivateReplyMutation',
			{...words, comment_id: btoa('comment:9_5')},
			{operation: 'dm', target: {kind: 'comment', id: '5'}},
		],
		[
			'CometMarketplaceMessageSellerMutation',
			{...words, seller_id: '7'},
			{operation: 'dm', target: {kind: 'conversation', id: '7'}},
		],
		[
			'useCometUpdateScheduleTimeDialogRescheduleMutation',
			{story_id: '9', scheduled_publish_time: 1795000000},
			{operation: 'schedule', target: {kind: 'post', id: '9'}, schedule: '2026-11-18T11:06:40.000Z'},
		],
		[
			'useCometScheduledPostManualPublishMutation',
			{story_id: '9'},
			{operation: 'schedule', schedule: null, details: {publish: 'now'}},
		],
	])('%s', (name, input, is) => {
		const outgoing = recognise(name, {input: {...input, ...by}});
		expect(outgoing).toMatchObject({account: PAGE, note: '', draft: {unknown: []}});
		expect(outgoing?.draft).toMatchObject(is);
	});

	test.each([
		['a reel without a video', 'ReelComposerReelPublishMutation', {message}, ['video_id']],
		[
			'a story in two places',
			'StoriesCreateMutation',
			{audiences: [...audiences, ...audiences], message},
			['audiences'],
		],
		['a reply to no story', 'useStoriesSendReplyMutation', {message: 'Hi'}, ['story_id']],
		[
			'a photo nobody has seen',
			'StoriesCreateMutation',
			{audiences, attachments: [{photo: {id: '78'}}]},
			['media 78'],
		],
	])('%s is unknown', (_, name, input, unknown) => {
		expect(recognise(name, {input: {...input, ...by}})?.draft?.unknown).toEqual(unknown);
	});
});

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
