/**
 * X's archive ("Download an archive of your data"): a ZIP with `data/*.js`, each `window.YTD.<name>.part<n> = [ … ]`.
 * Large accounts have `tweets-part1.js` and so on.
 */
import {
	type ExportFile,
	jsonOf,
	listOf,
	membersOf,
	type ReadExport,
	stringOf,
	type Value,
} from './site-export.ts';

type Published = ReadExport['published'][number];

const kinds: Record<string, (item: Value, deleted: boolean) => Published | undefined> = {
	tweets: item => tweetOf(membersOf(item.tweet), null),
	tweet: item => tweetOf(membersOf(item.tweet), null),
	'deleted-tweets': item => {
		const tweet = membersOf(item.tweet);
		return tweetOf(tweet, timeOf(tweet.deleted_at) ?? 0);
	},
	like: item => likeOf(membersOf(item.like)),
};

export function readXArchive(files: readonly ExportFile[]): ReadExport {
	const published: Published[] = [];
	const skipped: string[] = [];
	let [account, madeAt]: [string, number | null] = ['', null];
	for (const {path, text} of files) {
		const name = nameOf(path);
		const value = assignedOf(text);
		if (name === 'account') account = accountOf(value);
		else if (name === 'manifest') madeAt = madeAtOf(value);
		else if (Object.hasOwn(kinds, name) && Array.isArray(value))
			published.push(...value.flatMap(item => kinds[name]!(membersOf(item), true) ?? []));
		else if (name !== 'note-tweet') skipped.push(path);
	}
	return {site: 'x', account, madeAt, published: withLongTexts(published, files), skipped};
}

/** `data/tweets-part2.js` → `tweets`. */
function nameOf(path: string): string {
	const [, name = ''] = /([^/]+?)(?:-part\d+)?\.js$/.exec(path) ?? [];
	return name;
}

/** What is right of the first `=`: the files are scripts, and are never run. */
function assignedOf(text: string): unknown {
	const at = text.indexOf('=');
	return at < 0
		? undefined
		: jsonOf(
				text
					.slice(at + 1)
					.trim()
					.replace(/;$/, ''),
			);
}

function tweetOf(tweet: Value, deletedAt: number | null): Published | undefined {
	const [id, at] = [stringOf(tweet.id_str ?? tweet.id), timeOf(tweet.created_at)];
	if (!/^\d+$/.test(id) || at === undefined) return;
	const text = stringOf(tweet.full_text ?? tweet.text);
	const isReply = stringOf(tweet.in_reply_to_status_id_str ?? tweet.in_reply_to_status_id) !== '';
	const kind = text.startsWith('RT @') ? 'repost' : isReply ? 'reply' : 'post';
	return {id, at, kind, text: plainText(tweet, text), deletedAt, versions: versionsOf(tweet)};
}

/** The archive does not say when something was liked: likes are matched by id alone. */
function likeOf(like: Value): Published | undefined {
	const id = stringOf(like.tweetId);
	return id === '' ? undefined : {id, at: 0, kind: 'like', text: '', deletedAt: null, versions: []};
}

/** Links as they were written, the site's own media links left out, entities of HTML undone. */
function plainText(tweet: Value, text: string): string {
	const entities = membersOf(tweet.entities);
	let plain = text;
	for (const url of listOf(entities.urls).map(membersOf))
		if (stringOf(url.url)) plain = plain.replaceAll(stringOf(url.url), stringOf(url.expanded_url));
	for (const media of listOf(entities.media).map(membersOf))
		if (stringOf(media.url)) plain = plain.replaceAll(stringOf(media.url), '');
	return plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}

function versionsOf(tweet: Value): string[] {
	const info = membersOf(tweet.edit_info);
	const initial = listOf(membersOf(info.initial).editTweetIds);
	const edit = membersOf(info.edit);
	const all = [...initial, edit.initialTweetId, ...listOf(membersOf(edit.editControlInitial).editTweetIds)];
	return [...new Set(all.map(stringOf).filter(Boolean))];
}

/** Long posts are cut in `tweets.js`; `note-tweet.js` has them whole, under ids of their own: joined by their beginning. */
function withLongTexts(published: Published[], files: readonly ExportFile[]): Published[] {
	const notes = files
		.filter(({path}) => nameOf(path) === 'note-tweet')
		.flatMap(({text}) => listOf(assignedOf(text)))
		.map(item => membersOf(membersOf(item).noteTweet))
		.map(note => ({at: timeOf(note.createdAt) ?? 0, text: stringOf(membersOf(note.core).text)}));
	if (notes.length === 0) return published;
	return published.map(one => {
		const note = notes.find(({at, text}) => Math.abs(at - one.at) < 2000 && begins(text, one.text));
		return note ? {...one, text: note.text} : one;
	});
}

function begins(long: string, cut: string): boolean {
	return cut.endsWith('…') && long.startsWith(cut.slice(0, Math.max(20, cut.length - 40)));
}

function timeOf(value: unknown): number | undefined {
	const time = Date.parse(stringOf(value));
	return Number.isNaN(time) ? undefined : time;
}

function accountOf(value: unknown): string {
	return stringOf(membersOf(membersOf(listOf(value)[0]).account).accountId);
}

function madeAtOf(value: unknown): number | null {
	return timeOf(membersOf(membersOf(value).archiveInfo).generationDate) ?? null;
}
