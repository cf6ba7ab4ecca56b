/**
 * The last word before something goes out. The page is not trusted: digest, rules and account are judged again here,
 * and the answer is `ok` only after the record is durable (write-ahead).
 */
import type {Account} from '#lib/api/contract.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {mayGoUnseen} from '#lib/core/policy/unseen.ts';
import {verdictFor} from '#lib/core/policy/verdict.ts';
import {stopOf} from '#lib/core/review/stop.ts';
import type {Refused, Released, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import {type Allowed, type Permitted, releasedByHub} from './approved-release.ts';
import {checkDraft} from './check.ts';
import {lacksMedia} from './media.ts';
import {append, fitsRecord} from './outbox.ts';
import {notEnrolled, outcomeOf, refused} from './outcome.ts';
import {partRelease} from './part-release.ts';
import {policyNow} from './policy.ts';
import type {Ports, ReleaseRow} from './ports.ts';
import {readyRelease} from './ready.ts';
import {hubNow, type Session, sessionOf} from './session.ts';
import {takeUp} from './unused-release.ts';

export function release(ports: Ports, request: ReleaseRequest): Promise<Released> {
	return outcomeOf(async () => {
		const allowed = await allowedToSend(ports, request);
		if ('ok' in allowed) return allowed;
		const permitted = await permission(ports, allowed, request);
		if (!permitted.ok) return permitted;
		const {id, again} = permitted;
		if (again !== undefined) return {ok: true, release: id, attempt: again};
		return writeAhead(ports, allowed, request, permitted);
	});
}

async function permission(ports: Ports, allowed: Allowed, request: ReleaseRequest): Promise<Permitted> {
	const {hold, part, ready} = request;
	if (ready) return readyRelease(ports, allowed, request, ready);
	if (hold === undefined) return cleanRelease(ports, allowed, request);
	if (part) return partRelease(ports, allowed, request, {hold, ...part});
	const unused = await takeUp(ports, allowed, request, hold);
	return unused ?? releasedByHub(ports, allowed, request, hold);
}

/** What every release needs, approved or not. */
async function allowedToSend(ports: Ports, request: ReleaseRequest): Promise<Allowed | Refused> {
	const session = await sessionOf(ports);
	if (!session) return notEnrolled;
	const account = await accountOf(ports, request.draft);
	if (!account)
		return refused('unknown-account', 'This account is not in the company’s register. Nothing was posted.');
	if (account.users && !account.users.includes(session.enrolled.person.id))
		return refused('not-an-author', 'You are not among the people who post from this account.');
	if (account.gate === 'managed' && ports.gate() !== 'managed')
		return refused('gate', 'This account can only post from a browser that your company manages.');
	if (digestOf(request.draft) !== request.digest)
		return refused('different', 'Different from what was checked. Nothing was posted.');
	if (!fitsRecord({draft: request.draft, findings: request.findings}))
		return refused('too-long', 'This is too long to be recorded. Make it shorter, then post.');
	const stopped = await stoppedFor(ports, session, account, request);
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
	{draft: {operation}, ready}: ReleaseRequest,
): Promise<Refused | undefined> {
	const posting = {person: enrolled.person.id, site, account: id, location, operation, ready: ready?.reply};
	const stop = stopOf((await ports.stores.get('stops')) ?? [], posting, await hubNow(ports));
	return stop && refused('stopped', `Posting is stopped – ${stop.by.name}: “${stop.reason}”`);
}

async function accountOf(ports: Ports, draft: Pick<Draft, 'site' | 'account'>): Promise<Account | undefined> {
	const accounts = await ports.stores.get('accounts');
	return accounts?.find(({site, id}) => site === draft.site && id === draft.account);
}

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

async function writeAhead(
	ports: Ports,
	{session, policy}: Allowed,
	request: ReleaseRequest,
	{id, token, ready}: Extract<Permitted, {ok: true}>,
): Promise<Released> {
	const {draft, digest, findings, url, hold, helped, part} = request;
	const row: ReleaseRow = {
		id,
		hold: hold ?? null,
		site: draft.site,
		account: draft.account,
		digest,
		at: ports.now(),
		state: 'open',
		tell: null,
		...(token !== undefined && (part ? {part: {token, siteId: ''}} : {token})),
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
		...(ready && {ready}),
		...(helped && {helped}),
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
	return {ok: true, release: id, attempt: 0};
}

const used = refused('used', 'This approval was used already.');

const summaryLength = 80;

function summaryOf({operation, text}: Draft): string {
	const line = text.replace(/\s+/g, ' ').trim();
	const cut = line.length > summaryLength ? `${line.slice(0, summaryLength).trimEnd()}…` : line;
	return cut ? `Let go: ${operation} “${cut}”` : `Let go: ${operation}`;
}
