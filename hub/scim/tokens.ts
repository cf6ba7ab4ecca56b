/** The bearer tokens with which the company's directory speaks to us: made in the console, shown once, ended there. */
import type {Two} from '../company/change.ts';
import type {Deps} from '../deps.ts';
import {hashOf} from '../identity/organisation.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

export interface NewToken {
	id: string;
	/** Shown once; kept as SHA-256. */
	token: string;
}

/** Worth nothing before it is activated. */
export async function makeToken(trx: Transaction, deps: Deps, by: string, label: string): Promise<NewToken> {
	const id = deps.id();
	const token = `cs_scim_${deps.secret()}`;
	const row = {id, hash: hashOf(token), label, state: 'waiting' as const, by, at: deps.now(), used_at: null};
	await trx.insertInto('scim_tokens').values(row).execute();
	return {id, token};
}

export async function activateToken(trx: Transaction, deps: Deps, two: Two, id: string): Promise<void> {
	const {numUpdatedRows} = await trx
		.updateTable('scim_tokens')
		.set({state: 'active'})
		.where('id', '=', id)
		.where('state', '=', 'waiting')
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused(409, 'moved-on', 'This token was ended meanwhile.');
	await journal(trx, deps, {type: 'scim.token', by: two.by, body: {token: id, approvedBy: two.approvedBy}});
}

export async function endToken(trx: Transaction, deps: Deps, by: string, id: string): Promise<void> {
	const {numUpdatedRows} = await trx
		.updateTable('scim_tokens')
		.set({state: 'ended'})
		.where('id', '=', id)
		.where('state', '<>', 'ended')
		.executeTakeFirst();
	if (numUpdatedRows === 1n) await journal(trx, deps, {type: 'scim.token-ended', by, body: {token: id}});
}

/** The token of this request's header, if it is in use. */
export async function findToken(db: Reader, authorization: string): Promise<string | undefined> {
	const [, token] = /^Bearer (\S{1,200})$/i.exec(authorization) ?? [];
	if (!token) return;
	const row = await db
		.selectFrom('scim_tokens')
		.select('id')
		.where('hash', '=', hashOf(token))
		.where('state', '=', 'active')
		.executeTakeFirst();
	return row?.id;
}
