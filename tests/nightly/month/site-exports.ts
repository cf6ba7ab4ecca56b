/** What the sites themselves say of the month: X's archive of an account, Facebook's download of a page. */
import type {Public} from './live.ts';

interface File {
	path: string;
	text: string;
}

/** As each site writes them; X lists an edited post once, with all its ids. */
export function exportOf(site: 'x' | 'facebook', posts: readonly Public[]): File[] {
	return site === 'x' ? xArchive(posts) : facebookDownload(posts);
}

function xArchive(posts: readonly Public[]): File[] {
	const file = (name: string, list: object[]) => ({
		path: `data/${name}.js`,
		text: `window.YTD.${name.replace('-', '_')}.part0 = ${JSON.stringify(list)}`,
	});
	return [
		file(
			'tweets',
			posts.filter(({deletedAt}) => deletedAt === null).map(post => ({tweet: tweetOf(post)})),
		),
		file(
			'deleted-tweets',
			posts
				.filter(({deletedAt}) => deletedAt !== null)
				.map(post => ({tweet: {...tweetOf(post), deleted_at: new Date(post.deletedAt!).toUTCString()}})),
		),
	];
}

function tweetOf({id, at, text, kind, versions}: Public): object {
	return {
		...{id_str: id, full_text: text, created_at: new Date(at).toUTCString()},
		...(kind === 'reply' && {in_reply_to_status_id_str: '1'}),
		...(versions.length > 1 && {edit_info: {initial: {editTweetIds: versions}}}),
	};
}

/** Times in seconds, no ids, UTF-8 written as if it were Latin-1; what was deleted is not there. */
function facebookDownload(posts: readonly Public[]): File[] {
	const shown = posts.filter(({deletedAt}) => deletedAt === null);
	const seconds = ({at}: Public) => Math.floor(at / 1000);
	const comments = shown
		.filter(({kind}) => kind === 'comment')
		.map(post => ({
			timestamp: seconds(post),
			data: [{comment: {timestamp: seconds(post), comment: latin(post.text)}}],
		}));
	const own = shown
		.filter(({kind}) => kind !== 'comment')
		.map(post => ({timestamp: seconds(post), data: [{post: latin(post.text)}]}));
	return [
		{path: 'profile_posts_1.json', text: JSON.stringify(own)},
		{path: 'comments.json', text: JSON.stringify({comments_v2: comments})},
	];
}

function latin(text: string): string {
	return Buffer.from(text).toString('latin1');
}
