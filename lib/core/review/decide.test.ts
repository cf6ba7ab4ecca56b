import {describe, expect, test} from 'vitest';
import {digestOf} from '../draft.ts';
import type {Command} from './command.ts';
import {
	always,
	approve,
	approved,
	claim,
	claimed,
	evolved,
	giveBack,
	held,
	posted,
	release,
	released,
	returned,
	sent,
	withdrawn,
} from './decide.fixture.ts';
import {decide} from './decide.ts';
import {claimLease} from './decide-review.ts';
import {evolveAll} from './evolve.ts';
import type {Hold, HoldState} from './hold.ts';
import {type Refusal, refusals} from './refusal.ts';
import {nextChange, settled} from './settle.ts';
import {actor, draftOf, empty, leeds, minute, start, statement, submitCommand} from './world.fixture.ts';

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
