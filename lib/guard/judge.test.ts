import {describe, expect, test} from 'vitest';
import type {Stop} from '#lib/api/contract.ts';
import {digestOf} from '#lib/core/draft.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import type {PageState} from '#lib/messaging/page-state.ts';
import {account, draftOf, findingOf, holdOf, now, policy, route, state, stopOrder} from './guard.fixture.ts';
import {type Judgement, judge, type Knowledge, type Subject, type Why} from './judge.ts';

const draft = draftOf('Drive away for just £239 a month!');
const digest = digestOf(draft);
const known: Knowledge = {alive: true, locked: true, state, holds: [], now};
const subject: Subject = {account: account.id, draft, digest, findings: []};
const block = findingOf();
const likely = findingOf({confidence: 'likely'});
const tip = findingOf({severity: 'advise'});

function judged(more: {known?: Partial<Knowledge>; subject?: Partial<Subject>} = {}): Judgement {
	return judge({...known, ...more.known}, {...subject, ...more.subject});
}

/** A verdict, or why it is held: one word for each row. */
function wordOf(judgement: Judgement): string {
	return judgement.verdict === 'held' ? judgement.why : judgement.verdict;
}

const held = (more: Partial<AuthorHold>) => holdOf(draft, more);
const inState = (more: Partial<PageState>): Partial<Knowledge> => ({state: {...state, ...more}});
const managed = inState({accounts: [{...account, gate: 'managed'}]});

describe('the world decides before the draft does', () => {
	test.each<{what: string; known?: Partial<Knowledge>; subject?: Partial<Subject>; expected: string}>([
		{what: 'a clean draft', expected: 'pass'},
		{what: 'nobody enrolled', known: inState({enrolled: false}), expected: 'unguarded'},
		{what: 'no account registered', known: inState({accounts: []}), expected: 'unguarded'},
		{what: 'a personal account', subject: {account: '7', findings: undefined}, expected: 'unguarded'},
		{
			what: 'a personal account in an orphan',
			known: {alive: false},
			subject: {account: '7'},
			expected: 'unguarded',
		},
		{what: 'an orphan', known: {alive: false}, expected: 'orphan'},
		{
			what: 'an orphan that never heard anything',
			known: {alive: false, state: undefined},
			expected: 'orphan',
		},
		{what: 'no answer of the background yet', known: {state: undefined}, expected: 'starting'},
		{what: 'an unknown account', subject: {account: undefined}, expected: 'no-account'},
		{what: 'no page lock', known: {locked: false}, expected: 'no-lock'},
		{what: 'a page that sent past its page lock', known: {passedBy: true}, expected: 'no-lock'},
		{
			what: 'the same, where the admin lets go what is not seen',
			known: {passedBy: true, ...inState({accounts: [{...account, blind: 'capture'}]})},
			expected: 'pass',
		},
		{what: 'a broken outbox', known: inState({outboxBroken: true}), expected: 'outbox'},
		{what: 'a managed account in any browser', known: managed, expected: 'gate-mode'},
		{
			what: 'a managed account in a managed browser',
			known: {state: {...managed.state!, gate: 'managed'}},
			expected: 'pass',
		},
		{what: 'no policy', known: inState({policy: null, policyNote: 'old'}), expected: 'no-policy'},
		{what: 'no hub, and a clean draft', known: inState({hub: 'offline'}), expected: 'pass'},
	])('$what → $expected', ({known, subject, expected}) => {
		expect(wordOf(judged({...(known && {known}), ...(subject && {subject})}))).toBe(expected);
	});
});

describe('what the admin chose for what cannot be seen', () => {
	const strange = {...draft, unknown: ['card_uri']};
	test.each([
		{blind: 'closed', unknown: ['card_uri'], expected: 'unreadable'},
		{blind: 'capture', unknown: ['card_uri'], expected: 'pass'},
		{blind: 'warn', unknown: ['card_uri'], expected: 'pass'},
		{blind: 'warn', unknown: ['media'], expected: 'reading'},
		{blind: 'capture', unknown: ['media 17'], expected: 'file'},
	] as const)('$blind, $unknown: $expected', ({blind, unknown, expected}) => {
		const world = inState({accounts: [{...account, blind}]});
		expect(wordOf(judged({known: world, subject: {draft: {...strange, unknown}}}))).toBe(expected);
	});

	test('the rest of it must still be fit', () => {
		const world = inState({accounts: [{...account, blind: 'warn'}]});
		expect(wordOf(judged({known: world, subject: {draft: strange, findings: [block]}}))).toBe('needs-change');
		expect(wordOf(judged({known: world, subject: {draft: null}}))).toBe('unreadable');
	});
});

describe('unknown means held', () => {
	test.each<{what: string; subject: Partial<Subject>; expected: Why; detail?: string}>([
		{what: 'rules not loaded', subject: {findings: undefined}, expected: 'checking'},
		{
			what: 'an unreadable request',
			subject: {draft: null, note: 'body is a stream'},
			expected: 'unreadable',
			detail: 'body is a stream',
		},
		{
			what: 'an unknown field',
			subject: {draft: {...draft, unknown: ['card_uri']}},
			expected: 'unreadable',
			detail: 'card_uri',
		},
		{
			what: 'a file being read, before the rules are here',
			subject: {draft: {...draft, unknown: ['media']}, findings: undefined},
			expected: 'checking',
		},
		{
			what: 'a file being read beside what cannot be',
			subject: {draft: {...draft, unknown: ['card_uri', 'media']}},
			expected: 'unreadable',
			detail: 'card_uri, media',
		},
	])('$what → $expected', ({subject, expected, detail}) => {
		expect(judged({subject})).toMatchObject({verdict: 'held', why: expected, detail: detail ?? ''});
	});
});

describe('while a file is being read', () => {
	test.each([
		{what: 'what nobody else must see', findings: [tip], expected: 'reading'},
		{what: 'what a second person must see', findings: [route], expected: 'media'},
		{what: 'what must be changed', findings: [block], expected: 'needs-change'},
	])('$what → $expected', ({findings, expected}) => {
		const reading = {...draft, unknown: ['media']};
		expect(wordOf(judged({subject: {draft: reading, digest: digestOf(reading), findings}}))).toBe(expected);
	});
});

describe('the check decides what nobody has approved', () => {
	test.each([
		{what: 'a tip', findings: [tip], expected: 'pass'},
		{what: 'a certain block', findings: [tip, block], expected: 'needs-change'},
		{what: 'a likely block', findings: [likely], expected: 'second-person'},
		{what: 'a route', findings: [route], expected: 'second-person'},
		{what: 'a route and a block', findings: [route, block], expected: 'needs-change'},
	])('$what → $expected', ({findings, expected}) => {
		expect(wordOf(judged({subject: {findings}}))).toBe(expected);
	});
});

describe('where everything needs a second person', () => {
	const always = inState({secondPerson: 'always'});
	test.each([
		{what: 'a clean draft', findings: [], expected: 'second-person'},
		{what: 'a tip', findings: [tip], expected: 'second-person'},
		{what: 'a certain block', findings: [block], expected: 'needs-change'},
	])('$what → $expected', ({findings, expected}) => {
		expect(wordOf(judged({known: always, subject: {findings}}))).toBe(expected);
	});

	test('a clean draft that waits, and one that was approved', () => {
		const waiting = held({state: 'held', approval: null});
		expect(wordOf(judged({known: {...always, holds: [waiting]}}))).toBe('waiting');
		expect(wordOf(judged({known: {...always, holds: [held({})]}}))).toBe('approved');
	});
});

describe('a stop order', () => {
	const other = {site: 'x', id: '1002'} as const;
	const deletion = draftOf('', {operation: 'delete', target: {kind: 'post', id: '9'}});
	test.each<{what: string; stop: Partial<Stop>; subject?: Partial<Subject>; expected: string}>([
		{what: 'everywhere', stop: {}, expected: 'stopped'},
		{what: 'for a region', stop: {location: 'group/north'}, expected: 'stopped'},
		{what: 'for another region', stop: {location: 'group/south'}, expected: 'pass'},
		{what: 'for a place with a like name', stop: {location: 'group/nor'}, expected: 'pass'},
		{what: 'for this account', stop: {account: {site: 'x', id: account.id}}, expected: 'stopped'},
		{what: 'for another account', stop: {account: other}, expected: 'pass'},
		{what: 'in which she may speak', stop: {speakers: ['p1']}, expected: 'pass'},
		{what: 'in which somebody else may speak', stop: {speakers: ['p9']}, expected: 'stopped'},
		{what: 'as a drill', stop: {drill: true}, expected: 'pass'},
		{what: 'at its last millisecond', stop: {until: now + 1}, expected: 'stopped'},
		{what: 'that has ended by itself', stop: {until: now}, expected: 'pass'},
		{what: 'that begins later', stop: {from: now + 1}, expected: 'pass'},
		{what: 'and rules that are still loading', stop: {}, subject: {findings: undefined}, expected: 'stopped'},
		{what: 'and a request nobody can read', stop: {}, subject: {draft: null}, expected: 'stopped'},
		{what: 'and a draft that needs a change', stop: {}, subject: {findings: [block]}, expected: 'stopped'},
		{what: 'and taking something down', stop: {}, subject: {draft: deletion}, expected: 'pass'},
		{what: 'and a personal account', stop: {}, subject: {account: '7'}, expected: 'unguarded'},
	])('$what → $expected', ({stop, subject, expected}) => {
		const known = inState({stops: [{...stopOrder, ...stop}]});
		expect(wordOf(judged({known, ...(subject && {subject})}))).toBe(expected);
	});

	test('stops what is approved too, unless she is one of its speakers', () => {
		const holds = [held({})];
		const stopped = judged({known: {holds, ...inState({stops: [stopOrder]})}});
		expect(stopped).toMatchObject({verdict: 'held', why: 'stopped', stop: stopOrder});
		const speaking = inState({stops: [{...stopOrder, speakers: ['p1']}]});
		expect(wordOf(judged({known: {holds, ...speaking}}))).toBe('approved');
	});

	test('that lets her speak does not lift another one', () => {
		const stops = [
			{...stopOrder, speakers: ['p1']},
			{...stopOrder, location: 'group/north'},
		];
		expect(wordOf(judged({known: inState({stops})}))).toBe('stopped');
	});
});

describe('a hold of this digest', () => {
	const approval = held({}).approval!;
	test.each<{what: string; hold: AuthorHold; expected: string}>([
		{what: 'approved', hold: held({}), expected: 'approved'},
		{what: 'approved, not verified here', hold: held({verified: false}), expected: 'unverified'},
		{
			what: 'approved, and over',
			hold: held({approval: {...approval, expiresAt: now}}),
			expected: 'second-person',
		},
		{what: 'approved under other rules', hold: held({policy: 'b'.repeat(64)}), expected: 'rules-changed'},
		{what: 'approved for another digest', hold: held({digest: 'c'.repeat(64)}), expected: 'second-person'},
		{what: 'held', hold: held({state: 'held', approval: null}), expected: 'waiting'},
		{what: 'in review', hold: held({state: 'in_review', approval: null}), expected: 'waiting'},
		{what: 'returned', hold: held({state: 'changes_requested', approval: null}), expected: 'returned'},
		{what: 'rejected', hold: held({state: 'rejected', approval: null}), expected: 'rejected'},
		{what: 'being posted', hold: held({state: 'released'}), expected: 'released'},
		{
			what: 'let go, and nobody saw what became of it',
			hold: held({state: 'released', alarm: {why: 'unconfirmed', since: now}}),
			expected: 'second-person',
		},
		{what: 'posted before', hold: held({state: 'archived'}), expected: 'second-person'},
		{what: 'withdrawn', hold: held({state: 'withdrawn'}), expected: 'second-person'},
		{what: 'expired', hold: held({state: 'expired'}), expected: 'second-person'},
	])('$what → $expected', ({hold, expected}) => {
		expect(wordOf(judged({known: {holds: [hold]}, subject: {findings: [route]}}))).toBe(expected);
	});

	test('an approval counts also where the author could not change a block away', () => {
		expect(wordOf(judged({known: {holds: [held({})]}, subject: {findings: [block]}}))).toBe('approved');
	});

	test('an approval does not count in an orphan, nor without a policy', () => {
		const holds = [held({})];
		expect(wordOf(judged({known: {holds, alive: false}}))).toBe('orphan');
		expect(wordOf(judged({known: {holds, ...inState({policy: null})}}))).toBe('no-policy');
	});

	test('changed after approval is said as such, with the approved hold', () => {
		const previous = holdOf(draftOf('before'), {policy});
		const judgement = judged({known: {holds: [previous]}, subject: {findings: [route], previous}});
		expect(judgement).toMatchObject({verdict: 'held', why: 'changed', hold: previous});
	});
});

describe('what a composer does not show', () => {
	const draft = draftOf('Kettle on', {unknown: ['setting']});
	const subject = {account: account.id, draft, digest: digestOf(draft), findings: []};
	const known = {alive: true, locked: true, state, holds: [] as AuthorHold[], now};

	test('is left to its request, unless the words are wrong already', () => {
		expect(judge(known, {...subject, hidden: ['replies']})).toMatchObject({
			verdict: 'held',
			why: 'by-request',
		});
		expect(judge(known, {...subject, findings: [findingOf()], hidden: ['replies']})).toMatchObject({
			why: 'needs-change',
		});
		expect(judge(known, subject)).toMatchObject({why: 'unreadable'});
	});

	test('goes to its request when what is shown was approved', () => {
		const approved = holdOf(draftOf('Kettle on', {replies: 'Verified'}));
		const covered = {...known, holds: [approved]};
		expect(judge(covered, {...subject, hidden: ['replies']})).toMatchObject({
			verdict: 'approved',
			hold: {id: 'h1'},
		});
		expect(judge(covered, {...subject, hidden: []})).toMatchObject({why: 'by-request'});
		const expired = {...covered, now: now + 24 * 3_600_000};
		expect(judge(expired, {...subject, hidden: ['replies']})).toMatchObject({why: 'by-request'});
	});

	test('a video known by its number needs a second person, whatever the words', () => {
		const reel = draftOf('Kettle on', {details: {video_id: '8'}});
		expect(judge(known, {...subject, draft: reel})).toMatchObject({why: 'second-person'});
	});
});
