import {signerOf} from '#lib/api/approval.ts';
import type {EventOf} from '#lib/core/review/event.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {findDevice} from '../identity/devices.ts';
import {organisationOf} from '../identity/organisation.ts';
import {sign} from '../keys.ts';
import type {Reader, Transaction} from '../store/schema.ts';

/** The hub's countersignature, with all that the author's device needs to believe it without believing the hub. */
export async function mintToken(
	trx: Transaction,
	{keys}: Pick<Deps, 'keys'>,
	hold: Hold,
	{release}: EventOf<'released'>,
): Promise<string> {
	const approvals: {statement: string; certificate: string}[] = [];
	for (const {statement} of hold.approvals) {
		const device = (await findDevice(trx, signerOf(statement) ?? ''))!;
		approvals.push({statement, certificate: device.certificate});
	}
	const token = await sign(keys.hub, 'countersign-release', {
		typ: 'countersign-release',
		iss: (await organisationOf(trx))!.id,
		aud: release.device,
		hold: hold.id,
		version: hold.version,
		digest: hold.submission.digest,
		approvals,
		jti: release.id,
		iat: Math.floor(release.at / 1000),
		exp: Math.floor(release.expiresAt / 1000),
	});
	const {id, device, at} = release;
	await trx.insertInto('releases').values({id, hold: hold.id, device, token, at}).execute();
	return token;
}

/** The token that this device was given for this hold, while it is good. */
export async function tokenFor(
	db: Reader,
	hold: Hold,
	{device}: Caller,
	now: number,
): Promise<string | undefined> {
	if (hold.state !== 'released' || !hold.release) return;
	if (hold.release.device !== device || now >= hold.release.expiresAt) return;
	const row = await db.selectFrom('releases').select('token').where('hold', '=', hold.id).executeTakeFirst();
	return row?.token;
}
