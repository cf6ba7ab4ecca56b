/**
 * What a suggested wording touches (product.md, HA6). Touching nothing, it is complete when the author accepts it: two
 * persons have seen exactly these words. Anything else makes the reviewer an author, and a further person must approve.
 */
import type {Finding} from '../policy/finding.ts';
import {isPicture, numberWords, plainSigns, plainWords} from './harmless.ts';
import {type Change, changesBetween, type Span, type Word} from './word-changes.ts';

/** `layout`: more lines, which can push required words out of sight. `findings`: the rules judge it differently. */
export type TouchKind = 'figure' | 'claim' | 'required' | 'layout' | 'findings';

export interface Touch {
	kind: TouchKind;
	/** The words themselves, for the screen. */
	words: string;
}

/** What the firm says about itself; lower case where words are compared. */
export interface Surroundings {
	/** Words of the firm's own names: they may be added, so that a reader knows who speaks. */
	names: readonly string[];
	/** More words that this firm calls harmless: policy data. */
	plain: readonly string[];
	/** Wording that must stand as it is: legal name, status line, address. */
	required: readonly string[];
}

export interface Judged {
	text: string;
	findings: readonly Pick<Finding, 'rule' | 'start' | 'end'>[];
}

/** Everything that the change from one wording to the other touches. Pure: same texts and findings, same answer. */
export function touchesOf(before: Judged, after: Judged, surroundings: Surroundings): Touch[] {
	const touches = changesBetween(before.text, after.text).flatMap(change => [
		...wordTouches(change, surroundings),
		...spanTouches(change, before, after, surroundings),
	]);
	return unique([...touches, ...layoutTouches(before.text, after.text), ...findingTouches(before, after)]);
}

function wordTouches({removed, added}: Change, {names, plain}: Surroundings): Touch[] {
	const firm = new Set(plain);
	if (removed.length === 1 && added.length === 1 && isTypo(removed[0]!.key, added[0]!.key)) return [];
	const own = new Set(names);
	return [
		...removed.filter(word => !isHarmless(word, firm) && !isPicture(word.text)),
		...added.filter(word => !isHarmless(word, firm) && !own.has(word.key)),
	].map(word => ({kind: isFigure(word) ? 'figure' : 'claim', words: word.text}));
}

function isHarmless({key, kind}: Word, firm: ReadonlySet<string>): boolean {
	return kind === 'sign' ? plainSigns.has(key) : kind === 'word' && (plainWords.has(key) || firm.has(key));
}

function isFigure({key, kind}: Word): boolean {
	return kind === 'figure' || numberWords.has(key) || /^[£$€%+]$/.test(key);
}

/** Characters of a word, at least, before a slip in it may be put right: in short ones it makes another word. */
const longEnough = 6;

/** Two neighbouring letters exchanged, or one letter doubled or not: `recieve`, `accomodation`. */
function isTypo(a: string, b: string): boolean {
	if (Math.min(a.length, b.length) < longEnough || !/^[a-z]+$/.test(a + b) || a[0] !== b[0]) return false;
	if (numberWords.has(a) || numberWords.has(b)) return false;
	return a.length === b.length ? isExchange(a, b) : isDoubling(a, b);
}

function isExchange(a: string, b: string): boolean {
	const at = [...a].findIndex((letter, i) => letter !== b[i]);
	return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function isDoubling(a: string, b: string): boolean {
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	if (long.length !== short.length + 1) return false;
	const at = [...long].findIndex((letter, i) => letter !== short[i]);
	return long[at] === long[at - 1] && long.slice(at + 1) === short.slice(at);
}

/** Changed inside or at the edge of something that a rule found, or of wording that must stand. */
function spanTouches(change: Change, before: Judged, after: Judged, {required}: Surroundings): Touch[] {
	return [[before, change.before] as const, [after, change.after] as const].flatMap(
		([{text, findings}, span]) => [
			...findings
				.filter(finding => !isAboutAll(finding, text) && meets(finding, span))
				.map(({start, end}) => ({kind: 'claim' as const, words: text.slice(start, end)})),
			...required
				.filter(wording => occurrences(text, wording).some(place => meets(place, span)))
				.map(words => ({kind: 'required' as const, words})),
		],
	);
}

const isAboutAll = ({start, end}: Span, text: string) => end <= start || (start === 0 && end >= text.length);

/** Words replaced must overlap; words put in between must stand inside. */
function meets(place: Span, span: Span): boolean {
	return place.start < span.end && span.start < place.end;
}

function occurrences(text: string, wording: string): Span[] {
	if (wording === '') return [];
	const [hay, needle] = [text.toLowerCase(), wording.toLowerCase()];
	const found: Span[] = [];
	for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1))
		found.push({start: at, end: at + needle.length});
	return found;
}

function layoutTouches(before: string, after: string): Touch[] {
	const lines = (text: string) => text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).length;
	return lines(after) > lines(before) ? [{kind: 'layout', words: 'more lines'}] : [];
}

/** The rules must see the same things in both, apart from where they stand. */
function findingTouches(before: Judged, after: Judged): Touch[] {
	const [a, b] = [seenIn(before), seenIn(after)];
	const differing = [...a.filter(seen => !b.includes(seen)), ...b.filter(seen => !a.includes(seen))];
	const isSame = differing.length === 0 && a.length === b.length;
	return isSame ? [] : [{kind: 'findings', words: [...new Set(differing.map(ruleIn))].join(', ')}];
}

const ruleIn = (seen: string) => seen.slice(0, seen.indexOf('\n'));

function seenIn({text, findings}: Judged): string[] {
	return findings.map(({rule, start, end}) => {
		const words = isAboutAll({start, end}, text) ? '' : text.slice(start, end).toLowerCase();
		return `${rule}\n${words}`;
	});
}

function unique(touches: readonly Touch[]): Touch[] {
	const seen = new Map(touches.map(touch => [`${touch.kind} ${touch.words}`, touch]));
	return [...seen.values()];
}
