/**
 * Facebook's "Download your information" as JSON, of a person or a page: posts are a list (`your_posts…_1.json`,
 * `profile_posts_1.json`), comments stand under `comments_v2`. Times are seconds; there are no ids; UTF-8 is written as if
 * each byte were a character of Latin-1.
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

const second = 1000;

/** Facebook names neither the page nor the time of the export in these files: the importer says both. */
export function readFacebookExport(files: readonly ExportFile[]): ReadExport {
	const read = files.map(({path, text}) => ({path, items: itemsOf(path, jsonOf(text))}));
	return {
		site: 'facebook',
		account: '',
		madeAt: null,
		published: read.flatMap(({items}) => items ?? []),
		skipped: read.filter(({items}) => items === undefined).map(({path}) => path),
	};
}

function itemsOf(path: string, value: unknown): Published[] | undefined {
	const comments = membersOf(value).comments_v2;
	if (Array.isArray(comments)) return comments.flatMap(item => commentOf(membersOf(item)) ?? []);
	const isPosts =
		/posts?[^/]*\.json$/.test(path) && (Array.isArray(value) || 'timestamp' in membersOf(value));
	if (!isPosts) return;
	return (Array.isArray(value) ? value : [value]).flatMap(item => postOf(membersOf(item)) ?? []);
}

function postOf(item: Value): Published | undefined {
	const data = listOf(item.data).map(membersOf);
	const text = data.map(one => stringOf(one.post)).find(Boolean) ?? '';
	const attached = listOf(item.attachments).length > 0;
	if (!isTime(item.timestamp) || (text === '' && !attached)) return;
	return itemOf(item.timestamp, 'post', text);
}

function commentOf(item: Value): Published | undefined {
	const comment = membersOf(
		listOf(item.data)
			.map(one => membersOf(one).comment)
			.find(Boolean),
	);
	const time = comment.timestamp ?? item.timestamp;
	return isTime(time) ? itemOf(time, 'comment', stringOf(comment.comment)) : undefined;
}

function itemOf(time: number, kind: 'post' | 'comment', text: string): Published {
	return {id: '', at: time * second, kind, text: fromLatin1(text), deletedAt: null, versions: []};
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** Bytes that were taken for characters. A text that is no such thing stays as it is. */
export function fromLatin1(text: string): string {
	const units = text.split('').map(unit => unit.charCodeAt(0));
	if (units.some(unit => unit > 255)) return text;
	try {
		return decodeURIComponent(units.map(unit => `%${unit.toString(16).padStart(2, '0')}`).join(''));
	} catch {
		return text;
	}
}
