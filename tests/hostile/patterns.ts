/** Patterns as a careless or malicious admin would write them, and what they may cost once accepted. */
import {RE2JS} from 're2js';
import {refusalOf} from '#lib/core/policy/safe-pattern.ts';
import {chanceFrom} from '../bench/texts.ts';

const atoms = [
	...'abc019 .',
	'\\d',
	'\\w',
	'\\s',
	'\\b',
	'.',
	'[a-z]',
	'[^£]',
	'[\\w-]',
	'\\p{L}',
	'[\\p{Lu}\\d]',
	'é',
	'ß',
	'🚗',
	'\\1',
	'(?=a)',
	'(?<!b)',
	'(?P<n>a)',
	'\\Q*\\E',
	'[[:alpha:]]',
	'^',
	'$',
	'',
	'(?:)',
	'(|a)',
];
const quantifiers = ['*', '+', '{2,1}', '{64}', '{1,64}', '{1000}', '{0,}', '*?', '+?', '{,3}'];
const bounded = ['', '', '', '?', '{0,60}', '{1,30}?', '{2}'];

/** Nested groups, long alternations, huge repeats, empty matches, back-references: whatever chance puts together. */
function hostilePattern(chance: () => number, depth = 3): string {
	const pick = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)]!;
	const quantifier = () => pick(chance() < 0.1 ? quantifiers : bounded);
	const part = (): string => {
		if (depth === 0 || chance() < 0.6) return pick(atoms) + quantifier();
		const inside = hostilePattern(chance, depth - 1);
		return `${pick(['(', '(?:', '(?<n>'])}${inside})${quantifier()}`;
	};
	const sequence = () => Array.from({length: 1 + Math.floor(chance() * 4)}, part).join('');
	const branches = chance() < 0.05 ? 40 : 1 + Math.floor(chance() * 3);
	const written = Array.from({length: branches}, sequence).join('|');
	// Some are cut, so that brackets stay open.
	return chance() < 0.05 ? written.slice(0, -1) : written;
}

const alphabet = ['a', 'b', 'c', '0', '1', '9', ' ', '.', '-', '£', 'é', '🚗'];

/** Texts that make a backtracking engine work: long runs that nearly match. */
function adversaries(length: number, chance: () => number): string[] {
	const runs = ['a', 'ab', '0', ' ', 'a ', '-'].map(unit => `${unit.repeat(length / unit.length)}!`);
	const noise = Array.from({length: length / 2}, () => alphabet[Math.floor(chance() * alphabet.length)]!);
	return [...runs, noise.join('')];
}

export interface PatternRun {
	refused: number;
	accepted: number;
	/** Milliseconds of processor time for 10,000 characters, the worst pattern. */
	worst: number;
	worstPattern: string;
	/** Accepted by us, but not by the engine of the page or not RE2 syntax for the hub: must be none. */
	broken: string[];
}

export function runPatterns(count: number, seed: number): PatternRun {
	const chance = chanceFrom(seed);
	const texts = adversaries(10_000, chance);
	const run: PatternRun = {refused: 0, accepted: 0, worst: 0, worstPattern: '', broken: []};
	for (let i = 0; i < count; i++) {
		const pattern = hostilePattern(chance);
		if (refusalOf(pattern) !== undefined || !isRe2(pattern)) run.refused++;
		else accept(run, pattern, texts);
	}
	return run;
}

function accept(run: PatternRun, pattern: string, texts: readonly string[]): void {
	run.accepted++;
	try {
		const expression = new RegExp(pattern, 'g');
		for (const text of texts) {
			const cost = processorTime(() => {
				for (const match of text.matchAll(expression))
					if (match.index > text.length) throw new RangeError(pattern);
			});
			if (cost > run.worst) Object.assign(run, {worst: cost, worstPattern: pattern});
		}
	} catch {
		run.broken.push(pattern);
	}
}

function isRe2(pattern: string): boolean {
	try {
		RE2JS.compile(pattern);
		return true;
	} catch {
		return false;
	}
}

/** Milliseconds of this process, not of the clock: other jobs on the machine do not count. */
export function processorTime(job: () => void): number {
	const before = process.cpuUsage();
	job();
	return process.cpuUsage(before).user / 1000;
}
