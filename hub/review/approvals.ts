/** Statements: who signed them, whether they still stand, and that each is used once. */
import {signerOf, verifyApproval} from '#lib/api/approval.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {EventOf} from '#lib/core/review/event.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import type {DeviceCaller} from '../http/authenticate.ts';
import {findDevice} from '../identity/devices.ts';
import {rolesOf} from '../identity/people.ts';
import {refusedBy} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

/** The claims of a statement, which must be by the very device that sends it. */
export async function statementBy(caller: Pick<DeviceCaller, 'device' | 'key'>, statement: string) {
	if (signerOf(statement) !== caller.device) throw refusedBy('wrong-statement');
	try {
		return await verifyApproval(statement, caller.key);
	} catch {
		throw refusedBy('wrong-statement');
	}
}

/** Does the approver still review here, and is the device that signed still his? */
export async function stands(
	db: Reader,
	reviewer: string,
	statement: string,
	location: string,
): Promise<boolean> {
	if (!hasRole(await rolesOf(db, reviewer), 'reviewer', location)) return false;
	const device = await findDevice(db, signerOf(statement) ?? '');
	return device?.person === reviewer && device.revokedAt === null;
}

/** The database's own four eyes: one row for each author, and none can name the reviewer. */
export async function consume(trx: Transaction, hold: Hold, {approval}: EventOf<'approved'>): Promise<void> {
	const {jti, reviewer} = approval;
	const rows = hold.authors.map(author => ({jti, hold: hold.id, version: hold.version, reviewer, author}));
	await trx.insertInto('approvals').values(rows).execute();
}
