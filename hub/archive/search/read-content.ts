/** What the index wants of an entry's content. It was parsed when it came in, but older versions may have written it. */
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {wordsOf} from '#lib/core/archive/search/words.ts';
import type {Archive} from '../archive.ts';
import {tryOpen} from '../try-open.ts';

export type Content = Record<string, unknown>;

/** The member at a path, or `undefined` wherever it ends early. */
export function at(value: unknown, ...path: string[]): unknown {
	return path.reduce<unknown>(
		(inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Content)[key] : undefined),
		value,
	);
}

/** A text; also one with lone surrogates, which canonical JSON keeps as code units. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	const units = at(value, 'utf16');
	return Array.isArray(units) ? String.fromCharCode(...units.map(Number)) : '';
}

export function textOrNull(value: unknown): string | null {
	const text = textOf(value);
	return text === '' ? null : text;
}

/** The draft of an entry, wherever its type keeps it. */
export function draftOf(leaf: Pick<Leaf, 'type'>, content: unknown): unknown {
	return leaf.type === 'hold.held'
		? at(content, 'event', 'submission', 'draft')
		: at(content, 'record', 'body', 'draft');
}

/** The words of the draft in this entry. Erased since, or damaged: nothing. */
export async function textOfEntry(archive: Archive, seq: number): Promise<string | null> {
	const leaf = await archive.leaf(seq);
	const {opened} = await tryOpen(archive, leaf);
	if (!opened) return null;
	return textOf(at(draftOf(leaf, JSON.parse(opened.plaintext.toString())), 'text')).toWellFormed();
}

/** SHA-256 of the files of a draft. */
export function filesIn(draft: unknown): string[] {
	const media = at(draft, 'media');
	return Array.isArray(media) ? media.map(file => textOf(at(file, 'sha256'))) : [];
}

/** Everything in a draft that says something: text, alternative texts, choices of a poll. */
export function draftTexts(draft: unknown): string[] {
	const media = at(draft, 'media');
	const choices = at(draft, 'poll', 'choices');
	return [
		textOf(at(draft, 'text')),
		...(Array.isArray(media) ? media.flatMap(one => [textOf(at(one, 'alt')), textOf(at(one, 'text'))]) : []),
		...(Array.isArray(choices) ? choices.map(textOf) : []),
	].filter(Boolean);
}

export function draftWords(draft: unknown): string {
	return draftTexts(draft).flatMap(wordsOf).join(' ');
}

/** Ids of the rules that found something. */
export function rulesOf(findings: unknown): string[] {
	return Array.isArray(findings) ? findings.map(finding => textOf(at(finding, 'rule'))) : [];
}
