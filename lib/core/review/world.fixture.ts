/** For tests: a small firm whose holds anybody may try anything on, and what must be true whatever they try. */
import {type Draft, digestOf, emptyDraft} from '../draft.ts';
import type {RoleAt} from '../identity/roles.ts';
import {approvableOf, approvalClaims} from './approval.ts';
import {type Actor, type Command, type CommandOf, candidateOf, type ReleaseFacts} from './command.ts';
import {decide} from './decide.ts';
import type {HoldEvent} from './event.ts';
import {evolveAll} from './evolve.ts';
import type {Hold} from './hold.ts';
import type {Refusal} from './refusal.ts';
import type {Route} from './route.ts';
import {nextChange} from './settle.ts';
import {type Competence, fixRoute, type HeldRoute} from './steps.ts';
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

/** Cat's training ends while there is still much to do. */
const competences: Record<string, Competence[]> = {
	bob: [{name: 'finance', until: Number.POSITIVE_INFINITY}],
	cat: [{name: 'finance', until: start + 12 * minute}],
};

const pools = {named: {persons: ['bob', 'cat', 'ann']}, wide: {persons: ['dan']}};

/** Somebody first, then a specialist, and more people asked after a while. */
export const inOrder: Route = {
	name: 'Finance',
	when: {},
	order: 'sequence',
	within: 10,
	escalatesTo: 'wide',
	steps: [
		{name: 'A reviewer', need: 1},
		{name: 'A specialist', need: 1, competence: 'finance'},
	],
};

/** Every named person, at once; the author is among them and is never asked. */
export const everyone: Route = {
	name: 'Everyone',
	when: {},
	order: 'parallel',
	steps: [{name: 'All of them', need: 'all', pool: 'named'}],
};

/** Fixed by the hub at submission. */
function routeOf({route, now}: World, authors: readonly string[]): HeldRoute | null {
	const dueAt = route?.within === undefined ? null : now + route.within * minute;
	return route && fixRoute(route, pools, authors, dueAt);
}

/** All there is. `left`: persons whose roles were taken away. */
export interface World {
	now: number;
	/** What the rules ask for; `null` = any reviewer. */
	route: Route | null;
	holds: readonly Hold[];
	left: readonly string[];
}

export interface Step {
	by: string;
	/** Index of the hold; the number of holds for a new one. */
	at: number;
	command: Command;
}

export const empty: World = {now: start, route: null, holds: [], left: []};

export function actor({left}: Pick<World, 'left'>, person: string): Actor {
	const roles = left.includes(person) ? [] : people[person]!;
	return {person, device: `${person}-laptop`, roles, competences: competences[person] ?? []};
}

interface Worded {
	draft: Draft;
	digest: string;
}

/** The few wordings that a million schedules are about, each with its digest; what `decide` looks at it computes itself. */
const wordings = new Map<string, Worded>();
const blank = emptyDraft('x', 'post', '17');

function worded(text: string): Worded {
	const known = wordings.get(text);
	if (known) return known;
	const draft = withText(blank, text);
	const made = {draft, digest: digestOf(draft)};
	wordings.set(text, made);
	return made;
}

export function draftOf(version: number): Draft {
	return worded(`Version ${version} of the offer`).draft;
}

export function submitCommand(world: World, previous: Hold | null, needed = 1, by = 'ann'): Command {
	const version = (previous?.version ?? 0) + 1;
	const submission = {
		...worded(`Version ${version} of the offer`),
		policy: 'p'.repeat(64),
		findings: [],
		context: {url: ''},
		note: '',
	};
	const id = `h${world.holds.length + 1}`;
	const until = world.now + holdLife;
	const authors = [by, ...(previous?.authors ?? []), ...(previous?.claimants ?? [])];
	const route = routeOf(world, authors);
	return {type: 'submit', id, submission, location: leeds, needed, route, until, previous, claimants: []};
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
	const {draft, digest} = worded(text);
	const next = `h${world.holds.length + 1}`;
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
	const {by = ''} = suggestion ?? {};
	const suggester = world.left.includes(by) ? null : candidateOf(actor(world, by));
	const route = routeOf(world, [...previous.authors, ...previous.claimants]);
	const changed = {...submission, ...worded(suggestion?.text ?? 'made up')};
	return {type: 'accept', previous, submission: changed, needed, route, suggester};
}

const figure: readonly Touch[] = [{kind: 'figure', words: '2'}];

export function factsOf(world: World, hold: Hold): ReleaseFacts {
	const standing = hold.approvals.map(a => a.reviewer).filter(person => !world.left.includes(person));
	return {gateNeeded: 'any', rules: 'same', stopped: false, standing};
}

/** Versions of the draft. */
const versions = 2;

/** What reviewer and author say to each other is explored apart: it multiplies the states of everything else. */
export type Talk = 'suggestions' | 'questions';

/** Something to try, at the hold it is tried on; made only when it is. */
interface Choice {
	at: number;
	make: (world: World, by: string, needed: number) => Command;
}

/** Everything that anybody may try in a world like this one, whoever it is. */
export function choicesIn({holds}: World, talk: readonly Talk[]): readonly Choice[] {
	const isOffered = holds.length < versions && holds.at(-1)?.suggestion != null;
	const known = choices.get(talk) ?? [];
	choices.set(talk, known);
	known[holds.length * 2 + (isOffered ? 1 : 0)] ??= [
		...(holds.length < versions ? [{at: holds.length, make: submit}] : []),
		...(isOffered ? [{at: holds.length, make: accept}] : []),
		...holds.flatMap((_, at) => [...commands, ...talk.flatMap(kind => talks[kind])].map(on(at))),
	];
	return known[holds.length * 2 + (isOffered ? 1 : 0)]!;
}

/** They depend on how many holds there are and on whether a wording is offered: made once for each. */
const choices = new WeakMap<readonly Talk[], (readonly Choice[])[]>();

export function stepOf(world: World, {at, make}: Choice, by: string, needed: number): Step {
	return {by, at, command: make(world, by, needed)};
}

const submit: Choice['make'] = (world, by, needed) =>
	submitCommand(world, world.holds.at(-1) ?? null, needed, by);
const accept: Choice['make'] = (world, _, needed) => acceptCommand(world, world.holds.at(-1)!, needed);

type Try = (hold: Hold, by: string, world: World) => Command;

const on =
	(at: number) =>
	(command: Try): Choice => ({at, make: (world, by) => command(world.holds[at]!, by, world)});

const letGo =
	(changed: object, facts: Partial<ReleaseFacts> = {}): Try =>
	(hold, _, world) => ({
		type: 'release',
		id: 'x',
		digest: hold.submission.digest,
		gate: 'unmanaged',
		...changed,
		facts: {...factsOf(world, hold), ...facts},
	});

const site = {siteId: '19', url: ''};
const releaseOf = (hold: Hold) => hold.release?.id ?? 'none';

/** Right ones, wrong ones, and ones that come at the wrong time. */
const commands: readonly Try[] = [
	() => ({type: 'claim'}),
	() => ({type: 'unclaim'}),
	(hold, by, {now}) => statement(hold, by, now),
	(hold, by, {now}) => statement(hold, by, now, 10 * minute),
	(hold, by, {now}) => statement({...hold, version: hold.version + 1}, by, now),
	(hold, by, {now}) => statement({...hold, submission: {...hold.submission, digest: 'other'}}, by, now),
	// In another person's name
	(hold, by, {now}) => statement(hold, by === 'cat' ? 'bob' : 'cat', now),
	({version}) => ({type: 'return', version, reason: 'tone', note: ''}),
	({version}) => ({type: 'reject', version, note: ''}),
	() => ({type: 'withdraw'}),
	() => ({type: 'revoke'}),
	(hold, by, world) => letGo({id: `r-${hold.id}`})(hold, by, world),
	letGo({digest: 'other'}),
	letGo({}, {rules: 'over'}),
	letGo({}, {gateNeeded: null}),
	letGo({}, {stopped: true}),
	hold => ({type: 'sent', release: releaseOf(hold), ...site, digest: hold.submission.digest}),
	hold => ({type: 'sent', release: 'made-up', ...site, digest: hold.submission.digest}),
	hold => ({type: 'failed', release: releaseOf(hold), reason: ''}),
	() => ({type: 'archive'}),
];

const talks: Record<Talk, readonly Try[]> = {
	suggestions: [
		(hold, by, world) => suggest(world, hold, by, []),
		(hold, by, world) => suggest(world, hold, by, figure),
		() => ({type: 'decline'}),
	],
	questions: [
		({version}) => ({type: 'ask', id: 'q', version, text: '', span: null}),
		() => ({type: 'answer', question: 'q', text: ''}),
	],
};

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

/** The next moment at which anything changes by itself. */
export function nextMoment({holds}: World): number | undefined {
	const moments = holds.map(nextChange).filter(moment => moment !== null);
	return moments.length > 0 ? Math.min(...moments) : undefined;
}
