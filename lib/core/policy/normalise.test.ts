import {expect, test} from 'vitest';
import {fold, originalSpan} from './normalise.ts';

test.each([
	['capitals', 'FINANCE', 'finance'],
	['full width', 'ＦＩＮＡＮＣＥ', 'finance'],
	['mathematical bold', '𝗳𝗶𝗻𝗮𝗻𝗰𝗲', 'finance'],
	['Cyrillic letters', 'finаnсе', 'finance'],
	['a zero-width space', 'fin\u200bance', 'finance'],
	['a soft hyphen', 'fin\u00adance', 'finance'],
	['accents in one letter', 'fináncé', 'finance'],
	['accents as marks', 'fina\u0301nce', 'finance'],
	['typographic quotation marks', '“don’t”', '"don\'t"'],
	['an ellipsis', 'so…', 'so...'],
	['a ligature', 'ﬁnance', 'finance'],
	['a lone surrogate', 'a\ud800b', 'a b'],
])('folds %s', (_, text, folded) => {
	expect(fold(text).text).toBe(folded);
});

test('a span of the folded text leads back to the text as typed', () => {
	const text = '😀 fin\u200bаnce!';
	const folded = fold(text);
	const at = folded.text.indexOf('finance');
	expect(text.slice(...originalSpan(folded, at, at + 7))).toBe('fin\u200bаnce');
});

test('a span never cuts a combining mark off its letter', () => {
	const text = 'cafe\u0301 bar';
	const folded = fold(text);
	expect(text.slice(...originalSpan(folded, 0, 4))).toBe('cafe\u0301');
});
