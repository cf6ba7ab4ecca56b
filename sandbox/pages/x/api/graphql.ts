import {mintTransaction} from '#sandbox/shared/transaction.ts';
import {boot, now, weather} from '../boot.ts';
import {sendWire, type WireAnswer} from './transport.ts';

/** The site refused or the network failed. `code` is the site's own, 0 if there is none. */
export class ApiError extends Error {
	readonly code: number;
	constructor(message: string, code = 0) {
		super(message);
		this.code = code;
	}
}

const FEATURES = {
	responsive_web_graphql_timeline_navigation_enabled: true,
	longform_notetweets_consumption_enabled: true,
	view_counts_everywhere_api_enabled: true,
};

const READS = new Set(['HomeTimeline', 'TweetDetail', 'FetchScheduledTweets', 'FetchDraftTweets']);

/** One GraphQL call of the page, signed when made. Rejects unless the answer is 200 without errors. */
export async function graphql(operation: string, variables: unknown): Promise<Record<string, unknown>> {
	const id = boot.ids[operation]!;
	const name = weather.opRenamed && operation === 'CreateTweet' ? 'CreateTweet2' : operation;
	const base = weather.frontEnd === 'legacy' ? 'https://x.com/i/api/graphql' : 'https://api.x.com/graphql';
	const url = `${base}/${id}/${name}`;
	const answer = await sendWire({
		url,
		headers: {...pageHeaders('POST', url), 'content-type': 'application/json'},
		body: JSON.stringify({variables, features: FEATURES, queryId: id}),
		publishes: !READS.has(operation),
	});
	return dataOf(answer);
}

/** The headers of every API call: bearer, CSRF token, transaction id. */
export function pageHeaders(method: string, url: string): Record<string, string> {
	return {
		authorization: 'Bearer sandbox',
		'x-csrf-token': cookie('ct0'),
		'x-twitter-active-user': 'yes',
		'x-twitter-auth-type': 'OAuth2Session',
		'x-client-transaction-id': sign(method, new URL(url).pathname),
	};
}

export function sign(method: string, path: string): string {
	const second = Math.floor(now() / 1000);
	const nonce = crypto.randomUUID();
	return mintTransaction({id: boot.loadId, key: boot.key}, {method, path, second, nonce});
}

export const cookie = (name: string): string =>
	document.cookie
		.split('; ')
		.find(pair => pair.startsWith(`${name}=`))
		?.slice(name.length + 1) ?? '';

function dataOf({status, text}: WireAnswer): Record<string, unknown> {
	if (status !== 200) throw new ApiError(`HTTP ${status}`, status);
	const {data, errors} = JSON.parse(text) as {
		data: Record<string, unknown>;
		errors?: {message: string; code: number}[];
	};
	const [error] = errors ?? [];
	if (error) throw new ApiError(error.message, error.code);
	return data;
}
