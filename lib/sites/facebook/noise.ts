/** Ids of attempts, sessions and entry points, and render hints: nothing that anybody sees. */
export const NOISE = [
	'composer_entry_point',
	'composer_source_surface',
	'idempotence_token',
	'source',
	'logging',
	'navigation_data',
	'client_mutation_id',
	'session_id',
	'tracking',
	'is_tracking_encrypted',
	'feedback_source',
	'feedback_referrer',
	'formatting_style',
	'attribution_id_v2',
	'actor_id',
	'camera_post_context',
	'downstream_share_session_id',
	'downstream_share_session_origin_uri',
	'downstream_share_session_start_time',
	'publishing_flow',
	'event_share_metadata',
	'editable_post_feature_capabilities',
	'audiences_is_complete',
	// Who may reuse a video's sound and pictures.
	'reels_remix',
];

/** Seconds since 1970; ISO 8601. */
export function instant(seconds: string): string | null {
	const date = new Date(Number(seconds) * 1000);
	return seconds && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
