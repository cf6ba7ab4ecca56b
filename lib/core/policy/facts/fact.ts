import type {Company} from '../company.ts';
import type {Folded} from '../normalise.ts';

/** Something code recognised: a kind of `format.ts`, a span of the folded text, and its figure. */
export interface Fact {
	kind: number;
	start: number;
	end: number;
	value: number;
	/** For messages: what is missing, what the sum should be. */
	detail?: string;
	/** Written so that a search for the plain figure passes it by. */
	disguised?: true;
}

export interface FactInput {
	folded: Folded;
	original: string;
	company: Company;
}

/** All matches of a global pattern; the pattern must not match the empty text. */
export function each(pattern: RegExp, text: string, use: (match: RegExpExecArray) => void): void {
	pattern.lastIndex = 0;
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) use(match);
}

/**
 * True if one of the words stands in the text. Asked before a pattern that cannot match without one of them: a search for
 * plain words costs a hundredth of a search for a pattern.
 */
export const mentions = (text: string, words: readonly string[]) => words.some(word => text.includes(word));

/** The words as typed, for facts that need capitals. */
export function asTyped({folded, original}: FactInput, start: number, end: number): string {
	return folded.from ? original.slice(folded.from[start], folded.to![end - 1]) : original.slice(start, end);
}
