/** What the nightly tests of the gate write: nothing that any rule minds, only what editors and encodings stumble over. */
import type {Draw} from '#hub/verify/alterations.fixture.ts';

const pieces = [
	...['river', 'Aire', 'morning', 'coffee', 'lamp', 'canal', 'tea', 'bridge', 'swan', 'rain'],
	...['🚗', '👩🏽‍🔧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '👨‍👩‍👧‍👦', '🇬🇧', 'é', 'e\u0301', 'n\u0303', 'ﬁ', 'ß', 'Å', 'A\u030A'],
	...['صباح الخير', 'בוקר טוב', '早上好', 'おはよう', 'สวัสดี', 'नमस्ते', '한국어'],
	...[
		'@moira_trent',
		'#leeds',
		'https://harwellstone.example/a?b=c&d=%20#e',
		'“quoted”',
		'<b>&amp;</b>',
		'\\n',
		'%0A',
	],
	...['a\u200Bb', '\u2066isolated\u2069', 'soft\u00ADhyphen', 'no\u00A0break', '…', '—', '1 234,5'],
];

/** Mostly of an ordinary length, sometimes up to `longest` UTF-16 units. */
export function textOf(draw: Draw, longest: number, newline = '\n'): string {
	const length = draw(10) === 0 ? 1 + draw(longest) : 1 + draw(Math.min(longest, 180));
	let text = '';
	while (text.length < length) text += `${pieces[draw(pieces.length)]}${draw(9) === 0 ? newline : ' '}`;
	return text.trim().slice(0, length).trim().toWellFormed() || 'tea';
}
