import * as z from 'zod';

const message = z.strictObject({ranges: z.array(z.unknown()), text: z.string()});
const privacy = z.strictObject({
	base_state: z.enum(['EVERYONE', 'FRIENDS', 'SELF']),
	allow: z.array(z.string()),
	deny: z.array(z.string()),
	tag_expansion_state: z.string(),
});
export const attachment = z.union([
	z.strictObject({photo: z.strictObject({id: z.string()})}),
	z.strictObject({link: z.strictObject({share_scrape_data: z.string()})}),
]);
const input = z.strictObject({
	composer_entry_point: z.string(),
	composer_source_surface: z.enum(['newsfeed', 'timeline', 'group']),
	composer_type: z.enum(['feed', 'group', 'share', 'edit']),
	idempotence_token: z.string(),
	source: z.literal('WWW'),
	message: message.optional(),
	attachments: z.array(attachment),
	audience: z.union([z.strictObject({privacy}), z.strictObject({to_id: z.string()})]).optional(),
	audiences: z.strictObject({undirected: z.strictObject({privacy})}).optional(),
	story_id: z.string().optional(),
	unpublished_content_data: z
		.strictObject({unpublished_content_type: z.literal('SCHEDULED'), scheduled_publish_time: z.int()})
		.optional(),
	with_tags_ids: z.array(z.string()),
	inline_activities: z.array(z.unknown()),
	explicit_place_id: z.string(),
	text_format_preset_id: z.string(),
	logging: z.strictObject({composer_session_id: z.string()}),
	navigation_data: z.strictObject({attribution_id_v2: z.string()}),
	actor_id: z.string(),
	client_mutation_id: z.string(),
	is_anonymous: z.boolean().optional(),
});
/** Variables of every mutation that creates or edits a story (facebook.md section 8). */
export const storyVariables = z.strictObject({
	input,
	feedLocation: z.string(),
	renderLocation: z.string(),
	isGroup: z.boolean(),
	isTimeline: z.boolean(),
});
