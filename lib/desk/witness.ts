/** Small records about guarding itself: what was stopped, what could not be seen, and that guarding goes on. */
import type {Draft} from '#lib/core/draft.ts';
import type {ContentMessages, Outcome} from '#lib/messaging/catalogue.ts';
import {append, fitsRecord} from './outbox.ts';
import {notEnrolled, refused} from './outcome.ts';
import {policyNow} from './policy.ts';
import type {Enrolled, Ports, ReleaseRow} from './ports.ts';
import type {Witnessed} from './wire/wire-events.ts';

type Blocked = ContentMessages['gate:blocked']['request'];
type Blind = ContentMessages['page:blind']['request'];

/** Milliseconds between two records of the same thing: a page that tries in a loop must not fill the archive. */
const pause = 60_000;
/** The hub's search knows it by these words. */
const unseen = 'cannot see this page';
const heartbeatEvery = 60 * 60_000;

/** What was recorded last, in this run of the background. Lost when it dies: then there is one record more. */
export type Recent = Map<string, number>;

export async function recordBlocked(
	ports: Ports,
	recent: Recent,
	{by, ...what}: Blocked,
): Promise<Outcome<object>> {
	if (by !== 'leaving')
		return observed(ports, recent, {...what, lock: by, reason: 'not released'}, `Stopped: ${what.operation}`);
	const body = {...what, lock: 'page' as const, reason: 'its page was closed first'};
	const outcome = await observed(ports, recent, body, `Page closed first: ${what.operation}`);
	if (outcome.ok) ports.around.notify({id: `closed:${what.account}`, ...closedWords});
	return outcome;
}

export function recordBlind(
	ports: Ports,
	recent: Recent,
	{site, account, what}: Blind,
): Promise<Outcome<object>> {
	const body = {site, account, operation: what, lock: 'witness' as const, reason: unseen};
	return observed(ports, recent, body, `Could not see: ${what}`);
}

/** Seen on the wire without a release: stopped there, or gone. The person is told, because no page will say it. */
export async function recordWitnessed(
	ports: Ports,
	recent: Recent,
	seen: Witnessed,
): Promise<Outcome<object>> {
	const {account, operation, lock, digest} = seen;
	if (account === null) return refused('unknown-account', 'No account to record this for.');
	const {site, reason, draft, tab} = seen;
	const isWhole = draft !== null && fitsRecord(draft);
	const content = {...(digest === null ? {} : {digest}), ...(isWhole && {draft})};
	const body = {site, account, operation, lock, reason, ...content};
	const left = lock === 'witness';
	const outcome = await observed(
		ports,
		recent,
		body,
		`${left ? 'Left unreleased' : 'Stopped'}: ${operation}`,
	);
	if (!outcome.ok) return outcome;
	ports.around.notify({id: `wire:${lock}:${account}`, ...(left ? leftWords : stoppedWords)});
	ports.around.broadcast('gate:witnessed', {site, account, left, tab});
	return outcome;
}

/** The page says that it was posted, and no request was seen to leave with its release: one of the two is wrong. */
export async function recordUnseen(
	ports: Ports,
	recent: Recent,
	{site, account, digest}: Pick<ReleaseRow, 'site' | 'account' | 'digest'>,
): Promise<Outcome<object>> {
	const reason = 'reported as posted, but its request was not seen to leave';
	const body = {site, account, operation: 'unknown', lock: 'witness' as const, reason, digest};
	return observed(ports, recent, body, 'Reported as posted, but not seen to leave');
}

const closedWords = {
	title: 'A post did not go out',
	message:
		'Its page was closed before the site had sent it. Nothing was posted. If it was approved, it still is: write it again and post it.',
};
const stoppedWords = {
	title: 'Countersign stopped a post',
	message:
		'The page tried to post past its own Post button. Nothing was posted. Reload the page and try again.',
};
const leftWords = {
	title: 'Something was posted without a release',
	message: 'It went past Countersign. It is recorded, and your company’s admins can see it.',
};

type Observed = {
	site: Blocked['site'];
	account: string;
	operation: string;
	lock: 'gesture' | 'page' | Witnessed['lock'];
	reason: string;
	digest?: string;
	/** What left without a release is in the archive all the same. */
	draft?: Draft;
};

async function observed(
	ports: Ports,
	recent: Recent,
	body: Observed,
	summary: string,
): Promise<Outcome<object>> {
	const enrolled = await ports.stores.get('enrolled');
	if (!enrolled) return notEnrolled;
	const accounts = (await ports.stores.get('accounts')) ?? [];
	// Any other account is nobody's business: not even its number is written down.
	if (!accounts.some(({site, id}) => site === body.site && id === body.account))
		return refused('unknown-account', 'Not a company account. Nothing was recorded.');
	const key = JSON.stringify([body.account, body.operation, body.lock]);
	// What left is counted one by one, what was stopped is not.
	const isRepeated = body.lock !== 'witness' || body.reason === unseen;
	if (isRepeated && ports.now() - (recent.get(key) ?? Number.NEGATIVE_INFINITY) < pause) return {ok: true};
	recent.set(key, ports.now());
	await append(ports, enrolled, {kind: 'gate.blocked', body, summary});
	return {ok: true};
}

/**
 * Silence is an alarm at the hub, so this browser says once an hour that it guards, and how; and at once when it has other
 * rules than it said: that is how an admin sees them arrive.
 */
export async function heartbeat(ports: Ports, enrolled: Enrolled): Promise<boolean> {
	const last = (await ports.stores.get('heartbeatAt')) ?? Number.NEGATIVE_INFINITY;
	const policy = (await policyNow(ports)).policy?.meta.digest ?? null;
	const isSaid = (await ports.stores.get('toldRules')) === (policy ?? '');
	if (isSaid && ports.now() - last < heartbeatEvery && ports.now() >= last) return false;
	const accounts = (await ports.stores.get('accounts')) ?? [];
	const body = {
		gate: ports.gate(),
		extension: ports.version,
		browser: ports.browser,
		policy,
		accounts: accounts.map(({site, id}) => `${site}:${id}`),
		waiting: (await ports.stores.countRecords()).waiting,
	};
	await append(ports, enrolled, {kind: 'heartbeat', body, summary: `Guarding, ${body.gate}`});
	await ports.stores.set('heartbeatAt', ports.now());
	await ports.stores.set('toldRules', policy ?? '');
	return true;
}
