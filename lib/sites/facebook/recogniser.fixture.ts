/** What recogniser tests are made of: Facebook’s requests, as its page makes them. */
import type {PageRequest, Uploads} from '../site.ts';
import {recogniser} from './recogniser.ts';

export const PAGE = '61550000000101';
export const picture = {sha256: 'a'.repeat(64), type: 'image/png', alt: ''};
export const uploads: Uploads = {media: id => (id === '77' ? picture : undefined), poll: () => undefined};

export const form = (name: string, variables: unknown, more: object = {}) => ({
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
export const request = (fields: Record<string, string>): PageRequest => ({
	method: 'POST',
	url: 'https://www.facebook.com/api/graphql/',
	headers: {},
	body: {text: new URLSearchParams(fields).toString()},
});
export const recognise = (name: string, variables: unknown) =>
	recogniser.recognise(request(form(name, variables)), undefined, uploads);

export const privacy = {base_state: 'EVERYONE', allow: [], deny: [], tag_expansion_state: 'UNSPECIFIED'};
export const story = {
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
export const withInput = (change: object) => ({...story, input: {...story.input, ...change}});
export const comment = {
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
export const withComment = (change: object) => ({...comment, input: {...comment.input, ...change}});
export const link = (type: number, id: string) => ({
	link: {share_scrape_data: JSON.stringify({share_type: type, share_params: [id]})},
});

/** Fields that public captures of 2024 to 2026 show beside those of facebook.md, section 8: none of them is content. */
export const captured = {
	...story,
	input: {
		...story.input,
		with_tags_ids: null,
		publishing_flow: {supported_flows: ['ASYNC_SILENT', 'ASYNC_NOTIF', 'FALLBACK']},
		reels_remix: {is_original_audio_reusable: true, remix_status: 'DISABLED'},
		post_publish_story_data: {reshare_post_as_sticker: 'DISABLED'},
		event_share_metadata: {surface: 'newsfeed'},
		group_flair: {flair_id: null},
		tracking: [null],
	},
	feedbackSource: 1,
	focusCommentID: null,
	gridMediaWidth: 230,
	scale: 1.5,
	privacySelectorRenderLocation: 'COMET_STREAM',
	checkPhotosToReelsUpsellEligibility: true,
	referringStoryRenderLocation: null,
	useDefaultActor: false,
	isFeed: true,
	__relay_internal__pv__CometUFIShareActionMigrationrelayprovider: true,
};
export const composed = (...blocks: string[]) => ({
	block_data: blocks.map(() => '{}'),
	block_depths: blocks.map(() => 0),
	block_types: blocks.map(() => 0),
	blocks,
	entities: blocks.map(() => '[]'),
	entity_map: '{}',
	inline_styles: blocks.map(() => '[]'),
});
