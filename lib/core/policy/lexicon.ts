import {hashFactor, hashStart} from './format.ts';
import type {Views} from './views.ts';

/** Id of a folded word, or -1. The hash is FNV-1a, computed here over `text[start, end)`. */
export function lookup(v: Views, text: string, start: number, end: number): number {
	let hash = hashStart;
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), hashFactor);
	return lookupHashed(v, text, start, end, hash);
}

/** As `lookup`, for callers that hashed while they scanned. */
export function lookupHashed(v: Views, text: string, start: number, end: number, hash: number): number {
	const {slots, wordStart, chars} = v;
	const wrap = slots.length - 1;
	for (let slot = (hash << 1) & wrap; slots[slot] !== 0; slot = (slot + 2) & wrap) {
		if (slots[slot + 1] !== hash) continue;
		const word = slots[slot]! - 1;
		const shift = wordStart[word]! - start;
		if (wordStart[word + 1]! - shift !== end) continue;
		let i = start;
		while (i < end && chars[shift + i] === text.charCodeAt(i)) i++;
		if (i === end) return word;
	}
	return -1;
}

export const lookupWord = (v: Views, word: string) => lookup(v, word, 0, word.length);

/** Splits letters into up to five known words, as few as possible; `undefined` if no way uses known words only. */
export function segment(v: Views, letters: string): string[] | undefined {
	if (letters.length > 48) return;
	// best[i]: start of the last word of the shortest way to spell the first i letters.
	const best: number[] = [0];
	const words: number[] = [0];
	for (let end = 1; end <= letters.length; end++) {
		words[end] = Number.POSITIVE_INFINITY;
		for (let start = 0; start <= end - 2; start++) {
			if (words[start]! + 1 >= words[end]! || lookup(v, letters, start, end) < 0) continue;
			words[end] = words[start]! + 1;
			best[end] = start;
		}
	}
	if (words[letters.length]! > 5) return;
	const parts: string[] = [];
	for (let end = letters.length; end > 0; end = best[end]!) parts.unshift(letters.slice(best[end]!, end));
	return parts;
}

const leet: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'8': 'b',
	'9': 'g',
	'@': 'a',
	$: 's',
	'!': 'i',
	'|': 'l',
	'€': 'e',
	'+': 't',
};

// "b4d": of three signs only a digit between letters, and no 1: "W1T" and "E1W" are postcodes.
const shortLeet = /^[a-z][03457][a-z]$/;

/** The word that digits and signs stand for ("cred1t"), if it is a known one. */
export function unleet(v: Views, word: string): number {
	let letters = 0;
	let changed = '';
	for (const char of word) {
		if (char >= 'a' && char <= 'z') letters++;
		changed += leet[char] ?? char;
	}
	if (word === 'n0') return lookupWord(v, 'no');
	if ((word.length < 4 && !shortLeet.test(word)) || letters < 2 || changed === word) return -1;
	const id = lookupWord(v, changed);
	return id < 0 && word.includes('1') ? lookupWord(v, changed.replace(/i/g, 'l')) : id;
}

/** "guaranteeeed": runs of three or more become two, then one. */
export function unstretch(v: Views, word: string): number {
	const two = lookupWord(v, word.replace(/(.)\1{2,}/g, '$1$1'));
	return two >= 0 ? two : lookupWord(v, word.replace(/(.)\1{2,}/g, '$1'));
}
