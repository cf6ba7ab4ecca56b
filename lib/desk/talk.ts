/** Suggested wording and questions, of both sides. What the wording touches is weighed here for the screen, and by the hub for good. */
import {signApproval} from '#lib/api/approval.ts';
import type {HoldCommand, HoldView} from '#lib/api/contract.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {surroundingsOf, withText} from '#lib/core/review/suggestion.ts';
import {type Touch, touchesOf} from '#lib/core/review/touches.ts';
import type {Span} from '#lib/core/review/word-changes.ts';
import type {AuthorHold, Outcome} from '#lib/messaging/catalogue.ts';
import {checkDraft} from './check.ts';
import {remember} from './holds.ts';
import {notEnrolled, outcomeOf, refused} from './outcome.ts';
import {policyNow} from './policy.ts';
import type {Ports} from './ports.ts';
import {hubNow, type Session, sessionOf} from './session.ts';

type OneHold = Outcome<{hold: AuthorHold}>;

/** What this wording touches, by the rules that this browser holds. Nothing is sent anywhere. */
export function weigh(
	ports: Ports,
	{hold, text}: {hold: string; text: string},
): Promise<Outcome<{touches: readonly Touch[]}>> {
	return outcomeOf(async () => {
		const row = await ports.stores.hold(hold);
		if (!row) return refused('unknown-hold', 'This is not here any more.');
		const touches = await touchesIn(ports, row.view, text);
		return touches ? {ok: true, touches} : refused('no-policy', 'The rules have not arrived yet.');
	});
}

async function touchesIn(ports: Ports, view: HoldView, text: string): Promise<Touch[] | undefined> {
	const {policy} = await policyNow(ports);
	if (!policy) return;
	const draft = view.draft as Draft;
	const {inReplyTo} = view.context;
	const check = (changed: Draft) =>
		checkDraft(ports, policy, view.account, {draft: changed, ...(inReplyTo !== undefined && {inReplyTo})});
	const [before, after] = [await check(draft), await check(withText(draft, text))];
	const {name} = view.account;
	const near = surroundingsOf(
		policy.company,
		{name, location: view.location},
		policy.workflow.plainWords ?? [],
	);
	return touchesOf({text: draft.text, findings: before}, {text, findings: after}, near);
}

/** Signed in advance only if it touches nothing: else the reviewer would sign words of his own. */
export function suggest(
	ports: Ports,
	{hold, version, text, note}: {hold: string; version: number; text: string; note: string},
): Promise<OneHold> {
	return withSession(ports, async session => {
		const view = await session.hub.call('hold', undefined, {id: hold});
		if (view.version !== version)
			return refused('changed', 'This changed while you were looking at it. Look again.');
		if (digestOf(view.draft as Draft) !== view.digest)
			return refused('digest-wrong', 'The fingerprint does not belong to this draft. Tell your admin.');
		const touches = await touchesIn(ports, view, text);
		const next = ports.newId();
		const statement = touches?.length === 0 ? {statement: await sign(ports, session, view, next, text)} : {};
		return say(ports, session, hold, {type: 'suggest', version, next, text, note, ...statement});
	});
}

async function sign(
	ports: Ports,
	{enrolled}: Session,
	view: HoldView,
	next: string,
	text: string,
): Promise<string> {
	const draft = withText(view.draft as Draft, text);
	const what = {...view, id: next, version: view.version + 1, draft, digest: digestOf(draft)};
	const claims = approvalClaims(what, enrolled.person.id, await hubNow(ports), ports.newId());
	return signApproval(enrolled.key, enrolled.device, claims);
}

export function ask(
	ports: Ports,
	{hold, ...question}: {hold: string; version: number; text: string; span: Span | null},
): Promise<OneHold> {
	const what = {type: 'ask', id: ports.newId(), ...question} as const;
	return withSession(ports, session => say(ports, session, hold, what));
}

/** The reply is the hold that the draft has become, with the reviewer's approval if that was all it needed. */
export function accept(ports: Ports, {hold, digest}: {hold: string; digest: string}): Promise<OneHold> {
	return withSession(ports, async session => {
		const outcome = await say(ports, session, hold, {type: 'accept', digest});
		if (outcome.ok) await ports.stores.putSubmission({digest, hold: outcome.hold.id});
		return outcome;
	});
}

export function decline(ports: Ports, hold: string): Promise<OneHold> {
	return withSession(ports, session => say(ports, session, hold, {type: 'decline'}));
}

export function answer(
	ports: Ports,
	{hold, question, text}: {hold: string; question: string; text: string},
): Promise<OneHold> {
	return withSession(ports, session => say(ports, session, hold, {type: 'answer', question, text}));
}

async function say(ports: Ports, session: Session, id: string, what: HoldCommand): Promise<OneHold> {
	const said = async () => (await session.hub.call('command', what as never, {id})).hold;
	return {ok: true, hold: await remember(ports, session, said)};
}

function withSession(ports: Ports, work: (session: Session) => Promise<OneHold>): Promise<OneHold> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		return session ? work(session) : notEnrolled;
	});
}
