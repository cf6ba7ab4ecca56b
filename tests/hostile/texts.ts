/** Texts nobody would write by accident, and what the engine must keep to on each. */
import type {Engine} from '#lib/core/policy/engine.ts';
import {check} from '#lib/core/policy/engine.ts';
import {inputOf} from '../bench/input.ts';
import {chanceFrom} from '../bench/texts.ts';
import {processorTime} from './patterns.ts';

type Chance = () => number;
const within = (chance: Chance, low: number, high: number) => low + Math.floor(chance() * (high - low));

const makers: readonly ((chance: Chance) => string)[] = [
	chance => String.fromCharCode(within(chance, 0, 0x10000)),
	chance => String.fromCharCode(within(chance, 0xd800, 0xe000)),
	chance => String.fromCodePoint(within(chance, 0x10000, 0x110000)),
	chance => String.fromCharCode(within(chance, 0x202a, 0x202f)),
	chance => String.fromCharCode(within(chance, 0x200b, 0x2010)),
	chance => `e${String.fromCharCode(within(chance, 0x300, 0x370)).repeat(within(chance, 1, 40))}`,
	chance => String.fromCodePoint(within(chance, 0x1d400, 0x1d7ff)),
	chance => String.fromCodePoint(within(chance, 0x1f000, 0x1fb00)),
	chance => String.fromCodePoint(within(chance, 0xe0000, 0xe0080)),
	chance => signs[within(chance, 0, signs.length)]!,
	chance => words[within(chance, 0, words.length)]!,
	chance => `${words[within(chance, 0, words.length)]!} `,
];
const signs = 'aA1.£%@#\'"-*+=/\\()[]{}\n\t\r\0';
const words = [
	'guaranteed finance',
	'£199 a month',
	'0% APR',
	'G.U.A.R.A.N.T.E.E.D',
	'f i n a n c e',
	'ﬁnance',
	'cred1t',
	'#NoCreditCheck',
	'07700 900123',
	'jo@example.com',
	'4111 1111 1111 1111',
	'representative example',
	'48 x £200.90',
	'no',
	'not',
	'"',
	'www.example.com',
	'two hundred pounds',
];

/** Mostly short; one in two thousand up to a million units, far beyond what is checked. */
function hostileText(chance: Chance): string {
	const size = chance() < 0.0005 ? within(chance, 10_000, 1_000_000) : within(chance, 0, 60) ** 2 / 12;
	const one = makers[within(chance, 0, makers.length)]!;
	const isMonotone = chance() < 0.2;
	const unit = isMonotone ? one(chance) : '';
	const parts: string[] = [];
	for (let length = 0; length < size; length += parts.at(-1)!.length || 1)
		parts.push(isMonotone ? unit : makers[within(chance, 0, makers.length)]!(chance));
	return parts.join('');
}

const splitsPair = (text: string, at: number) =>
	/[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');

/** Milliseconds of processor time a text may take: 100, and 0.1 for each character that is read. */
export const budget = (text: string) => 100 + Math.min(text.length, 70_000) / 10;

export interface TextRun {
	texts: number;
	findings: number;
	longest: number;
	/** The dearest text, as a share of its budget. */
	worst: number;
	/** What went wrong, with the number of the text. */
	faults: string[];
}

export function runTexts(engine: Engine, count: number, seed: number): TextRun {
	const chance = chanceFrom(seed);
	const run: TextRun = {texts: 0, findings: 0, longest: 0, worst: 0, faults: []};
	for (let i = 0; i < count; i++) {
		const text = hostileText(chance);
		run.texts++;
		run.longest = Math.max(run.longest, text.length);
		for (const fault of faultsOf(engine, text, run)) run.faults.push(`text ${i}: ${fault}`);
	}
	return run;
}

function faultsOf(engine: Engine, text: string, run: TextRun): string[] {
	const faults: string[] = [];
	const cost = processorTime(() => {
		try {
			for (const {rule, start, end} of check(engine, inputOf(text))) {
				run.findings++;
				if (start < 0 || end > text.length || start > end)
					faults.push(`${rule} at ${start}–${end} of ${text.length}`);
				if (splitsPair(text, start) || splitsPair(text, end))
					faults.push(`${rule} cuts a pair at ${start}–${end}`);
			}
		} catch (error) {
			faults.push(`threw ${error}`);
		}
	});
	run.worst = Math.max(run.worst, cost / budget(text));
	if (cost > budget(text)) faults.push(`${cost.toFixed(0)} ms for ${text.length} characters`);
	return faults;
}
