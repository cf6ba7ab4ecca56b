import {describe, expect, test} from 'vitest';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {account, draftOf, findingOf, holdOf, now, route, state, stopOrder} from '../guard.fixture.ts';
import {heldAs, type Why} from '../judge.ts';
import {differenceOf} from './diff.ts';
import {entriesOf} from './findings.ts';
import {posted} from './outcome-words.ts';
import {deadlines, timeOf} from './times.ts';
import {guarded, heldWords, holdWords, judged, offline, reasonOf, stoppedWords} from './words.ts';

const tip = findingOf({severity: 'advise'});
const likely = findingOf({confidence: 'likely'});

describe('findings, as the line says them', () => {
	test.each<{findings: Finding[]; words: string}>([
		{findings: [], words: 'Looks fine'},
		{findings: [tip], words: '1 suggestion'},
		{findings: [tip, tip], words: '2 suggestions'},
		{findings: [findingOf()], words: '1 thing needs a change'},
		{findings: [findingOf(), findingOf(), tip], words: '2 things need a change'},
		{findings: [route], words: 'Needs a second person (finance promotion)'},
		{findings: [likely], words: 'Needs a second person'},
		{
			findings: [findingOf(), route],
			words: '1 thing needs a change · will need a second person (finance promotion)',
		},
	])('$words', ({findings, words}) => {
		expect(judged(findings).words).toBe(words);
	});

	test('a reason that is a whole sentence is left to the panel', () => {
		expect(
			reasonOf([{...route, message: 'This promotes finance, so a second person checks it before it goes'}]),
		).toBe('');
	});
});

const draft = draftOf('Kestrel GT');
const approval = holdOf(draft).approval!;
const returned = {
	by: {id: 'p2', name: 'Tom Okafor'},
	reason: 'not-true-here-today',
	note: '',
	at: now,
} as const;

describe('holds, as their author sees them', () => {
	test.each<{more: Partial<AuthorHold>; words: RegExp}>([
		{more: {state: 'held'}, words: /^Waiting for a second person · sent \d\d:\d\d$/},
		{more: {state: 'in_review'}, words: /^Waiting for a second person/},
		{more: {}, words: /^Approved by Tom Okafor · post until \d\d:\d\d$/},
		{more: {approval: {...approval, expiresAt: now + 15 * 60_000}}, words: /^Approval ends in 15 min$/},
		{more: {approval: {...approval, expiresAt: now}}, words: /^The approval has ended/},
		{more: {verified: false}, words: /checking the signature/},
		{more: {state: 'changes_requested', returned}, words: /^Tom returned this: Not true here today$/},
		{more: {state: 'rejected', returned}, words: /^Tom said no/},
		{more: {state: 'released'}, words: /^Being posted$/},
		{
			more: {state: 'released', alarm: {why: 'unconfirmed', since: now}},
			words: /^Nobody saw whether the site posted it/,
		},
		{more: {state: 'expired'}, words: /^Not approved in time\. Nothing was posted\.$/},
	])('$words', ({more, words}) => {
		expect(holdWords(holdOf(draft, more), now).words).toMatch(words);
	});
});

test('every reason to hold has words of its own, and a stopped press says that nothing was posted', () => {
	const why: Why[] = [
		...(['orphan', 'starting', 'no-account', 'no-lock', 'outbox', 'gate-mode', 'no-policy'] as const),
		...(['checking', 'unreadable', 'media', 'stopped', 'refused'] as const),
	];
	const words = why.map(each => heldWords(heldAs(each), now).words);
	expect(new Set(words.filter(each => each !== '')).size).toBeGreaterThanOrEqual(why.length - 1);
	for (const each of why.filter(each => each !== 'orphan'))
		expect(stoppedWords(heldAs(each), now).words).toContain('Nothing was posted');
	expect(heldWords(heldAs('orphan'), now).words).toBe(
		'Countersign was updated. Your draft is safe here. Copy it, then reload the page.',
	);
});

test.each([
	{more: {}, scope: 'all branches'},
	{more: {location: 'group/north'}, scope: 'North'},
	{more: {account: {site: 'x', id: account.id} as const}, scope: '@HarwellStoneLeeds'},
])('posting is stopped for $scope, until when, by whom and why', ({more, scope}) => {
	const stop = {...stopOrder, ...more};
	const status = heldWords({...heldAs('stopped'), account, stop}, now);
	expect(status).toEqual({
		icon: 'stop',
		tone: 'stop',
		act: undefined,
		words: `Posting is stopped for ${scope} until ${timeOf(stop.until, now)} – Helen Marsh: "National mourning"`,
	});
});

test('a second person is asked for where no rule does, and said so', () => {
	expect(heldWords(heldAs('second-person'), now).words).toBe('Needs a second person');
});

test('the other states', () => {
	expect(guarded('@Leeds', state).words).toBe('Guarded · posting as @Leeds · you are Priya Nair');
	expect(offline(3).words).toBe('Offline. Approvals wait. 3 records to send.');
	expect(posted('HS-L-000412').words).toBe('Posted and archived · receipt HS-L-000412');
	expect(posted(null).words).not.toContain('archived ·');
	const ready = {reply: 'R-CMP-04', version: 6};
	expect(posted('7', null, {...ready, took: 132_000}).words).toBe(
		'Posted and archived · receipt 7 · ready-approved reply R-CMP-04 v6 · 2 min 12 s after you opened it',
	);
	expect(posted('7', null, {...ready, took: 9400}).words).toMatch(/v6 · 9 s after you opened it$/);
});

test('most serious first; hits of one rule that say the same are one entry', () => {
	const other = findingOf({rule: 'FIN-02', start: 30, end: 40});
	const again = findingOf({start: 50, end: 60});
	const entries = entriesOf([tip, route, again, other, findingOf({start: 5})]);
	expect(entries.map(({first, all}) => [first.rule, first.severity, all.length])).toEqual([
		['FIN-02', 'block', 1],
		['FIN-01', 'block', 2],
		['FIN-13', 'review', 1],
		['FIN-01', 'advise', 1],
	]);
});

test.each([
	{before: 'a b c', after: 'a b c', expected: ['a b c', '', '', '']},
	{before: 'at our site', after: 'at Leeds', expected: ['at ', 'our site', 'Leeds', '']},
	{before: 'one 🚗 two', after: 'one 🚙 two', expected: ['one ', '🚗', '🚙', ' two']},
	{before: '', after: 'new', expected: ['', '', 'new', '']},
])('what changed from "$before" to "$after"', ({before, after, expected}) => {
	expect(differenceOf(before, after)).toEqual(expected);
});

test.each([
	{hour: 10, first: 'today 18:00'},
	{hour: 17, first: 'today 18:00'},
	{hour: 18, first: 'tomorrow 18:00'},
	{hour: 23, first: 'tomorrow 18:00'},
])('at $hour:00 the default deadline is $first, and all lie ahead', ({hour, first}) => {
	const at = new Date(2026, 10, 21, hour).getTime();
	const offered = deadlines(at);
	expect(offered[0]?.label).toBe(first);
	expect(offered.every(each => each.at > at)).toBe(true);
});
