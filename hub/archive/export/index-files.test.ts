import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {csvCell, escapeHtml} from './index-files.ts';

const hostile = [
	'=1+1',
	'+1',
	'-1',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	' =1',
	'＝1',
	'|calc',
	'"=1',
	'<img src=x onerror=alert(1)>',
	'</td><script>alert(1)</script>',
	'" onload="alert(1)',
	"' onload='alert(1)",
	'\u202egnp.exe',
	'\ud800',
	'\0',
];
const texts = fc.oneof(fc.constantFrom(...hostile), fc.string({unit: 'binary'}), fc.string());

describe('text from the net stays text', () => {
	test('in a spreadsheet: no cell begins a formula, none leaves its field', () => {
		fc.assert(
			fc.property(texts, text => {
				const cell = csvCell(text);
				expect(cell).toMatch(/^"(?:[^"]|"")*"$/s);
				expect(cell.slice(1)).not.toMatch(/^\s*[=+\-@|%＝＋－＠]/);
			}),
			{numRuns: 5000},
		);
	});

	test('in a page: no tag, no attribute, nothing invisible', () => {
		fc.assert(
			fc.property(texts, text => {
				const html = escapeHtml(text);
				expect(html).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
				expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
				expect(html.isWellFormed()).toBe(true);
			}),
			{numRuns: 5000},
		);
	});
});
