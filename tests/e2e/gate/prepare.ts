/** Runs in the page: a request that the site's server would take for the page's own, signed and with its tokens. */
import type {SiteId} from '#lib/core/draft.ts';

export interface Prepared {
	url: string;
	headers: Record<string, string>;
	body: string;
}

export interface Wanted {
	site: SiteId;
	text: string;
	/** Changes to the variables (X) or to the input (Facebook). */
	change?: Record<string, unknown>;
	operation?: string;
}

interface Twin {
	sign(method: string, path: string): string;
}

export function prepare({site, text, change = {}, operation}: Wanted): Prepared {
	const boot = JSON.parse(document.getElementById('boot')!.textContent!);
	if (site === 'x') {
		const name = operation ?? 'CreateTweet';
		const id = boot.ids.CreateTweet;
		const path = `/i/api/graphql/${id}/${name}`;
		const variables = {tweet_text: text, dark_request: false, semantic_annotation_ids: [], ...change};
		const {sign} = (window as unknown as {__twin: Twin}).__twin;
		return {
			url: `https://x.com${path}`,
			headers: {
				'content-type': 'application/json',
				'x-csrf-token': /ct0=(\w+)/.exec(document.cookie)![1]!,
				'x-client-transaction-id': sign('POST', path),
			},
			body: JSON.stringify({variables, features: {}, queryId: id}),
		};
	}
	const actor = /i_user=(\d+)/.exec(document.cookie)?.[1] ?? boot.person.id;
	const name = operation ?? 'ComposerStoryCreateMutation';
	const input = {
		composer_entry_point: 'inline_composer',
		composer_source_surface: 'timeline',
		composer_type: 'feed',
		idempotence_token: `${crypto.randomUUID()}_FEED`,
		source: 'WWW',
		message: {ranges: [], text},
		audience: {privacy: {base_state: 'EVERYONE', allow: [], deny: [], tag_expansion_state: 'UNSPECIFIED'}},
		attachments: [],
		actor_id: actor,
		client_mutation_id: '1',
		...change,
	};
	const fields = {
		av: actor,
		__user: boot.person.id,
		__a: '1',
		fb_dtsg: boot.dtsg,
		jazoest: '25000',
		lsd: boot.lsd,
		fb_api_caller_class: 'RelayModern',
		fb_api_req_friendly_name: name,
		server_timestamps: 'true',
		variables: JSON.stringify({
			input,
			feedLocation: 'TIMELINE',
			renderLocation: 'timeline',
			isTimeline: true,
		}),
		doc_id: boot.ids.ComposerStoryCreateMutation,
	};
	return {
		url: 'https://www.facebook.com/api/graphql/',
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			'x-fb-friendly-name': name,
			'x-fb-lsd': boot.lsd,
		},
		body: new URLSearchParams(fields).toString(),
	};
}
