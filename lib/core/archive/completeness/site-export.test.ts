import {describe, expect, test} from 'vitest';
import {fromLatin1, readFacebookExport} from './facebook-export.ts';
import {readXArchive} from './x-export.ts';

const script = (name: string, value: unknown) => ({
	path: `data/${name}.js`,
	text: `window.YTD.${name.replaceAll('-', '_')}.part0 = ${JSON.stringify(value)}`,
});

describe("X's archive", () => {
	const created_at = 'Thu Mar 12 11:06:31 +0000 2026';
	const at = Date.UTC(2026, 2, 12, 11, 6, 31);

	test('posts, replies, reposts, edits, deletions and likes, as they were written', () => {
		const {account, madeAt, published, skipped} = readXArchive([
			script('account', [{account: {accountId: '1700', username: 'HarwellStoneLeeds'}}]),
			{
				path: 'data/manifest.js',
				text: 'window.__THAR_CONFIG = {"archiveInfo":{"generationDate":"2026-04-02T10:00:00.000Z"}}',
			},
			script('tweets', [
				{
					tweet: {
						id_str: '19',
						created_at,
						full_text: 'Cars &amp; vans https://t.co/a https://t.co/m',
						entities: {
							urls: [{url: 'https://t.co/a', expanded_url: 'https://harwell.example/vans'}],
							media: [{url: 'https://t.co/m'}],
						},
						edit_info: {initial: {editTweetIds: ['19', '20']}},
					},
				},
				{tweet: {id_str: '21', created_at, full_text: '@sam Yes', in_reply_to_status_id_str: '5'}},
			]),
			script('tweets-part1', [{tweet: {id_str: '22', created_at, full_text: 'RT @x: hello'}}]),
			script('deleted-tweets', [
				{tweet: {id_str: '23', created_at, full_text: 'Oops', deleted_at: created_at}},
			]),
			script('like', [{like: {tweetId: '99', fullText: 'of somebody else'}}]),
			script('ad-impressions', []),
		]);
		expect({account, madeAt, skipped}).toEqual({
			account: '1700',
			madeAt: Date.UTC(2026, 3, 2, 10),
			skipped: ['data/ad-impressions.js'],
		});
		expect(published).toEqual([
			{
				id: '19',
				at,
				kind: 'post',
				text: 'Cars & vans https://harwell.example/vans',
				deletedAt: null,
				versions: ['19', '20'],
			},
			{id: '21', at, kind: 'reply', text: '@sam Yes', deletedAt: null, versions: []},
			{id: '22', at, kind: 'repost', text: 'RT @x: hello', deletedAt: null, versions: []},
			{id: '23', at, kind: 'post', text: 'Oops', deletedAt: at, versions: []},
			{id: '99', at: 0, kind: 'like', text: '', deletedAt: null, versions: []},
		]);
	});

	test('a long post is whole', () => {
		const text = `A long offer ${'with terms '.repeat(40)}end.`;
		const {published} = readXArchive([
			script('tweets', [
				{tweet: {id_str: '1', created_at, full_text: `${text.slice(0, 270)}… https://t.co/x`.slice(0, 271)}},
			]),
			script('note-tweet', [{noteTweet: {createdAt: '2026-03-12T11:06:31.000Z', core: {text}}}]),
		]);
		expect(published[0]?.text).toBe(text);
	});

	test.each(['', 'window.YTD.tweets.part0 = [', 'alert(1)', '= [null, 3, {"tweet":{"id_str":"x"}}]'])(
		'of %j nothing is believed',
		text => expect(readXArchive([{path: 'data/tweets.js', text}]).published).toEqual([]),
	);
});

describe("Facebook's export", () => {
	const latin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

	test('posts and comments of a page', () => {
		const files = {
			'posts/profile_posts_1.json': [
				{timestamp: 1_773_313_591, data: [{post: latin1('Today’s offer – £239 ❄')}, {update_timestamp: 1}]},
				{timestamp: 1_773_313_600, attachments: [{data: [{media: {uri: 'a.jpg'}}]}], data: []},
				{timestamp: 1_773_313_700, title: 'changed the cover', data: [{}]},
			],
			'comments_and_reactions/comments.json': {
				comments_v2: [
					{timestamp: 5, data: [{comment: {timestamp: 1_773_313_800, comment: 'Thanks', author: 'HS'}}]},
				],
			},
			'ads/interests.json': {topics: []},
		};
		const {published, skipped} = readFacebookExport(
			Object.entries(files).map(([path, value]) => ({path, text: JSON.stringify(value)})),
		);
		expect(published.map(({at, kind, text}) => [at, kind, text])).toEqual([
			[1_773_313_591_000, 'post', 'Today’s offer – £239 ❄'],
			[1_773_313_600_000, 'post', ''],
			[1_773_313_800_000, 'comment', 'Thanks'],
		]);
		expect(skipped).toEqual(['ads/interests.json']);
	});

	test.each(['plain', 'Grüße', '£', '😀 ’'])('%j comes back from its bytes', text =>
		expect(fromLatin1(latin1(text))).toBe(text),
	);
	test('a text that was written properly stays', () => expect(fromLatin1('Ł’')).toBe('Ł’'));
});
