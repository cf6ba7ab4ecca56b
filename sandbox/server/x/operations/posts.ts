import * as z from 'zod';
import type {Media, Poll, PublishedKind} from '#sandbox/shared/published.ts';
import {publish} from '../../world.ts';
import {type Call, type Operation, operation, XError} from '../operation.ts';
import {postResult} from '../result.ts';
import {addPost, makePost, type Post} from '../state.ts';

const createVariables = z.strictObject({
	tweet_text: z.string(),
	dark_request: z.boolean(),
	media: z
		.strictObject({
			media_entities: z.array(z.strictObject({media_id: z.string(), tagged_users: z.array(z.string())})),
			possibly_sensitive: z.boolean(),
		})
		.optional(),
	semantic_annotation_ids: z.array(z.unknown()),
	reply: z
		.strictObject({in_reply_to_tweet_id: z.string(), exclude_reply_user_ids: z.array(z.string())})
		.optional(),
	attachment_url: z.string().optional(),
	card_uri: z.string().optional(),
	conversation_control: z.strictObject({mode: z.enum(['Community', 'Verified', 'ByInvitation'])}).optional(),
	edit_options: z.strictObject({previous_tweet_id: z.string()}).optional(),
	broadcast: z.boolean().optional(),
	batch_compose: z.enum(['BatchFirst', 'BatchSubsequent']).optional(),
	richtext_options: z.strictObject({richtext_tags: z.array(z.unknown())}).optional(),
});
type Create = z.infer<typeof createVariables>;

/** Creates, edits and deletes posts. Operation names and id paths: x.md section 11. */
export const postOperations: Record<string, Operation> = {
	CreateTweet: operation({
		does: 'write',
		field: 'create_tweet',
		variables: createVariables,
		run: call => ({create_tweet: {tweet_results: {result: create(call)}}}),
	}),
	CreateNoteTweet: operation({
		does: 'write',
		field: 'notetweet_create',
		variables: createVariables,
		run: call => ({notetweet_create: {tweet_results: {result: create(call)}}}),
	}),
	DeleteTweet: operation({
		does: 'write',
		field: 'delete_tweet',
		variables: z.strictObject({tweet_id: z.string(), dark_request: z.boolean()}),
		run: remove,
	}),
};

function create(call: Call<Create>): unknown {
	const {world, account, op, variables, receivedAt} = call;
	const content = contentOf(call);
	if (content.text === '' && content.media.length === 0 && !content.poll)
		throw new XError(186, 'Post is empty.');
	const id = world.x.nextId();
	const {replyTo, quoteOf, previous} = linksOf(call);
	const edits = [...(previous?.edits ?? []), id];
	const post = makePost({id, author: account.id, createdAt: receivedAt, ...content, replyTo, quoteOf, edits});
	// An undo preview is not a post: it gets an id, nobody sees it. Open question of x.md section 11.
	if (variables.dark_request) return postResult(world, post);
	if (previous) previous.gone = true;
	addPost(world.x, post);
	publish(world, {
		id,
		site: 'x',
		kind: kindOf(variables),
		...content,
		target: previous?.id ?? replyTo ?? quoteOf,
		actor: account.id,
		audience: variables.conversation_control?.mode ?? null,
		receivedAt,
		op,
	});
	return postResult(world, post);
}

function contentOf({world, variables}: Call<Create>): {
	text: string;
	media: Media[];
	alt: string[];
	poll: Poll | null;
} {
	const uploads = (variables.media?.media_entities ?? []).map(entity => world.x.uploads.get(entity.media_id));
	const media = uploads.map(upload => upload?.media);
	if (media.some(each => !each)) throw new XError(324);
	const poll = variables.card_uri ? world.x.cards.get(variables.card_uri) : null;
	if (poll === undefined) throw new XError(324, 'Card is not valid.');
	return {text: variables.tweet_text, media: media as Media[], alt: uploads.map(upload => upload!.alt), poll};
}

interface Links {
	replyTo: string | null;
	quoteOf: string | null;
	previous: Post | null;
}

function linksOf({world, account, variables}: Call<Create>): Links {
	const replyTo = variables.reply?.in_reply_to_tweet_id ?? null;
	const quoteOf = variables.attachment_url?.match(/^https:\/\/x\.com\/\w+\/status\/(\d+)$/)?.[1] ?? null;
	if (variables.attachment_url && !quoteOf) throw new XError(324, 'Attachment is not valid.');
	for (const id of [replyTo, quoteOf]) if (id) livePost(world.x.posts, id);
	const previous = variables.edit_options
		? livePost(world.x.posts, variables.edit_options.previous_tweet_id)
		: null;
	if (!previous) return {replyTo, quoteOf, previous};
	if (previous.author !== account.id || !account.premium) throw new XError(32, 'You cannot edit this post.');
	return {replyTo: previous.replyTo, quoteOf: previous.quoteOf, previous};
}

function kindOf(variables: Create): PublishedKind {
	if (variables.edit_options) return 'edit';
	if (variables.batch_compose) return 'thread-item';
	if (variables.reply) return 'reply';
	return variables.attachment_url ? 'quote' : 'post';
}

function remove({world, account, op, variables}: Call<{tweet_id: string}>): unknown {
	const post = livePost(world.x.posts, variables.tweet_id);
	if (post.author !== account.id) throw new XError(32, 'You cannot delete this post.');
	post.gone = true;
	publish(world, {id: post.id, site: 'x', kind: 'delete', text: '', target: post.id, actor: account.id, op});
	return {delete_tweet: {tweet_results: {}}};
}

export function livePost(posts: Map<string, Post>, id: string): Post {
	const post = posts.get(id);
	if (!post || post.gone) throw new XError(144);
	return post;
}
