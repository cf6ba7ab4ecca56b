/** Offered changes, neat: no stray comma, no doubled full stop, a capital where a sentence begins. */
import type {Fix} from './finding.ts';

/** One offered change; `{statusLine}`, `{address}`, `{legalName}`, `{detail}` and `{figure}` are filled in. */
export interface FixText {
	label: string;
	replace?: string;
	append?: string;
	prepend?: string;
	remove?: boolean;
}

type Change = Omit<Fix, 'label'>;

/** A fix that needs a company setting which is empty is not offered. */
export function fixFor(
	fix: FixText,
	text: string,
	start: number,
	end: number,
	fill: (template: string) => string,
): Fix | undefined {
	const {label} = fix;
	if (fix.remove) return {label, ...removed(text, start, end)};
	const words = fill(fix.replace ?? fix.append ?? fix.prepend ?? '').trim();
	if (words === '' || /\{\w+\}/.test(words)) return;
	if (fix.replace !== undefined) return {label, start, end, text: inPlaceOf(text, start, end, words)};
	if (fix.append !== undefined)
		return {label, start: text.length, end: text.length, text: jointAfter(text) + words};
	return {label, start: 0, end: 0, text: `${words} `};
}

const stop = /^[^\S\n]*(?:[,;:.!?…)\n]|$|\p{Extended_Pictographic})/u;
/** Words that lead to a figure mean nothing without it; as many as a person writes in a row. */
const leadsTo =
	/(?:(?:^|[^\S\n]+)(?:at|for|from|of|just|only|about|around|with)){0,3}[^\S\n]*[,;:]?[^\S\n]*$/i;
const longestLead = 30;

function removed(text: string, start: number, end: number): Change {
	const isLast = stop.test(text.slice(end, end + 8));
	if (opensSentence(text.slice(0, start))) return openingRemoved(text, start, end);
	const lead = isLast ? leadsTo.exec(text.slice(Math.max(0, start - longestLead), start))![0].length : 0;
	const from = start - lead;
	if (lead > 0 && opensSentence(text.slice(0, from))) return openingRemoved(text, from, end);
	const isGap = !isLast && text[start - 1] === ' ' && text[end] === ' ';
	return {start: from, end: isGap ? end + 1 : end, text: ''};
}

/** What closed the sentence goes with it, and the next word begins it. */
function openingRemoved(text: string, start: number, end: number): Change {
	const to = end + /^[^\S\n]*[,;:.!?…]{0,3}[^\S\n]*/.exec(text.slice(end, end + 12))![0].length;
	const next = text[to] ?? '';
	const needsCapital = startsUpper(text[start]) && /\p{Ll}/u.test(next);
	return needsCapital ? {start, end: to + 1, text: next.toUpperCase()} : {start, end: to, text: ''};
}

function inPlaceOf(text: string, start: number, end: number, words: string): string {
	const goesOn = /^[^\S\n]*[,;:.!?…]|^[^\S\n]+\p{Ll}/u.test(text.slice(end, end + 8));
	const said = goesOn && words.endsWith('.') ? words.slice(0, -1) : words;
	const isOpening = startsUpper(text[start]) && opensSentence(text.slice(0, start));
	return isOpening ? said.charAt(0).toUpperCase() + said.slice(1) : said;
}

/** Between a draft and a sentence after it. A full stop would hang on an address or a tag. */
function jointAfter(text: string): string {
	if (/\s$|^$/.test(text)) return '';
	const last = text.slice(text.search(/\S+$/));
	return /[\p{L}\p{N}%)]$/u.test(text) && !/^(?:[@#]|https?:)/i.test(last) ? '. ' : ' ';
}

function opensSentence(before: string): boolean {
	const written = before.trimEnd();
	if (written === '' || before.slice(written.length).includes('\n')) return true;
	return /[.!?…]["'”’)]?$|\p{Extended_Pictographic}\uFE0F?$/u.test(written.slice(-4));
}

function startsUpper(letter = ''): boolean {
	return /\p{Lu}/u.test(letter);
}
