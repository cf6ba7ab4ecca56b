import {expect, test} from 'vitest';
import {isAtRisk} from './at-risk.ts';

test.each([
	"I can't cope, I'll do something",
	'i cant cope with these payments any more',
	'I can’t go on like this',
	'CANNOT TAKE THIS ANYMORE',
	"honestly they'd be better off without me",
	'You people make me want to kill myself',
	'thinking about ending it all because of your letters',
	'ｓｕｉｃｉｄａｌ over a car loan',
	"there's nothing left to live for",
	'she said she would hurt herself if the car goes',
])('at risk: %s', words => {
	expect(isAtRisk(words)).toBe(true);
});

test.each([
	'You lot never told me you got commission on my PCP. Absolute joke, reporting you 😡',
	'I killed myself laughing at your advert',
	'I was killing myself laughing',
	"I'll do something about it with the ombudsman",
	'My gearbox died on the ring road',
	'Is the deal to die for still on?',
	"I can't take the car on Saturday, is Sunday fine?",
	'Do you sell life insurance?',
	'The end of my lease is in May',
	'',
])('not at risk: %s', words => {
	expect(isAtRisk(words)).toBe(false);
});

test('a company adds words of its own', () => {
	expect(isAtRisk('Ich kann nicht mehr.', ['ich kann nicht mehr'])).toBe(true);
	expect(isAtRisk('Ich kann morgen.', ['ich kann nicht mehr', ' '])).toBe(false);
});
