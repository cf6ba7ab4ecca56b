import {weightedLength} from '../composer/length.ts';
import {ApiError, graphql} from './graphql.ts';

export interface NewPost {
	text: string;
	mediaIds: string[];
	cardUri: string | null;
	replyTo: string | null;
	/** Address of the quoted post. */
	attachmentUrl: string | null;
	previousId: string | null;
	audience: 'Community' | 'Verified' | 'ByInvitation' | null;
	batch: 'BatchFirst' | 'BatchSubsequent' | null;
	dark?: boolean;
}

export const NEW_POST: NewPost = {
	text: '',
	mediaIds: [],
	cardUri: null,
	replyTo: null,
	attachmentUrl: null,
	previousId: null,
	audience: null,
	batch: null,
};

/** Publishes one post and returns its id. An answer without an id is a failure. */
export async function createPost(post: NewPost): Promise<string> {
	const long = weightedLength(post.text) > 280;
	const operation = long ? 'CreateNoteTweet' : 'CreateTweet';
	const data = await graphql(operation, variablesOf(post, long));
	const field = long ? 'notetweet_create' : 'create_tweet';
	const result = (data[field] as Created | undefined)?.tweet_results?.result;
	const id = result?.rest_id ?? result?.tweet?.rest_id;
	if (!id) throw new ApiError('No id in the answer');
	return id;
}

interface Created {
	tweet_results?: {result?: {rest_id?: string; tweet?: {rest_id?: string}}};
}

function variablesOf(post: NewPost, long: boolean): unknown {
	return {
		tweet_text: post.text,
		...(post.replyTo ? {reply: {in_reply_to_tweet_id: post.replyTo, exclude_reply_user_ids: []}} : {}),
		...(post.attachmentUrl ? {attachment_url: post.attachmentUrl} : {}),
		...(post.cardUri ? {card_uri: post.cardUri} : {}),
		dark_request: post.dark ?? false,
		...(post.mediaIds.length > 0
			? {
					media: {
						media_entities: post.mediaIds.map(id => ({media_id: id, tagged_users: []})),
						possibly_sensitive: false,
					},
				}
			: {}),
		semantic_annotation_ids: [],
		...(post.audience ? {conversation_control: {mode: post.audience}} : {}),
		...(post.previousId ? {edit_options: {previous_tweet_id: post.previousId}} : {}),
		...(post.batch ? {batch_compose: post.batch} : {}),
		...(long ? {richtext_options: {richtext_tags: []}} : {}),
	};
}
