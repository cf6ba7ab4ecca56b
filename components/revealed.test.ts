import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {piecesOf} from './pieces.ts';
import {revealedIn} from './revealed.ts';

describe('what a reader would not see', () => {
	test.each([
		['guar\u200Banteed', 'hidden', 'zero-width space U+200B'],
		['soft\u00ADhyphen', 'hidden', 'soft hyphen U+00AD'],
		['pay \u202E5.9\u202C', 'direction', 'right-to-left override U+202E'],
		['p\u0430y', 'look-alike', 'letter of another alphabet U+0430'],
		['𝗚uaranteed', 'look-alike', 'looks like G U+1D5DA'],
		['ｆree', 'look-alike', 'looks like f U+FF46'],
		['a\u{E0061}b', 'hidden', 'invisible character U+E0061'],
	])('%j is shown', (text, kind, label) => {
		expect(revealedIn(text)[0]).toMatchObject({kind, label});
	});

	test.each([
		['a family', '👨‍👩‍👧‍👦 in the car'],
		['a skin tone and a job', '👩🏽‍🔧 at work'],
		['the flag of Scotland', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
		['a heart with a variation selector', '❤️'],
		['Greek', 'Καλημέρα Leeds'],
		['Arabic', 'صباح الخير'],
		['accents', 'naïve café'],
		['a fraction and a superscript', '½ m²'],
	])('%s is left alone', (_, text) => {
		expect(revealedIn(text)).toEqual([]);
	});
});

describe('pieces', () => {
	const span = fc
		.tuple(fc.nat(40), fc.nat(40))
		.map(([a, b]) => ({start: Math.min(a, b), end: Math.max(a, b)}));

	test('put together they are the text, and each lies inside or outside of every finding', () => {
		fc.assert(
			fc.property(
				fc.string({unit: 'binary', maxLength: 40}),
				fc.array(span, {maxLength: 5}),
				(text, spans) => {
					const pieces = piecesOf(text, spans);
					expect(pieces.map(piece => piece.text).join('')).toBe(text);
					for (const {start, text: piece, findings} of pieces)
						spans.forEach((span, n) => {
							const isInside = span.start <= start && start < span.end;
							expect(findings.includes(n)).toBe(isInside);
							if (isInside)
								expect(Math.min(span.end, text.length)).toBeGreaterThanOrEqual(start + piece.length);
						});
				},
			),
		);
	});

	test('overlapping findings and a hidden character', () => {
		const pieces = piecesOf('no c\u200Bhecks', [
			{start: 0, end: 5},
			{start: 3, end: 10},
		]);
		expect(pieces.map(({text, findings}) => [text, findings])).toEqual([
			['no ', [0]],
			['c', [0, 1]],
			['\u200B', [0, 1]],
			['hecks', [1]],
		]);
	});
});
