import {at, idAt, parseRecord} from '../fields.ts';
import {silence} from '../silence.ts';
import type {Operations} from '../site.ts';

/** Where the id of what was published is, by operation. HTTP 200 and "no errors" mean nothing without it. */
const ids: Readonly<Record<string, string>> = {
	CreateTweet: 'data.create_tweet.tweet_results.result',
	CreateNoteTweet: 'data.notetweet_create.tweet_results.result',
	CreateScheduledTweet: 'data.tweet',
	EditScheduledTweet: 'data.scheduledtweet_put',
	CreateRetweet: 'data.create_retweet.retweet_results.result',
	DeleteRetweet: 'data.unretweet.source_tweet_results.result',
};

/** Answers of operations that name no id: this field being there is the site's yes. */
const done: Readonly<Record<string, string>> = {
	FavoriteTweet: 'data.favorite_tweet',
	UnfavoriteTweet: 'data.unfavorite_tweet',
	DeleteTweet: 'data.delete_tweet',
	DeleteScheduledTweet: 'data.scheduledtweet_delete',
};

export const outcome: Operations['outcome'] = (name, status, body) => {
	const answer = parseRecord(body);
	const sent = answer && (published(name, answer) ?? acknowledged(name, answer));
	if (sent) return sent;
	const first = at(answer, 'errors.0');
	const code = idAt(first, 'code') ?? idAt(first, 'extensions.code');
	if (first) return refusal(code ?? 'error', idAt(first, 'message') ?? '', idAt(first, 'kind') ?? '');
	return silence(status);
};

/**
 * The site failed while it worked on it, and may have published all the same (131 internal, 130 over capacity, 29 timeout). Or
 * it says that this is public already (187): browsers send a request again by themselves when a connection breaks.
 */
const failing = new Set(['29', '130', '131', '187']);

function refusal(code: string, message: string, kind: string): {error: string; unsure?: true} {
	const error = `${code}: ${message}`;
	const isUnsure =
		failing.has(code) ||
		kind === 'ServiceLevel' ||
		/over capacity|internal error|time(?:d )?out|unavailable/i.test(message);
	return isUnsure ? {error, unsure: true} : {error};
}

function published(name: string, answer: unknown) {
	const result = at(answer, ids[name] ?? '');
	// One level deeper when the site wraps it with visibility notices.
	const post = at(result, 'tweet') ?? result;
	const siteId = idAt(post, 'rest_id') ?? restId(name, answer);
	if (!siteId) return undefined;
	return {siteId, url: linkOf(name, siteId, post)};
}

function restId(name: string, answer: unknown): string | undefined {
	if (name === 'statuses/update') return idAt(answer, 'id_str');
	if (name.startsWith('dm/new')) return idAt(answer, 'entries.0.message.id');
	return undefined;
}

/** User fields moved in 2025 and 2026: a link without the handle works too. */
function linkOf(name: string, id: string, post: unknown): string {
	if (name.includes('Scheduled') || name.startsWith('dm/')) return '';
	const user = at(post, 'core.user_results.result');
	const handle = idAt(user, 'core.screen_name') ?? idAt(user, 'legacy.screen_name') ?? 'i';
	return `https://x.com/${handle}/status/${id}`;
}

function acknowledged(name: string, answer: unknown) {
	return at(answer, done[name] ?? '') ? {siteId: '', url: ''} : undefined;
}
