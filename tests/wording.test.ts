/**
 * Wording of our own, written rule by rule as ten other dealers, agents and marketers might put it, and the innocent
 * sentences that look the same. A line: rule, + or -, `{options}`, text; `ALL-00 -` must be left alone by every rule.
 * Misses are counted, not forbidden: a rule must not be bent to one sentence.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {neutralCompany} from '#hub/cli/draft-lines.ts';
import {loadPacks} from '#hub/policy-files.ts';
import type {CheckInput, Kind} from '#lib/core/policy/check-input.ts';
import type {FirmProfile} from '#lib/core/policy/company.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {check, open} from '#lib/core/policy/engine.ts';

const folder = join(import.meta.dirname, 'wording');
const engine = open(compile(loadPacks('policies')));

interface Line {
	rule: string;
	wanted: boolean;
	text: string;
	fired: string[];
}

function parsed(line: string): Line[] {
	const match = /^([A-Z]+-\d\d) ([+-]) (?:\{(.*?)\} )?(.*)$/.exec(line);
	if (!match) return [];
	const [, rule, sign, options = '', text] = match;
	const input = inputFor(
		text!,
		new Map(options.split(';').map(part => part.trim().split(/=(.*)/s) as [string, string])),
	);
	const fired = check(engine, input).filter(({route}) => !route);
	return [{rule: rule!, wanted: sign === '+', text: text!, fired: fired.map(finding => finding.rule)}];
}

/** Options: p profile, k kind, s site, r message answered, rel relationship, img words of the image. */
function inputFor(text: string, options: Map<string, string>): CheckInput {
	const [inReplyTo, relationship, imageText] = ['r', 'rel', 'img'].map(key => options.get(key));
	return {
		text,
		site: options.get('s') === 'f' ? 'facebook' : 'x',
		kind: (options.get('k') ?? (inReplyTo ? 'reply' : 'post')) as Kind,
		company: neutralCompany((options.get('p') ?? 'uk-dealer') as FirmProfile),
		context: {
			...(inReplyTo ? {inReplyTo} : {}),
			...(relationship ? {relationship} : {}),
			...(imageText ? {imageText} : {}),
		},
		now: Date.parse('2026-11-21'),
	};
}

describe.each(readdirSync(folder))('%s', file => {
	const lines = readFileSync(join(folder, file), 'utf8').split('\n').flatMap(parsed);

	test('at least nine of ten are found', () => {
		const wanted = lines.filter(line => line.wanted);
		const missed = wanted.filter(({rule, fired}) => !fired.includes(rule));
		expect(missed.length, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(wanted.length / 10);
	});

	test('the innocent ones are left alone, all but one in fifty', () => {
		const innocent = lines.filter(line => !line.wanted);
		const wrong = innocent.filter(({rule, fired}) =>
			rule === 'ALL-00' ? fired.length > 0 : fired.includes(rule),
		);
		expect(wrong.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual(innocent.length / 50);
	});
});
