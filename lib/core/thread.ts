/**
 * A thread is approved as one draft: its parts' texts one after the other, and where to cut. The parts go out one by one, each
 * under the one before it (docs/adr/0130).
 */
import {type Cut, type Draft, emptyDraft, type Poll, type Target, type Thread} from './draft.ts';

/** Between the texts of two parts: nothing of one part runs on into the next. */
const between = '\n\n';

export interface Part extends Pick<Draft, 'text' | 'media' | 'poll'> {
	/** Where its text begins in the whole, UTF-16 code units. */
	start: number;
}

type Content = Pick<Draft, 'text' | 'media'> & {poll: Poll | null};

/** Where each part's text begins in the whole. */
export function partStarts(texts: readonly string[]): {starts: number[]; text: string} {
	const starts: number[] = [];
	let at = 0;
	for (const text of texts) {
		starts.push(at);
		at += text.length + between.length;
	}
	return {starts, text: texts.join(between)};
}

/** The fields of the whole that come from its parts. */
export function wholeOf(
	parts: readonly Content[],
): Pick<Draft, 'text' | 'media' | 'poll'> & {thread: {parts: readonly Cut[]}} {
	return {
		text: partStarts(parts.map(part => part.text)).text,
		media: parts.flatMap(part => part.media),
		poll: null,
		thread: {
			parts: parts.map(({text, media, poll}) => ({length: text.length, media: media.length, poll})),
		},
	};
}

export function isWhole(thread: Thread | null): thread is {parts: readonly Cut[]} {
	return thread !== null && 'parts' in thread;
}

/** The parts of a whole thread in order; of any other draft, itself alone. */
export function partsOf({text, media, poll, thread}: Pick<Draft, keyof Content | 'thread'>): Part[] {
	if (!isWhole(thread)) return [{text, media, poll, start: 0}];
	let start = 0;
	let file = 0;
	return thread.parts.map(cut => {
		const part = {
			text: text.slice(start, start + cut.length),
			media: media.slice(file, file + cut.media),
			poll: cut.poll,
			start,
		};
		start += cut.length + between.length;
		file += cut.media;
		return part;
	});
}

/** The thread with other words in one of its parts; `undefined` when the change is not within one. */
export function recut(draft: Draft & {thread: {parts: readonly Cut[]}}, text: string): Draft | undefined {
	const before = draft.text;
	const shorter = Math.min(before.length, text.length);
	let same = 0;
	while (same < shorter && before[same] === text[same]) same++;
	let tail = 0;
	while (tail < shorter - same && before.at(-1 - tail) === text.at(-1 - tail)) tail++;
	const end = before.length - tail;
	const at = partsOf(draft).findIndex(part => part.start <= same && end <= part.start + part.text.length);
	if (at < 0) return undefined;
	const more = text.length - before.length;
	const parts = draft.thread.parts.map((cut, i) => (i === at ? {...cut, length: cut.length + more} : cut));
	return {...draft, text, thread: {parts}};
}

/** Do the cuts make up exactly this text and these media? */
export function fitsTogether(draft: Draft): boolean {
	if (!isWhole(draft.thread)) return true;
	const {text, media, poll} = wholeOf(partsOf(draft));
	return text === draft.text && media.length === draft.media.length && poll === draft.poll;
}

/**
 * Part `n` (from 1) as it goes out. `under` is the site's id of the part before it, which nobody knows before that part
 * is public; the first part answers what the whole does.
 */
export function partOf(whole: Draft, n: number, under: string | null): Draft {
	const parts = partsOf(whole);
	const {text, media, poll} = parts[n - 1] ?? emptyDraft(whole.site, whole.operation, whole.account);
	const own = {text, media, poll, thread: {part: n, of: parts.length}};
	if (under === null) return {...whole, ...own};
	const target: Target = {kind: 'post', id: under};
	return {...whole, ...own, operation: 'reply', target, quoted: null};
}

/** What the site's composer holds once `sent` parts are public; `undefined` when nothing is left. */
export function restOf(whole: Draft, sent: number): Draft | undefined {
	const rest = partsOf(whole).slice(sent);
	const [only, ...more] = rest;
	if (!only) return undefined;
	if (more.length > 0) return {...whole, ...wholeOf(rest)};
	const {text, media, poll} = only;
	return {...whole, text, media, poll, thread: null};
}

/** What a request says of its place: the first of several, a later one, or nothing. */
export type Mark = 'first' | 'later' | null;

export function markOf({thread}: Draft): Mark {
	if (!thread || isWhole(thread)) return null;
	return thread.part === 1 ? 'first' : 'later';
}

/** A part as its request shows it: neither how many there are nor which one it is, only whether it is the first. */
export function asRequested(part: Draft, mark: Mark): Draft {
	return {...part, thread: mark === null ? null : {part: mark === 'first' ? 1 : 2, of: 2}};
}

/** The attempt to send one part: the release of the whole, which part, and which try after the site has refused it. */
export function attemptOf(release: string, part: number, again = 1): string {
	return `${release}/${part}${again > 1 ? `.${again}` : ''}`;
}

/** The same, read: `part` is `null` for what is no part of a thread. */
export function readAttempt(id: string): {release: string; part: number | null} {
	const [, release, part] = /^(.+)\/(\d+)(?:\.\d+)?$/.exec(id) ?? [];
	return release && part ? {release, part: Number(part)} : {release: id, part: null};
}
