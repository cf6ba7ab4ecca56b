/** The complaint log: each customer's message once, with a number, a clock and everything that became of it. */
import type * as z from 'zod';
import type {complaintEndpoints} from '#lib/api/contract/complaints.ts';
import {complaintId, finalBy, type Step} from '#lib/core/complaint/complaint.ts';
import {promisedBy} from '#lib/core/complaint/promise.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {wallClock} from '#lib/core/told/quiet.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findAccount} from '../identity/accounts.ts';
import {journal} from '../journal.ts';
import {Refused, refusedBy} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {settingsOf} from '../told/settings.ts';
import {mayLog, rowAt} from './read.ts';
import type {ComplaintTables} from './tables.ts';

type Row = ComplaintTables['complaints'];
type Written = z.output<typeof complaintEndpoints.logComplaint.request>;

/** By a person who has just confirmed it. The number, the clock and the entry of the archive come together. */
export async function logComplaint(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	written: Written,
): Promise<string> {
	const now = deps.now();
	const caller = await admit(trx, asking, now);
	const {site, target, url, words, about, receivedAt} = written;
	const account = await findAccount(trx, site, written.account);
	if (!account) throw refusedBy('account-unknown');
	const {id: accountId, location} = account;
	if (!mayLog(caller.roles, location))
		throw new Refused(403, 'not-an-author', 'You do not write for this account.');
	const known = await rowAt(trx, written);
	if (known) return known.id;
	if (receivedAt > now) throw new Refused(400, 'malformed', 'It cannot have come after now.');
	const number = await nextNumber(trx, now);
	const clock = {promised_by: promisedBy(now, number.zone), final_by: finalBy(receivedAt)};
	const {index} = await journal(trx, deps, {
		...{type: 'complaint.logged', by: caller.person, site, account: accountId},
		body: {complaint: number.id, target, url, words, about, receivedAt, finalBy: clock.final_by},
	});
	const {zone: _, ...numbered} = number;
	const place = {site, account: accountId, target, location, url};
	const said = {about, text_seq: index, received_at: receivedAt, logged_at: now, by: caller.person};
	const open = {owner: null, answered_at: null, hide: null, closed_at: null};
	const row: Row = {...numbered, ...place, ...said, ...clock, ...open};
	await trx.insertInto('complaints').values(row).execute();
	await tellOf(trx, deps, row);
	return row.id;
}

/** The year is that of the company's calendar. */
async function nextNumber(trx: Transaction, now: number) {
	const {zone} = await settingsOf(trx);
	const year = Number(wallClock(zone, now).date.slice(0, 4));
	const last = await trx
		.selectFrom('complaints')
		.select(({fn}) => fn.max('n').as('n'))
		.where('year', '=', year)
		.executeTakeFirst();
	const n = (last?.n ?? 0) + 1;
	return {year, n, id: complaintId(year, n), zone};
}

/** Whoever logged it may say what happens in the thread; what is done about it is for the people of the place. */
const ofAuthor: ReadonlySet<Step> = new Set(['answered', 'hide']);

export async function stepComplaint(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	id: string,
	{step, note}: {step: Step; note: string},
): Promise<void> {
	const now = deps.now();
	const caller = await admit(trx, asking, now);
	const row = await trx.selectFrom('complaints').selectAll().where('id', '=', id).executeTakeFirst();
	const isSeenTo =
		row && (['reviewer', 'admin'] as const).some(role => hasRole(caller.roles, role, row.location));
	const isWriter = row && ofAuthor.has(step) && mayLog(caller.roles, row.location);
	if (!row || !(isSeenTo || isWriter))
		throw new Refused(404, 'unknown-complaint', 'There is no such complaint.');
	const change = changeBy(row, step, caller.person, now);
	if (change === undefined) return;
	await trx.updateTable('complaints').set(change).where('id', '=', id).execute();
	const {site, account} = row;
	const body = {complaint: id, step, note};
	await journal(trx, deps, {type: `complaint.${step}`, by: caller.person, site, account, body});
	await tellOf(trx, deps, row);
}

/** Nothing where it is so already. */
function changeBy(row: Row, step: Step, person: string, now: number): Partial<Row> | undefined {
	if (row.closed_at !== null) throw new Refused(409, 'closed', 'This complaint is closed.');
	switch (step) {
		case 'answered':
			return row.answered_at === null ? {answered_at: now} : undefined;
		case 'taken':
			return row.owner === person ? undefined : {owner: person};
		case 'hide':
			return row.hide === null ? {hide: 'asked'} : undefined;
		case 'hidden':
		case 'shown':
			return row.hide === step ? undefined : {hide: step};
		case 'closed':
			return {closed_at: now};
	}
}

async function tellOf(trx: Transaction, deps: Deps, {by, location}: Row): Promise<void> {
	await tell(trx, deps, {to: 'some', persons: [by], location}, {type: 'complaint'});
}
