import {graphql} from '../api/graphql.ts';
import {createPoll, describe} from '../api/media.ts';
import {createPost, NEW_POST} from '../api/posts.ts';
import {store} from '../store.ts';
import type {Draft} from './draft.ts';

/** Item `sent` of a thread failed; the ones before it are public (x.md section 10). */
export class ThreadError extends Error {
	readonly sent: number;
	/** The last id that is public. */
	readonly under: string;
	constructor(message: string, ids: readonly string[]) {
		super(message);
		this.sent = ids.length;
		this.under = ids.at(-1)!;
	}
}

/** Sends a draft the way the site does and returns the ids: polls and alt texts first, then post by post. */
export async function publishDraft(draft: Draft): Promise<string[]> {
	if (draft.at !== null) return [await schedule(draft, draft.at)];
	if (isPlainRepost(draft)) return [await repost(draft.quote!.id)];
	const ids: string[] = [];
	for (const [index, item] of draft.items.entries()) {
		try {
			ids.push(await publishItem(draft, item, index, ids));
		} catch (error) {
			throw index === 0 ? error : new ThreadError(String(error), ids);
		}
	}
	return ids;
}

/** An empty quote is a repost (x.md section 4). */
const isPlainRepost = ({quote, items: [first, ...rest]}: Draft): boolean =>
	quote !== null && rest.length === 0 && first!.text === '' && first!.media.length === 0;

async function publishItem(
	draft: Draft,
	item: Draft['items'][number],
	index: number,
	sent: string[],
): Promise<string> {
	const cardUri = item.poll ? await createPoll(item.poll) : null;
	for (const media of item.media) if (media.alt) await describe(media.id!, media.alt);
	const {quote} = draft;
	return createPost({
		...NEW_POST,
		text: item.text,
		mediaIds: item.media.map(media => media.id!),
		cardUri,
		replyTo: index === 0 ? draft.replyTo : sent[index - 1]!,
		attachmentUrl: quote && index === 0 ? `https://x.com/${quote.author.handle}/status/${quote.id}` : null,
		previousId: draft.editOf?.id ?? null,
		audience: draft.audience,
		batch: batchOf(draft, index),
	});
}

function batchOf({items}: Draft, index: number): 'BatchFirst' | 'BatchSubsequent' | null {
	if (items.length === 1) return null;
	return index === 0 ? 'BatchFirst' : 'BatchSubsequent';
}

async function schedule({items: [item]}: Draft, at: number): Promise<string> {
	const data = await graphql('CreateScheduledTweet', {
		post_tweet_request: {
			status: item!.text,
			media_ids: item!.media.map(media => media.id!),
			auto_populate_reply_metadata: false,
			exclude_reply_user_ids: [],
		},
		execute_at: Math.floor(at / 1000),
	});
	return (data.tweet as {rest_id: string}).rest_id;
}

export async function repost(id: string): Promise<string> {
	const data = await graphql('CreateRetweet', {tweet_id: id, dark_request: false});
	const {rest_id} = (data.create_retweet as {retweet_results: {result: {rest_id: string}}}).retweet_results
		.result;
	return rest_id;
}

/** The draft as a preview request would send it. Whether X does so is open (x.md, trap in section 11). */
export async function previewDark({items: [item], replyTo}: Draft): Promise<void> {
	await createPost({...NEW_POST, text: item!.text, replyTo, dark: true});
}

export const handle = (): string => store.getState().account.handle;
