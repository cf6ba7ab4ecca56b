/**
 * The last word before something goes out. The page is not trusted: digest, rules and account are judged again here,
 * and the answer is `ok` only after the record is durable (write-ahead).
 */
import type {Account, HoldView} from '#lib/api/contract.ts';
import {verifyReleaseToken} from '#lib/api/verify-release.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {ReleaseError} from '#lib/core/identity/release.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {mayGoUnseen} from '#lib/core/policy/unseen.ts';
import {verdictFor} from '#lib/core/policy/verdict.ts';
import {demandedBy} from '#lib/core/review/expected.ts';
import {stopOf} from '#lib/core/review/stop.ts';
import type {Outcome, Refused, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import {checkDraft} from './check.ts';
import {lacksMedia} from './media.ts';
import {append} from './outbox.ts';
import {notEnrolled, outcomeOf, refused} from './outcome.ts';
import {policyNow} from './policy.ts';
import type {Ports, ReleaseRow, StoredPolicy} from './ports.ts';
import {hubNow, type Session, sessionOf} from './session.ts';

interface Allowed {
	session: Session;
	account: Account;
	policy: StoredPolicy;
}

export function release(ports: Ports, request: ReleaseRequest): Promise<Outcome<{release: string}>> {
	return outcomeOf(async () => {
		const allowed = await allowedToSend(ports, request);
		if ('ok' in allowed) return allowed;
		const permitted = request.hold
			? await approvedRelease(ports, allowed, request, request.hold)
			: await cleanRelease(ports, allowed, request);
		if (!permitted.ok) return permitted;
		return writeAhead(ports, allowed, request, permitted.id);
	});
}

/** What every release needs, approved or not. */
async function allowedToSend(ports: Ports, request: ReleaseRequest): Promise<Allowed | Refused> {
	const session = await sessionOf(ports);
	if (!session) return notEnrolled;
	const account = await accountOf(ports, request.draft);
	if (!account)
		return refused('unknown-account', 'This account is not in the company’s register. Nothing was posted.');
	if (account.gate === 'managed' && ports.gate() !== 'managed')
		return refused('gate', 'This account can only post from a browser that your company manages.');
	if (digestOf(request.draft) !== request.digest)
		return refused('different', 'Different from what was checked. Nothing was posted.');
	const stopped = await stoppedFor(ports, session, account, request.draft);
	if (stopped) return stopped;
	const {policy, note} = await policyNow(ports);
	if (!policy) return refused('no-policy', note);
	// Write-ahead holds for its files too.
	const lacking = await lacksMedia(ports, request.draft);
	if (lacking) return lacking;
	return {session, account, policy};
}

/** What needs nobody never asks the hub, so the order is obeyed here too. */
async function stoppedFor(
	ports: Ports,
	{enrolled}: Session,
	{site, id, location}: Account,
	{operation}: Draft,
): Promise<Refused | undefined> {
	const posting = {person: enrolled.person.id, site, account: id, location, operation};
	const stop = stopOf((await ports.stores.get('stops')) ?? [], posting, await hubNow(ports));
	return stop && refused('stopped', `Posting is stopped – ${stop.by.name}: “${stop.reason}”`);
}

async function accountOf(ports: Ports, draft: Pick<Draft, 'site' | 'account'>): Promise<Account | undefined> {
	const accounts = await ports.stores.get('accounts');
	return accounts?.find(({site, id}) => site === draft.site && id === draft.account);
}

type Permitted = {ok: true; id: string} | Refused;

/** Needs nobody: only if the rules say so here too, and the page found nothing more. */
async function cleanRelease(
	ports: Ports,
	{account, policy}: Allowed,
	request: ReleaseRequest,
): Promise<Permitted> {
	if (request.policy !== policy.meta.digest)
		return refused('other-policy', 'The rules changed. Check again, then post.');
	if (!mayGoUnseen(account.blind, request.draft.unknown))
		return refused('unknown-content', 'Part of this can’t be read, so it needs a second person.');
	const findings = [...(await checkDraft(ports, policy, account, request)), ...request.findings];
	const verdict = verdictFor(policy.workflow, {draft: request.draft, findings, location: account.location});
	if (verdict === 'block') return refused('block', 'This needs a change before it can be posted.');
	if (verdict === 'hold') return refused('hold', 'This needs a second person before it can be posted.');
	return {ok: true, id: ports.newId()};
}

/** Approved: the hub gives one token for it, and both signatures are verified here. */
async function approvedRelease(
	ports: Ports,
	{session, policy}: Allowed,
	request: ReleaseRequest,
	id: string,
): Promise<Permitted> {
	const {hold, token} = await session.hub.call(
		'command',
		{type: 'release', digest: request.digest, gate: ports.gate()},
		{id},
	);
	if (!token) return refused('not-released', 'The hub did not release this. Nothing was posted.');
	const claims = await verified(ports, session, {hold, policy}, token, request);
	if (!claims)
		return refused('bad-token', 'The approval does not verify. Nothing was posted. Tell your admin.');
	return {ok: true, id: claims.jti};
}

async function verified(
	ports: Ports,
	{enrolled}: Session,
	{hold, policy}: {hold: HoldView; policy: StoredPolicy},
	token: string,
	request: ReleaseRequest,
) {
	const expected = {
		organisation: enrolled.organisation.id,
		me: {person: enrolled.person.id, device: enrolled.device},
		hold: {id: hold.id, version: hold.version, policy: hold.policy, expiresAt: hold.expiresAt},
		location: hold.location,
		draft: request.draft,
		digest: request.digest,
		// By the signed rules, not by the hub's word
		...demandedBy(policy.workflow, {
			...request,
			location: hold.location,
			findings: hold.findings as Finding[],
		}),
		now: await hubNow(ports),
	};
	try {
		return await verifyReleaseToken(token, enrolled.keys, expected);
	} catch (error) {
		ports.around.report(error instanceof ReleaseError ? error.code : 'a release token is malformed', error);
		return;
	}
}

async function writeAhead(
	ports: Ports,
	{session, policy}: Allowed,
	request: ReleaseRequest,
	id: string,
): Promise<Outcome<{release: string}>> {
	const {draft, digest, findings, url, hold} = request;
	const row: ReleaseRow = {
		id,
		hold: hold ?? null,
		site: draft.site,
		account: draft.account,
		digest,
		at: ports.now(),
		state: 'open',
		tell: null,
	};
	const body = {
		release: id,
		...(hold === undefined ? {} : {hold}),
		draft,
		digest,
		policy: policy.meta.digest,
		findings,
		gate: ports.gate(),
		url,
		authorPerson: session.enrolled.person.id,
		account: draft.account,
	};
	const record = {kind: 'interaction.releasing', body, summary: summaryOf(draft)} as const;
	// A token is for one attempt: whoever asks again, or in two tabs at once, gets no second post.
	if (await ports.stores.release(id)) return used;
	try {
		await append(ports, session.enrolled, record, row);
	} catch (error) {
		if (await ports.stores.release(id)) return used;
		throw error;
	}
	return {ok: true, release: id};
}

const used = refused('used', 'This approval was used already.');

const summaryLength = 80;

function summaryOf({operation, text}: Draft): string {
	const line = text.replace(/\s+/g, ' ').trim();
	const cut = line.length > summaryLength ? `${line.slice(0, summaryLength).trimEnd()}…` : line;
	return cut ? `Let go: ${operation} “${cut}”` : `Let go: ${operation}`;
}
