import type {World} from '../world.ts';
import type {Post} from './state.ts';

/**
 * A post as GraphQL answers show it, after x.md section 11. One post in five is wrapped in `.tweet`, as on X
 * when its visibility is limited; `movedUser` puts the user's fields where 2026 answers have them.
 */
export function postResult(world: World, post: Post): unknown {
	const result = {
		__typename: 'Tweet',
		rest_id: post.id,
		core: {user_results: {result: userResult(world, post.author)}},
		edit_control: {
			edit_tweet_ids: post.edits,
			editable_until_msecs: String(post.createdAt + 3_600_000),
			is_edit_eligible: true,
			edits_remaining: String(6 - post.edits.length),
		},
		views: {state: 'Enabled'},
		source: '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
		legacy: {
			created_at: new Date(post.createdAt).toUTCString(),
			conversation_id_str: post.replyTo ?? post.id,
			full_text: post.text,
			...(post.replyTo ? {in_reply_to_status_id_str: post.replyTo} : {}),
			user_id_str: post.author,
			id_str: post.id,
		},
	};
	const wrapped = BigInt(post.id) % 5n === 0n;
	return wrapped ? {__typename: 'TweetWithVisibilityResults', tweet: result} : result;
}

function userResult(world: World, id: string): unknown {
	const {handle, name} = world.x.accounts.get(id)!;
	const names = {screen_name: handle, name};
	const place = world.weather.movedUser ? {core: names} : {legacy: names};
	return {__typename: 'User', id: btoa(`User:${id}`), rest_id: id, ...place};
}
