/** Ready-approved replies in the background: believed only with both signatures, and matched again before one goes out. */
import {verifyReadyList} from '#lib/api/ready.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {isSettled, matchReady} from '#lib/core/ready/match.ts';
import {isReadyAt} from '#lib/core/ready/reply.ts';
import {demandedBy} from '#lib/core/review/expected.ts';
import type {Outcome, ReadyKnown, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import type {Allowed, Permitted} from './approved-release.ts';
import {checkDraft} from './check.ts';
import {refused} from './outcome.ts';
import {policyNow} from './policy.ts';
import type {Ports} from './ports.ts';
import {hubNow, type Session} from './session.ts';

/** Asks for the replies in use. A list that is not proven leaves the one before in force until its hour is over. */
export async function syncReady(ports: Ports, {hub, enrolled}: Session): Promise<void> {
	const {list} = await hub.call('ready');
	const expected = {organisation: enrolled.organisation.id, now: await hubNow(ports)};
	const leftOut = (id: string, why: unknown) => ports.around.report(`the ready reply ${id}`, why);
	const proven = await verifyReadyList(list, enrolled.keys, expected, leftOut);
	const before = await ports.stores.get('ready');
	await ports.stores.set('ready', proven);
	if (JSON.stringify(before?.replies) !== JSON.stringify(proven.replies))
		ports.around.broadcast('state:changed', {what: 'ready'});
}

/** What an account's page may offer and let go now. */
export async function readyFor(
	ports: Ports,
	{site, account: id}: {site: SiteId; account: string},
): Promise<Outcome<{ready: ReadyKnown}>> {
	const known = await ports.stores.get('ready');
	const accounts = (await ports.stores.get('accounts')) ?? [];
	const account = accounts.find(one => one.site === site && one.id === id);
	const enrolled = await ports.stores.get('enrolled');
	const {policy, note} = await policyNow(ports);
	if (!known || !account || !enrolled || !policy) return refused('no-replies', note);
	const now = await hubNow(ports);
	const replies = known.replies.filter(
		({reply}) => isReadyAt(reply, now) && (reply.accounts?.includes(`${site}:${id}`) ?? true),
	);
	const {phones} = policy.company;
	const ready = {until: known.until, replies, person: enrolled.person.name, phones, offset: offsetAt(now)};
	return {ok: true, ready};
}

/** Word for word, in force at this moment, and nothing found that the approver did not know of. */
export async function readyRelease(
	ports: Ports,
	{session, account, policy}: Allowed,
	request: ReleaseRequest,
	named: NonNullable<ReleaseRequest['ready']>,
): Promise<Permitted> {
	if (request.policy !== policy.meta.digest)
		return refused('other-policy', 'The rules changed. Check again, then post.');
	const now = await hubNow(ports);
	const list = await ports.stores.get('ready');
	const proven =
		list && now < list.until
			? list.replies.find(({reply}) => reply.id === named.reply && reply.version === named.version)
			: undefined;
	if (!proven) return refused('hold', 'This ready reply is not in use any more.');
	const {draft} = request;
	const offset = offsetAt(now);
	const {name: person} = session.enrolled.person;
	const {location} = account;
	const facts = {now, offset, person, phones: policy.company.phones, location};
	const match = matchReady(proven.reply, draft, facts);
	const findings = [...(await checkDraft(ports, policy, account, request)), ...request.findings];
	const {needed} = demandedBy(policy.workflow, {draft, findings, location});
	if (!match || needed > 1 || !isSettled(proven.reply, match, findings))
		return refused('hold', 'This needs a second person before it can be posted.');
	const {digest, approval, writer, approver} = proven;
	const ready = {...named, digest, approval, writer: writer.id, approver: approver.id, offset};
	return {ok: true, id: ports.newId(), ready};
}

/** Minutes east of UTC on this machine. */
function offsetAt(now: number): number {
	return -new Date(now).getTimezoneOffset();
}
