/** For tests: a small firm whose holds anybody may try anything on, and what must be true whatever they try. */
import {digestOf, emptyDraft} from '../draft.ts';
import type {RoleAt} from '../identity/roles.ts';
import {type ApprovalClaims, approvableOf, approvalClaims, approvalProblem} from './approval.ts';
import type {Actor, Command, CommandOf, ReleaseFacts} from './command.ts';
import {decide} from './decide.ts';
import type {EventOf, HoldEvent} from './event.ts';
import {evolve, evolveAll} from './evolve.ts';
import type {Hold, HoldState} from './hold.ts';
import type {Refusal} from './refusal.ts';
import {nextChange, settle} from './settle.ts';
import {withText} from './suggestion.ts';
import type {Touch} from './touches.ts';

export const leeds = 'group/north/leeds';
export const minute = 60_000;
export const start = Date.UTC(2026, 10, 21, 10, 12);
const holdLife = 20 * minute;

const people: Record<string, RoleAt[]> = {
	ann: [{role: 'author', location: leeds}],
	// Writes and reviews: four eyes are about persons, not about roles
	bob: [
		{role: 'author', location: leeds},
		{role: 'reviewer', location: 'group/north'},
	],
	cat: [{role: 'reviewer', location: 'group'}],
	dan: [
		{role: 'admin', location: 'group'},
		{role: 'author', location: leeds},
	],
};
export const names = Object.keys(people);

/** All there is. `left`: persons whose roles were taken away. */
export interface World {
	now: number;
	holds: readonly Hold[];
	left: readonly string[];
}

export interface Step {
	by: string;
	/** Index of the hold; the number of holds for a new one. */
	at: number;
	command: Command;
}

export const empty: World = {now: start, holds: [], left: []};

export function actor({left}: Pick<World, 'left'>, person: string): Actor {
	return {person, device: `${person}-laptop`, roles: left.includes(person) ? [] : people[person]!};
}

export function draftOf(version: number) {
	return {...emptyDraft('x', 'post', '17'), text: `Version ${version} of the offer`};
}

export function submitCommand(world: World, previous: Hold | null, needed = 1): Command {
	const version = (previous?.version ?? 0) + 1;
	const draft = draftOf(version);
	const submission = {
		draft,
		digest: digestOf(draft),
		policy: 'p'.repeat(64),
		findings: [],
		context: {url: ''},
		note: '',
	};
	const id = `h${world.holds.length + 1}`;
	const until = world.now + holdLife;
	return {type: 'submit', id, submission, location: leeds, needed, until, previous, claimants: []};
}

/** A statement as this person's device would sign it now; readable, so that checks can look into it. */
export function statement(hold: Hold, by: string, now: number, life = holdLife): Command {
	const approvable = {...approvableOf(hold), expiresAt: Math.min(hold.expiresAt, now + life)};
	const claims = approvalClaims(approvable, by, now, `${hold.id} ${by} ${now}`);
	return {type: 'approve', statement: JSON.stringify(claims), claims};
}

/** Another wording, with the signature that a reviewer's browser gives in advance. */
export function suggest(world: World, hold: Hold, by: string, touches: readonly Touch[]): Command {
	const text = `${hold.submission.draft.text}${touches.length > 0 ? ' 2' : '.'}`;
	const draft = withText(hold.submission.draft, text);
	const next = `h${world.holds.length + 1}`;
	const digest = digestOf(draft);
	const accepted = {
		...hold,
		id: next,
		version: hold.version + 1,
		submission: {...hold.submission, draft, digest},
	};
	const approval = statement(accepted, by, world.now) as CommandOf<'approve'>;
	return {type: 'suggest', version: hold.version, next, text, digest, note: '', touches, approval};
}

/** The author takes it, as the hub puts it together. */
function acceptCommand(world: World, previous: Hold, needed: number): Command {
	const {suggestion, submission} = previous;
	const draft = withText(submission.draft, suggestion?.text ?? 'made up');
	const standing = !world.left.includes(suggestion?.by ?? '');
	return {
		type: 'accept',
		previous,
		submission: {...submission, draft, digest: digestOf(draft)},
		needed,
		standing,
	};
}

const figure: readonly Touch[] = [{kind: 'figure', words: '2'}];

export function factsOf(world: World, hold: Hold): ReleaseFacts {
	const standing = hold.approvals.map(a => a.reviewer).filter(person => !world.left.includes(person));
	return {gateNeeded: 'any', rules: 'same', stopped: false, standing};
}

/** Versions of the draft. */
const versions = 2;

/** Everything this person may try now; made only when tried. */
/** What reviewer and author say to each other is explored apart: it multiplies the states of everything else. */
export type Talk = 'suggestions' | 'questions';

export function stepsOf(world: World, by: string, needed: number, talk: readonly Talk[]): (() => Step)[] {
	const {holds} = world;
	const submit = () => submitCommand(world, holds.at(-1) ?? null, needed);
	const accept = () => acceptCommand(world, holds.at(-1)!, needed);
	const step = (at: number, command: () => Command) => () => ({by, at, command: command()});
	return [
		...(holds.length < versions ? [step(holds.length, submit)] : []),
		...(holds.at(-1)?.suggestion && holds.length < versions ? [step(holds.length, accept)] : []),
		...holds.flatMap((hold, at) =>
			[...commandsOn(world, hold, by), ...talksOn(world, hold, by, talk)].map(command => step(at, command)),
		),
	];
}

/** Right ones, wrong ones, and ones that come at the wrong time. */
function commandsOn(world: World, hold: Hold, by: string): (() => Command)[] {
	const {digest} = hold.submission;
	const facts = factsOf(world, hold);
	const gate = 'unmanaged' as const;
	const release = hold.release?.id ?? 'none';
	const {version} = hold;
	return [
		() => ({type: 'claim'}),
		() => ({type: 'unclaim'}),
		() => statement(hold, by, world.now),
		() => statement(hold, by, world.now, 10 * minute),
		() => statement({...hold, version: version + 1}, by, world.now),
		() => statement({...hold, submission: {...hold.submission, digest: 'other'}}, by, world.now),
		// In another person's name
		() => ({...statement(hold, by === 'cat' ? 'bob' : 'cat', world.now)}),
		() => ({type: 'return', version, reason: 'tone', note: ''}),
		() => ({type: 'reject', version, note: ''}),
		() => ({type: 'withdraw'}),
		() => ({type: 'revoke'}),
		() => ({type: 'release', id: `r-${hold.id}`, digest, gate, facts}),
		() => ({type: 'release', id: 'x', digest: 'other', gate, facts}),
		() => ({type: 'release', id: 'x', digest, gate, facts: {...facts, rules: 'over'}}),
		() => ({type: 'release', id: 'x', digest, gate, facts: {...facts, gateNeeded: null}}),
		() => ({type: 'release', id: 'x', digest, gate, facts: {...facts, stopped: true}}),
		() => ({type: 'sent', release, siteId: '19', url: '', digest}),
		() => ({type: 'sent', release: 'made-up', siteId: '19', url: '', digest}),
		() => ({type: 'failed', release, reason: ''}),
		() => ({type: 'archive'}),
	];
}

function talksOn(world: World, hold: Hold, by: string, talk: readonly Talk[]): (() => Command)[] {
	const {version} = hold;
	const suggestions: (() => Command)[] = [
		() => suggest(world, hold, by, []),
		() => suggest(world, hold, by, figure),
		() => ({type: 'decline'}),
	];
	const questions: (() => Command)[] = [
		() => ({type: 'ask', id: 'q', version, text: '', span: null}),
		() => ({type: 'answer', question: 'q', text: ''}),
	];
	return [
		...(talk.includes('suggestions') ? suggestions : []),
		...(talk.includes('questions') ? questions : []),
	];
}

/** Applies a step as the hub does: a new version supersedes the old one in the same transaction, or neither happens. */
export function take(world: World, step: Step): {world: World; events: HoldEvent[]} | Refusal {
	const context = {by: actor(world, step.by), now: world.now};
	const hold = world.holds[step.at];
	const events = decide(hold, step.command, context);
	if (typeof events === 'string') return events;
	const holds = [...world.holds];
	holds[step.at] = evolveAll(hold, events) ?? hold!;
	const {command} = step;
	const previous = command.type === 'submit' || command.type === 'accept' ? command.previous : null;
	if (previous) {
		const at = world.holds.findIndex(({id}) => id === previous.id);
		const replaced = decide(world.holds[at], {type: 'supersede', next: holds[step.at]!.id}, context);
		if (typeof replaced === 'string') return replaced;
		holds[at] = evolveAll(world.holds[at], replaced)!;
	}
	return {world: {...world, holds}, events};
}

/** Time goes on; every hold is looked at. */
export function pass(world: World, now: number): World {
	const holds = world.holds.map(hold => {
		const events = settle(hold, now);
		assertTime(events);
		return evolveAll(hold, events) ?? hold;
	});
	return {...world, now, holds};
}

/** The next moment at which anything changes by itself. */
export function nextMoment({holds}: World): number | undefined {
	const moments = holds.map(nextChange).filter(moment => moment !== null);
	return moments.length > 0 ? Math.min(...moments) : undefined;
}

const final: readonly HoldState[] = ['archived', 'rejected', 'expired', 'withdrawn', 'superseded', 'failed'];

function claim(isTrue: boolean, invariant: string): void {
	if (!isTrue) throw new Error(`broken: ${invariant}`);
}

function assertTime(events: readonly HoldEvent[]): void {
	const allowed = ['expired', 'unclaimed', 'revoked', 'alarmed'];
	claim(
		events.every(({type, by}) => allowed.includes(type) && by === null),
		'I9 time never moves towards release',
	);
}

/** What must be true of every step that was allowed. */
export function assertStep(before: World, step: Step, events: readonly HoldEvent[]): void {
	const stored = before.holds[step.at];
	const hold = stored && evolveAll(stored, settle(stored, before.now));
	for (const event of events) {
		if (event.by !== null && hold) claim(!final.includes(hold.state), `I5 ${hold.state} is final`);
		if (event.type === 'approved') assertApproval(before, events, event, hold, step);
		if (event.type === 'released') assertReleased(before, hold!, step);
		if (event.type === 'held') assertHeld(step, event);
	}
}

function assertApproval(
	world: World,
	events: readonly HoldEvent[],
	event: EventOf<'approved'>,
	hold: Hold | undefined,
	step: Step,
): void {
	if (step.command.type === 'accept') assertAccepted(world, events, event);
	else assertApproved(world, hold!, step);
}

function assertApproved(world: World, hold: Hold, {command, by}: Step): void {
	if (command.type !== 'approve') throw new Error('broken: only a statement approves');
	const {claims} = command;
	claim(claims.reviewer === by, 'the statement is by whoever approves');
	claim(
		approvalProblem(claims, approvableOf(hold), world.now) === undefined,
		'I1 the statement is for exactly this',
	);
	claim(!hold.authors.includes(by), 'I2 no approver is an author');
	claim(
		actor(world, by).roles.some(({role}) => role === 'reviewer'),
		'I10 the approver reviews here now',
	);
	claim(hold.claim === null || hold.claim.reviewer === by, 'a claim is respected');
}

function assertReleased(world: World, hold: Hold, {command, by}: Step): void {
	claim(
		command.type === 'release' && command.digest === hold.submission.digest,
		'I1 the digest is the approved one',
	);
	claim(hold.authors.includes(by), 'only an author releases');
	claim(hold.release === null, 'I3 released once');
	const good = hold.approvals.filter(({statement: text, reviewer}) => {
		const claims = JSON.parse(text) as ApprovalClaims;
		const isGood = approvalProblem(claims, approvableOf(hold), world.now) === undefined;
		return isGood && !hold.authors.includes(reviewer) && !world.left.includes(reviewer);
	});
	const persons = new Set(good.map(({reviewer}) => reviewer));
	claim(persons.size >= hold.needed, 'I1 enough live approvals of exactly this version');
}

/** The suggester and the author are the two persons: for exactly these words, and only if no claim was touched. */
function assertAccepted(
	world: World,
	events: readonly HoldEvent[],
	{by, approval}: EventOf<'approved'>,
): void {
	const hold = evolve(undefined, events[0]!);
	const claims = JSON.parse(approval.statement) as ApprovalClaims;
	claim(claims.reviewer === by && approval.reviewer === by, 'the suggestion was signed by whoever made it');
	claim(approvalProblem(claims, approvableOf(hold), world.now) === undefined, 'I1 signed for exactly this');
	claim(hold.accepted?.by === by && hold.accepted.touches.length === 0, 'no claim was touched');
	claim(!hold.authors.includes(by ?? ''), 'I2 no approver is an author');
	claim(!world.left.includes(by ?? ''), 'I10 the approver reviews here now');
}

function assertHeld({command, by}: Step, {authors, accepted}: EventOf<'held'>): void {
	if (command.type !== 'submit' && command.type !== 'accept') throw new Error('broken: held by nobody');
	const {previous: replaced} = command;
	const previous = [...(replaced?.authors ?? []), ...(replaced?.claimants ?? [])];
	claim(
		!accepted || accepted.touches.length === 0 || authors.includes(accepted.by),
		'whoever suggested another claim is an author of it',
	);
	claim(
		[by, ...previous].every(person => authors.includes(person)),
		'every writer of a version is an author',
	);
}

/** What must be true of every world. */
export function assertWorld({holds, now}: World): void {
	for (const hold of holds) {
		const isOver = ['superseded', 'withdrawn', 'rejected', 'expired', 'changes_requested'].includes(
			hold.state,
		);
		claim(!isOver || hold.approvals.length === 0, `I4 ${hold.state} has no approvals`);
		claim(
			hold.approvals.every(a => !hold.authors.includes(a.reviewer)),
			'I2 no approval by an author',
		);
		claim(new Set(hold.approvals.map(a => a.jti)).size === hold.approvals.length, 'I3 each approval once');
		const isOut = ['released', 'sent', 'archived', 'failed'].includes(hold.state);
		claim(isOut === (hold.release !== null), 'what went out was released, and only that');
		if (hold.state === 'released' && !hold.alarm)
			claim(
				settle(hold, hold.release!.expiresAt).length === 1 || now < hold.release!.expiresAt,
				'I7 no release is forgotten',
			);
		if (hold.state === 'released')
			claim(hold.alarm !== null || nextChange(hold) !== null, 'I7 an alarm is set');
	}
	const live = holds.filter(({state}) => ['held', 'in_review', 'approved', 'released'].includes(state));
	claim(live.length <= 1, 'one version at most is alive');
}
