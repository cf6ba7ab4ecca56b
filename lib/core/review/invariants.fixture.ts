/** For tests: what must be true of every step and every world, whatever anybody tries (trust.md, 4.1, I1 to I16). */
import {type ApprovalClaims, approvableOf, approvalProblem} from './approval.ts';
import type {EventOf, HoldEvent} from './event.ts';
import {evolve, evolveAll} from './evolve.ts';
import type {Approval, Hold, HoldState} from './hold.ts';
import {nextChange, settle} from './settle.ts';
import {actor, type Step, type World} from './world.fixture.ts';

/** Time goes on; every hold is looked at. */
export function pass(world: World, now: number): World {
	const holds = world.holds.map(hold => {
		const events = settle(hold, now);
		if (events.length === 0) return hold;
		assertTime(events);
		return evolveAll(hold, events)!;
	});
	return {...world, now, holds};
}

const final: readonly HoldState[] = ['archived', 'rejected', 'expired', 'withdrawn', 'superseded', 'failed'];

function claim(isTrue: boolean, invariant: string): void {
	if (!isTrue) throw new Error(`broken: ${invariant}`);
}

function assertTime(events: readonly HoldEvent[]): void {
	const allowed = ['expired', 'unclaimed', 'revoked', 'alarmed', 'escalated', 'warned'];
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
	if (step.command.type === 'accept') assertAccepted(world, events, event, step.command.previous);
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
	const good = hold.approvals.filter(({statement: text, reviewer, at}) => {
		const claims = JSON.parse(text) as ApprovalClaims;
		const isGood = isSignedFor(claims, hold, at, world.now);
		return isGood && !hold.authors.includes(reviewer) && !world.left.includes(reviewer);
	});
	const persons = new Set(good.map(({reviewer}) => reviewer));
	claim(persons.size >= hold.needed, 'I1 enough live approvals of exactly this version');
	assertSteps(hold, good);
}

/** Also by a clock that was set back since the statement was taken: it had begun by then, and that stays true. */
function isSignedFor(claims: ApprovalClaims, hold: Hold, taken: number, now: number): boolean {
	return approvalProblem(claims, approvableOf(hold), Math.max(taken, now)) === undefined;
}

/** The suggester and the author are the two persons: for exactly these words, and only if no claim was touched. */
function assertAccepted(
	world: World,
	events: readonly HoldEvent[],
	{by, approval}: EventOf<'approved'>,
	{suggestion}: Hold,
): void {
	const hold = evolve(undefined, events[0]!);
	const claims = JSON.parse(approval.statement) as ApprovalClaims;
	claim(claims.reviewer === by && approval.reviewer === by, 'the suggestion was signed by whoever made it');
	claim(isSignedFor(claims, hold, suggestion!.at, world.now), 'I1 signed for exactly this');
	claim(hold.accepted?.by === by && hold.accepted.touches.length === 0, 'no claim was touched');
	claim(!hold.authors.includes(by ?? ''), 'I2 no approver is an author');
	claim(!world.left.includes(by ?? ''), 'I10 the approver reviews here now');
}

/** Each step by enough different persons, competent when they approved, and in order where there is one. */
function assertSteps({route, authors}: Hold, approvals: readonly Approval[]): void {
	// By their place in the story, not by their times: a clock may be set back between two of them.
	let done = -1;
	for (const [n, {need, competence, persons, everyone}] of (route?.steps ?? []).entries()) {
		const own = approvals.filter(({step}) => step === n);
		const by = new Set(own.map(({reviewer}) => reviewer));
		const missing = everyone ? persons!.filter(person => !by.has(person)) : [];
		claim(by.size >= need && missing.length === 0, `enough approvals for step ${n}`);
		claim(
			own.every(a => isTrained(a, competence)),
			'an expired competence approves nothing',
		);
		claim(
			route!.order === 'parallel' || own.every(approval => approvals.indexOf(approval) > done),
			'a step waits for the one before it',
		);
		done = Math.max(done, ...own.map(approval => approvals.indexOf(approval)));
	}
	const all = approvals.map(({reviewer}) => reviewer);
	claim(route === null || new Set(all).size === all.length, 'nobody is two of the persons asked for');
	claim(!all.some(person => authors.includes(person)), 'I2 no author in any step');
}

function isTrained({reviewer, at}: Approval, competence: string | null): boolean {
	const {competences = []} = actor({left: []}, reviewer);
	return competence === null || competences.some(({name, until}) => name === competence && at < until);
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
