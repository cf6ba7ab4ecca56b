import {beforeAll, describe, expect, test} from 'vitest';
import {loadPacks} from '#hub/policy-files.ts';
import {company} from '../../../scripts/stage/cast.ts';
import {compile} from '../policy/compile.ts';
import {check, type Engine, open} from '../policy/engine.ts';
import {isComplaint, withoutPlates} from './recognise.ts';

describe('by the rules of the packs', () => {
	let engine: Engine;
	beforeAll(() => {
		engine = open(compile(loadPacks('policies').filter(pack => pack.profiles.includes(company.profile))));
	});
	const isOne = (inReplyTo: string | undefined) =>
		isComplaint(
			{
				...{site: 'facebook', kind: 'reply', company, now: Date.UTC(2026, 10, 21, 22, 40)},
				context: inReplyTo === undefined ? {} : {inReplyTo},
			},
			input => check(engine, input),
		);

	test.each([
		'You lot never told me you got commission on my PCP. 5 weeks and no answer. Absolute joke, reporting you 😡 my reg is AB12 CDE',
		'I have been waiting three weeks for a call back about my gearbox. This is not good enough.',
		'Still no refund!',
	])('a complaint: %s', words => {
		expect(isOne(words)).toBe(true);
	});

	test.each([
		'Do you do the plan on cars over five years old?',
		'No complaints, brilliant service!',
		'What time do you open?',
		undefined,
	])('none: %s', words => {
		expect(isOne(words)).toBe(false);
	});
});

test('number plates are left out, and nothing else', () => {
	expect(withoutPlates('😡 my reg is AB12 CDE, call me', company)).toEqual({
		text: '😡 my reg is [number plate], call me',
		found: true,
	});
	expect(withoutPlates('Waiting since 9 May', company)).toEqual({text: 'Waiting since 9 May', found: false});
});
