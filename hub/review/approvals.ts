/** Statements: who signed them, whether they still stand, and that each is used once. */
import {signerOf, verifyApproval} from '#lib/api/approval.ts';
import type {EventOf} from '#lib/core/review/event.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import type {Candidate} from '#lib/core/review/steps.ts';
import type {DeviceCaller} from '../http/authenticate.ts';
import {findDevice} from '../identity/devices.ts';
import {rolesOf} from '../identity/people.ts';
import {refusedBy} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {isUniqueViolation} from '../store/violations.ts';
import {abilitiesOf} from './abilities.ts';

/** The claims of a statement, which must be by the very device that sends it. */
export async function statementBy(caller: Pick<DeviceCaller, 'device' | 'key'>, statement: string) {
	if (signerOf(statement) !== caller.device) throw refusedBy('wrong-statement');
	try {
		return await verifyApproval(statement, caller.key);
	} catch {
		throw refusedBy('wrong-statement');
	}
}

/** Whoever signed, as the hub knows that person now; `null` when the device that signed is not his any more. */
export async function standing(
	db: Reader,
	person: string,
	statement: string,
	now: number,
): Promise<Candidate | null> {
	const device = await findDevice(db, signerOf(statement) ?? '');
	if (device?.person !== person || device.revokedAt !== null) return null;
	return {person, roles: await rolesOf(db, person), ...(await abilitiesOf(db, person, now))};
}

/** The database's own four eyes: one row for each author, and none can name the reviewer. */
export async function consume(trx: Transaction, hold: Hold, {approval}: EventOf<'approved'>): Promise<void> {
	const {jti, reviewer} = approval;
	const rows = hold.authors.map(author => ({jti, hold: hold.id, version: hold.version, reviewer, author}));
	try {
		await trx.insertInto('approvals').values(rows).execute();
	} catch (error) {
		// Taken back, and handed in once more: each statement counts once, for ever
		throw isUniqueViolation(error) ? refusedBy('statement-used') : error;
	}
}
