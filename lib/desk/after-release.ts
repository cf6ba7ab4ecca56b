/** What became of a release: the site's answer, or none. */
import type {HoldCommand} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import type {FailedReport, Outcome, Refused, SentReport} from '#lib/messaging/catalogue.ts';
import {append} from './outbox.ts';
import {notEnrolled, refused} from './outcome.ts';
import type {Enrolled, Ports, RecordRow, ReleaseRow} from './ports.ts';
import {isKept} from './unused-release.ts';

/** Milliseconds without an answer after which a release is recorded as "unknown"; a late answer still counts. */
export const answerTime = 5 * 60_000;

type Recorded = {ok: true; row: RecordRow} | Refused;

/** Writes down that the site confirmed (or not) what was let go. The same report twice has one effect. */
export async function recordSent(ports: Ports, report: SentReport, site: SiteId): Promise<Recorded> {
	const found = await releaseOf(ports, report.release, site);
	if ('ok' in found) return found;
	const {enrolled, release} = found;
	if (release.state === 'sent') return alreadySent(ports, release);
	const {siteId, url, digest, observedBy = 'main'} = report;
	if (digest !== release.digest)
		ports.around.report('something else than the released draft went out', report);
	const body = {
		release: release.id,
		...(release.hold === null ? {} : {hold: release.hold}),
		site: release.site,
		account: release.account,
		siteId,
		url,
		digest,
		observedBy,
		confirmed: siteId !== '',
	};
	// The parts of a thread move their hold by their records alone, which come in order.
	const isAlone = release.hold !== null && !release.part;
	const tell: HoldCommand | null = isAlone ? {type: 'sent', release: release.id, siteId, url, digest} : null;
	const part = release.part && {part: {...release.part, siteId}};
	const summary = siteId === '' ? 'Sent; the site gave no number' : `Sent: ${url}`;
	const row = await append(
		ports,
		enrolled,
		{kind: 'interaction.sent', body, summary},
		{...release, ...part, state: 'sent', tell},
	);
	return {ok: true, row};
}

async function alreadySent(ports: Ports, release: ReleaseRow): Promise<Recorded> {
	const rows = await ports.stores.records(200);
	const row = rows.find(({kind, release: id}) => kind === 'interaction.sent' && id === release.id);
	return row ? {ok: true, row} : refused('sent-already', 'This was recorded as sent before.');
}

export async function recordFailed(
	ports: Ports,
	{release: id, reason, unsure}: FailedReport,
	site: SiteId,
): Promise<Outcome<object>> {
	const found = await releaseOf(ports, id, site);
	if ('ok' in found) return found;
	const {enrolled, release} = found;
	if (release.state === 'sent' || release.state === 'failed') return {ok: true};
	if (unsure) {
		if (release.state === 'open') await appendUnknown(ports, enrolled, release, reason);
		return {ok: true};
	}
	const tell: HoldCommand | null =
		release.hold === null || release.part ? null : {type: 'failed', release: release.id, reason};
	await appendFailed(ports, enrolled, {...release, state: 'failed', tell}, reason);
	return {ok: true};
}

/** Nothing has left, and nobody pressed again in time. */
const neverLeft = 'its page gave it up, and nobody pressed again';

/** A release whose outcome nobody reported (tab closed, browser killed) is never silent: it is recorded as unknown. */
export async function settleUnanswered(ports: Ports, enrolled: Enrolled): Promise<number> {
	const open = (await ports.stores.unsettledReleases()).filter(({state}) => state === 'open');
	const over = open.filter(row => row.unused && !isKept(row, ports.now()));
	for (const {id, site} of over) await recordFailed(ports, {release: id, reason: neverLeft}, site);
	const late = open.filter(({at, unused}) => !unused && ports.now() - at >= answerTime);
	for (const release of late) await appendUnknown(ports, enrolled, release, 'the answer was not seen');
	return late.length;
}

/** Its hold is not reported as failed, because it may be public: the hub keeps it as an open alarm. */
async function appendUnknown(
	ports: Ports,
	enrolled: Enrolled,
	release: ReleaseRow,
	reason: string,
): Promise<void> {
	await appendFailed(ports, enrolled, {...release, state: 'unknown'}, reason);
}

async function appendFailed(
	ports: Ports,
	enrolled: Enrolled,
	release: ReleaseRow,
	reason: string,
): Promise<void> {
	const {id, hold, site, account} = release;
	const isUnknown = release.state === 'unknown';
	const unsure = isUnknown ? {unsure: true as const} : {};
	const body = {release: id, ...(hold === null ? {} : {hold}), site, account, reason, ...unsure};
	const summary = isUnknown ? `Not known whether it was posted: ${reason}` : `Not posted: ${reason}`;
	await append(ports, enrolled, {kind: 'interaction.failed', body, summary}, release);
}

async function releaseOf(
	ports: Ports,
	id: string,
	site: SiteId,
): Promise<{enrolled: Enrolled; release: ReleaseRow} | Refused> {
	const enrolled = await ports.stores.get('enrolled');
	if (!enrolled) return notEnrolled;
	const release = await ports.stores.release(id);
	if (release?.site !== site) return refused('unknown-release', 'No such release in this browser.');
	return {enrolled, release};
}
