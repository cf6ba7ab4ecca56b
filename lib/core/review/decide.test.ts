import {describe, expect, test} from 'vitest';
import {digestOf} from '../draft.ts';
import {partOf, wholeOf} from '../thread.ts';
import type {Command, CommandOf} from './command.ts';
import {decide} from './decide.ts';
import {claimLease} from './decide-review.ts';
import {evolveAll} from './evolve.ts';
import type {Hold, HoldState} from './hold.ts';
import {type Refusal, refusals} from './refusal.ts';
import {nextChange, settled} from './settle.ts';
import {
	actor,
	draftOf,
	empty,
	factsOf,
	leeds,
	minute,
	start,
	statement,
	submitCommand,
} from './world.fixture.ts';

/** Carries commands out one after the other; each must be allowed. */
function given(...steps: readonly [by: string, command: (hold: Hold) => Command, now?: number][]): Hold {
	let hold = evolved(undefined, submitCommand(empty, null), 'ann', start);
	for (const [by, command, now = start] of steps) hold = evolved(hold, command(hold), by, now);
	return hold;
}

function evolved(hold: Hold | undefined, command: Command, by: string, now: number): Hold {
	const events = decide(hold, command, {by: actor(empty, by), now});
	if (typeof events === 'string') throw new Error(events);
	return evolveAll(hold, events)!;
}

const always = (command: Command) => () => command;
const claim = always({type: 'claim'});
const approve = (by: string) => (hold: Hold) => statement(hold, by, start);
const release =
	(change: object = {}) =>
	(hold: Hold): Command => ({
		type: 'release',
		id: 'r1',
		digest: hold.submission.digest,
		gate: 'unmanaged',
		facts: factsOf(empty, hold),
		...change,
	});
const sent =
	(change: object = {}) =>
	(hold: Hold): Command => ({
		type: 'sent',
		release: 'r1',
		siteId: '19',
		url: 'https://x.com/i/19',
		digest: hold.submission.digest,
		...change,
	});
const giveBack = always({type: 'return', version: 1, reason: 'tone', note: ''});

const held = given();
const claimed = given(['cat', claim]);
const returned = given(['cat', giveBack]);
const approved = given(['cat', approve('cat')]);
const released = given(['cat', approve('cat')], ['ann', release()]);
const posted = given(['cat', approve('cat')], ['ann', release()], ['ann', sent()]);
const withdrawn = given(['ann', always({type: 'withdraw'})]);

type Case = {
	given: Hold;
	by: string;
	when: (hold: Hold) => Command;
	expected: HoldState | Refusal;
	at?: number;
};

const other = {...draftOf(1), account: '18'};

describe('decide', () => {
	test.each<Case>([
		// Review
		{given: held, by: 'cat', when: claim, expected: 'in_review'},
		{given: held, by: 'cat', when: approve('cat'), expected: 'approved'},
		{given: claimed, by: 'cat', when: approve('cat'), expected: 'approved'},
		{given: claimed, by: 'bob', when: approve('bob'), expected: 'claimed-by-another'},
		{given: claimed, by: 'bob', when: approve('bob'), expected: 'approved', at: start + claimLease},
		{given: held, by: 'ann', when: approve('ann'), expected: 'four-eyes'},
		{given: held, by: 'dan', when: approve('dan'), expected: 'not-a-reviewer'},
		{given: held, by: 'bob', when: approve('cat'), expected: 'wrong-statement'},
		{
			given: held,
			by: 'cat',
			when: hold => statement({...hold, version: 2}, 'cat', start),
			expected: 'changed',
		},
		{
			given: held,
			by: 'cat',
			when: hold => statement({...hold, id: 'h2'}, 'cat', start),
			expected: 'wrong-statement',
		},
		{given: held, by: 'cat', when: approve('cat'), expected: 'expired', at: start + 20 * minute},
		{given: claimed, by: 'cat', when: always({type: 'unclaim'}), expected: 'held'},
		{given: claimed, by: 'bob', when: always({type: 'unclaim'}), expected: 'claimed-by-another'},
		{given: claimed, by: 'cat', when: giveBack, expected: 'changes_requested'},
		{given: held, by: 'cat', when: always({type: 'reject', version: 2, note: ''}), expected: 'changed'},
		{given: held, by: 'cat', when: always({type: 'reject', version: 1, note: ''}), expected: 'rejected'},
		{given: returned, by: 'cat', when: approve('cat'), expected: 'not-waiting'},
		{given: approved, by: 'bob', when: approve('bob'), expected: 'not-waiting'},
		{given: approved, by: 'cat', when: approve('cat'), expected: 'approved'},
		// Taking back
		{given: approved, by: 'bob', when: always({type: 'revoke'}), expected: 'held'},
		{given: approved, by: 'dan', when: always({type: 'revoke'}), expected: 'held'},
		{given: approved, by: 'ann', when: always({type: 'revoke'}), expected: 'not-a-reviewer'},
		{given: held, by: 'cat', when: always({type: 'revoke'}), expected: 'not-approved'},
		{given: released, by: 'cat', when: always({type: 'revoke'}), expected: 'already-released'},
		{given: approved, by: 'ann', when: always({type: 'withdraw'}), expected: 'withdrawn'},
		{given: approved, by: 'bob', when: always({type: 'withdraw'}), expected: 'not-yours'},
		{given: withdrawn, by: 'ann', when: always({type: 'withdraw'}), expected: 'withdrawn'},
		{given: withdrawn, by: 'cat', when: approve('cat'), expected: 'closed'},
		{given: released, by: 'ann', when: always({type: 'withdraw'}), expected: 'already-released'},
		// Release
		{given: approved, by: 'ann', when: release(), expected: 'released'},
		{given: held, by: 'ann', when: release(), expected: 'not-approved'},
		{given: approved, by: 'bob', when: release(), expected: 'not-yours'},
		{given: approved, by: 'ann', when: release({digest: 'other'}), expected: 'different'},
		{given: released, by: 'ann', when: release({id: 'r2'}), expected: 'already-released'},
		{given: approved, by: 'ann', when: release(), expected: 'not-approved', at: start + 20 * minute},
		{
			given: approved,
			by: 'ann',
			when: release({facts: {gateNeeded: null, rules: 'same', stopped: false, standing: ['cat']}}),
			expected: 'account-unknown',
		},
		{
			given: approved,
			by: 'ann',
			when: release({facts: {gateNeeded: 'managed', rules: 'same', stopped: false, standing: ['cat']}}),
			expected: 'gate-too-low',
		},
		{
			given: approved,
			by: 'ann',
			when: release({
				gate: 'managed',
				facts: {gateNeeded: 'managed', rules: 'same', stopped: false, standing: ['cat']},
			}),
			expected: 'released',
		},
		{
			given: approved,
			by: 'ann',
			when: release({facts: {gateNeeded: 'any', rules: 'over', stopped: false, standing: ['cat']}}),
			expected: 'rules-over',
		},
		{
			given: approved,
			by: 'ann',
			when: release({facts: {gateNeeded: 'any', rules: 'stricter', stopped: false, standing: ['cat']}}),
			expected: 'rules-changed',
		},
		{
			given: approved,
			by: 'ann',
			when: release({facts: {gateNeeded: 'any', rules: 'same', stopped: false, standing: []}}),
			expected: 'reviewer-left',
		},
		// What became of it
		{given: released, by: 'ann', when: sent(), expected: 'sent'},
		{given: released, by: 'ann', when: sent({release: 'made-up'}), expected: 'release-unknown'},
		{given: released, by: 'bob', when: sent(), expected: 'not-yours'},
		{given: released, by: 'ann', when: sent(), expected: 'sent', at: start + 24 * 60 * minute},
		{given: posted, by: 'ann', when: sent(), expected: 'sent'},
		{given: posted, by: 'ann', when: always({type: 'archive'}), expected: 'archived'},
		{
			given: released,
			by: 'ann',
			when: always({type: 'failed', release: 'r1', reason: 'refused by X'}),
			expected: 'failed',
		},
		{given: posted, by: 'ann', when: always({type: 'failed', release: 'r1', reason: ''}), expected: 'closed'},
	])('given $given.state, when $by, then $expected', ({given: hold, by, when, expected, at = start}) => {
		const events = decide(hold, when(hold), {by: actor(empty, by), now: at});
		const answer = typeof events === 'string' ? events : evolveAll(hold, events)?.state;
		if (expected === 'expired') expect(settled(hold, at).state).toBe('expired');
		else expect(answer).toBe(expected);
	});

	test('a new version supersedes, counts on, and keeps every author', () => {
		const submit = submitCommand({...empty, holds: [approved]}, approved);
		const next = evolved(undefined, submit, 'bob', start);
		expect(next).toMatchObject({version: 2, authors: ['bob', 'ann'], previous: approved.id, state: 'held'});
		const old = evolved(approved, {type: 'supersede', next: next.id}, 'bob', start);
		expect(old).toMatchObject({state: 'superseded', approvals: []});
	});

	test.each<[string, Command, Refusal]>([
		['another fingerprint', change({digest: 'other'}), 'digest-wrong'],
		[
			'another account than before',
			{...change({draft: other, digest: digestOf(other)}), previous: held} as Command,
			'other-account',
		],
		['a time that is over', {...submitCommand(empty, null), until: start} as Command, 'too-late'],
		['what was let through already', {...submitCommand(empty, released)} as Command, 'already-released'],
	])('%s is not taken', (_, command, expected) => {
		expect(decide(undefined, command, {by: actor(empty, 'ann'), now: start})).toBe(expected);
	});

	test('nobody submits without a role at the account’s place', () => {
		const elsewhere = {...submitCommand(empty, null), location: 'group/south'} as Command;
		expect(decide(undefined, elsewhere, {by: actor(empty, 'ann'), now: start})).toBe('not-an-author');
		expect(decide(undefined, submitCommand(empty, null), {by: actor(empty, 'cat'), now: start})).toBe(
			'not-an-author',
		);
		expect(decide(held, submitCommand(empty, null), {by: actor(empty, 'ann'), now: start})).toBe('exists');
	});

	test('what was sent differently is recorded, and is an alarm', () => {
		const hold = evolved(released, sent({digest: 'other'})(released), 'ann', start);
		expect(hold).toMatchObject({state: 'sent', alarm: {why: 'different'}});
	});

	test('a release nobody reports is an alarm that a late report clears', () => {
		const later = start + 6 * minute;
		expect(nextChange(released)).toBe(start + 5 * minute);
		const forgotten = settled(released, later);
		expect(forgotten.alarm).toEqual({why: 'unconfirmed', since: later});
		expect(evolved(forgotten, sent()(forgotten), 'ann', later).alarm).toBeNull();
	});

	test('with two approvals needed, one person is not two', () => {
		const hold = evolved(undefined, submitCommand(empty, null, 2), 'ann', start);
		const once = evolved(hold, statement(hold, 'cat', start), 'cat', start);
		expect(once).toMatchObject({state: 'held', claim: null});
		const again = decide(once, statement(once, 'cat', start + 1), {by: actor(empty, 'cat'), now: start + 1});
		expect(again).toBe('approved-already');
		expect(evolved(once, statement(once, 'bob', start), 'bob', start).state).toBe('approved');
	});

	test('every refusal has words for people: no codes, no shouting, at most 20 words', () => {
		for (const message of Object.values(refusals)) {
			expect(message).toMatch(/^[A-Z].*\.$/);
			expect(message.split(/[.:] ?/).every(sentence => sentence.split(' ').length <= 20)).toBe(true);
			expect(message).not.toMatch(/violation|error|invalid|submit/i);
		}
	});
});

function change(submission: object): Command {
	const command = submitCommand(empty, null);
	if (command.type !== 'submit') throw new Error('not a submission');
	return {...command, location: leeds, submission: {...command.submission, ...submission}};
}

describe('a thread', () => {
	const usual = submitCommand(empty, null) as CommandOf<'submit'>;
	const whole = {...draftOf(1), site: 'x' as const, operation: 'post' as const};
	const texts = ['One', 'Two', 'Three'];
	const draft = {...whole, ...wholeOf(texts.map(text => ({text, media: [], poll: null})))};
	const digests = texts.map((_, i) => digestOf(partOf(draft, i + 1, i === 0 ? null : `${i}`)));
	const part = (n: number, digest = digests[n - 1]!): Command => ({
		type: 'sent',
		release: `r1/${n}`,
		siteId: `${n}`,
		url: `u/${n}`,
		digest,
	});
	const failed = (n: number): Command => ({type: 'failed', release: `r1/${n}`, reason: '344: limit'});
	const submit = {
		...usual,
		submission: {...usual.submission, draft, digest: digestOf(draft)},
	} as Command;
	const released = (...commands: Command[]): Hold => {
		const held = evolved(undefined, submit, 'ann', start);
		const approved = evolved(
			evolved(held, {type: 'claim'}, 'bob', start),
			statement(evolved(held, {type: 'claim'}, 'bob', start), 'bob', start),
			'bob',
			start,
		);
		return commands.reduce(
			(hold, command) => evolved(hold, command, 'ann', start),
			evolved(approved, release()(approved), 'ann', start),
		);
	};

	test('is sent when its last part is, under the link of the first', () => {
		expect(released(part(1), part(2))).toMatchObject({
			state: 'released',
			parts: [{siteId: '1'}, {siteId: '2'}],
			sent: null,
		});
		const sent = released(part(1), part(2), part(3), {type: 'archive'});
		expect(sent).toMatchObject({state: 'archived', sent: {siteId: '1', url: 'u/1'}, alarm: null});
	});

	test('stays released when a later part is refused, and goes on', () => {
		expect(released(part(1), failed(2))).toMatchObject({state: 'released', stuck: '344: limit'});
		expect(released(part(1), failed(2), part(2), part(3))).toMatchObject({state: 'sent'});
		expect(released(failed(1))).toMatchObject({state: 'failed'});
	});

	test('ends as failed when its release is over and the next part was refused; as an alarm when nobody knows', () => {
		const later = start + 60 * minute;
		expect(settled(released(part(1), failed(2)), later)).toMatchObject({
			state: 'failed',
			parts: [{siteId: '1'}],
		});
		expect(settled(released(part(1)), later)).toMatchObject({state: 'released', alarm: {why: 'unconfirmed'}});
	});

	test('raises an alarm for a part that is not the approved one', () => {
		expect(released(part(1, 'other'))).toMatchObject({alarm: {why: 'different'}});
	});

	test.each<[string, Command, Refusal | []]>([
		['a part out of order', part(3), 'release-unknown'],
		['the whole at once', {...part(1), release: 'r1'} as Command, 'release-unknown'],
		['the same part again', part(1), []],
	])('hears %s', (_, command, expected) => {
		expect(decide(released(part(1)), command, {by: actor(empty, 'ann'), now: start})).toEqual(expected);
	});

	test('is refused when its cuts do not make up its text', () => {
		const torn = {...draft, text: `${draft.text} more`};
		const submission = {...usual.submission, draft: torn, digest: digestOf(torn)};
		const command = {...usual, submission} as Command;
		expect(decide(undefined, command, {by: actor(empty, 'ann'), now: start})).toBe('digest-wrong');
	});
});
