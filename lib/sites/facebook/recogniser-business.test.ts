import {expect, test} from 'vitest';
import {form, PAGE, recognise, request, story, uploads} from './recogniser.fixture.ts';
import {recogniser} from './recogniser.ts';

const name = 'BusinessComposerStoryCreationMutation';
const {message} = story.input;
const person = '100090000000201';

/** As two public captures of 2025 and 2026 have it: the content in `base`, and again for each channel. */
const business = (base: object = {}, input: object = {}) => ({
	input: {
		client_mutation_id: '1',
		base: {
			actor_id: PAGE,
			composer_entry_point: 'biz_web_home_create_post',
			message,
			attachments: [],
			source: 'WWW',
			unpublished_content_data: null,
			explicit_place_id: '',
			audiences: [{business_presence: {business_presence_id: PAGE}}],
			is_autosave_draft: false,
			request_review_data: {review_request_status: null},
			post_collaborators: {post_collaborators: []},
			...base,
		},
		channels: ['FACEBOOK_NEWS_FEED'],
		FACEBOOK_NEWS_FEED: {message, attachments: []},
		FACEBOOK_GROUP: null,
		INSTAGRAM_POST: null,
		identities: [PAGE],
		ad_campaign_group: null,
		raw_boosted_component_spec: 'null',
		logging: {composer_session_id: 's'},
		...input,
	},
	checkPhotosToReelsUpsellEligibility: true,
});

test('a post of the Business Suite is the same draft as one of the page', () => {
	expect(recognise(name, business())).toMatchObject({account: PAGE, note: ''});
	expect(recognise(name, business())?.draft).toEqual(recognise('ComposerStoryCreateMutation', story)?.draft);
});

test('scheduled there, it is a schedule', () => {
	const later = {scheduled_publish_time: 1_800_000_000, unpublished_content_type: 'SCHEDULED'};
	const scheduled = business(
		{unpublished_content_data: later},
		{
			FACEBOOK_NEWS_FEED: {unpublished_content_data: later, attachments: []},
			INSTAGRAM_POST: {unpublished_content_data: null},
		},
	);
	const outgoing = recognise(name, scheduled);
	expect(outgoing?.note).toBe('');
	expect(outgoing?.draft).toMatchObject({operation: 'schedule', schedule: '2027-01-15T08:00:00.000Z'});
});

test('whoever acts stands in the content: a page, also where a person is signed in', () => {
	const asPerson = recogniser.recognise(request(form(name, business(), {av: person})), person, uploads);
	expect(asPerson?.account).not.toBe(person);
	const {av: _, ...without} = form(name, business());
	expect(recogniser.recognise(request(without), person, uploads)?.account).toBe(PAGE);
	const two = business({}, {actor_id: person});
	expect(recogniser.recognise(request(form(name, two)), person, uploads)?.account).toBe(null);
});

test.each([
	['other words for one channel', {}, {FACEBOOK_NEWS_FEED: {message: {ranges: [], text: 'Guaranteed!'}}}],
	['other files for one channel', {}, {FACEBOOK_NEWS_FEED: {message, attachments: [{photo: {id: '77'}}]}}],
	[
		'another time for one channel',
		{},
		{FACEBOOK_NEWS_FEED: {unpublished_content_data: {scheduled_publish_time: 1}}},
	],
	['a field of a channel from next year', {}, {FACEBOOK_NEWS_FEED: {sparkle: 'on'}}],
	['a channel that is not listed', {}, {INSTAGRAM_POST: {message}}],
	['somebody else’s audience', {audiences: [{business_presence: {business_presence_id: person}}]}, {}],
	['people it is written with', {post_collaborators: {post_collaborators: ['5']}}, {}],
	['a field from next year', {sparkle: 'on'}, {}],
	['money behind it', {}, {raw_boosted_component_spec: '{"budget":5}'}],
])('%s: held', (_, base, input) => {
	expect(recognise(name, business(base, input))?.note).not.toBe('');
});

test('where else it goes is bound to the draft', () => {
	const both = business(
		{},
		{
			channels: ['FACEBOOK_NEWS_FEED', 'INSTAGRAM_POST'],
			INSTAGRAM_POST: {message},
			identities: [PAGE, '17840000000000001'],
		},
	);
	expect(recognise(name, both)?.draft).toMatchObject({
		details: {channels: 'FACEBOOK_NEWS_FEED INSTAGRAM_POST', identities: `${PAGE} 17840000000000001`},
		unknown: [],
	});
});
