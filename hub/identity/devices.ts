import {calculateJwkThumbprint} from 'jose';
import {type Enrolment, type Person, type PublicKey, publicKeySchema} from '#lib/api/contract.ts';
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import {sign} from '../keys.ts';
import type {Database, Reader, Transaction} from '../store/schema.ts';
import {statement} from '../store/statement.ts';
import {organisationOf} from './organisation.ts';
import {findPerson} from './people.ts';

/** Milliseconds for which a certificate is good; a device asks for a new one in its second half. */
const certificateLife = 30 * 24 * 60 * 60_000;

export interface Device {
	id: string;
	person: string;
	key: PublicKey;
	certificate: string;
	certificateUntil: number;
	revokedAt: number | null;
}

const byId = statement<Database['devices']>('select * from devices where id = ?');

export async function findDevice(db: Reader, id: string): Promise<Device | undefined> {
	const [row] = await byId(db, id);
	return (
		row && {
			id: row.id,
			person: row.person,
			key: parsedKey(row.key),
			certificate: row.certificate,
			certificateUntil: row.certificate_until,
			revokedAt: row.revoked_at,
		}
	);
}

/** One object for each key: `jose` keeps what it made of a key by the object that it was given. */
const keys = new Map<string, PublicKey>();
const keysKept = 10_000;

function parsedKey(text: string): PublicKey {
	const known = keys.get(text);
	if (known) return known;
	if (keys.size >= keysKept) keys.clear();
	const key = publicKeySchema.parse(JSON.parse(text));
	keys.set(text, key);
	return key;
}

/** Makes this key a device of the person. */
export async function enrolDevice(
	trx: Transaction,
	{keys, now}: Pick<Deps, 'keys' | 'now'>,
	{person, key, label}: {person: Person; key: PublicKey; label: string},
): Promise<Enrolment> {
	const organisation = (await organisationOf(trx))!;
	const device = await calculateJwkThumbprint(key);
	const {certificate, until} = await certify(keys, organisation.id, person, {id: device, key}, now());
	await trx
		.insertInto('devices')
		.values({
			id: device,
			person: person.id,
			key: JSON.stringify(key),
			label,
			certificate,
			certificate_until: until,
			enrolled_at: now(),
			revoked_at: null,
		})
		.execute();
	return {device, person, organisation, keys: keys.public, certificate};
}

/** New certificates for all of a person's devices: after a change of roles the old ones would lie. */
export async function recertify(
	trx: Transaction,
	deps: Pick<Deps, 'keys' | 'now' | 'archive' | 'home'>,
	person: string,
): Promise<void> {
	const {keys, now} = deps;
	const organisation = (await organisationOf(trx))!;
	const owner = (await findPerson(trx, person))!;
	const devices = await trx
		.selectFrom('devices')
		.select(['id', 'key'])
		.where('person', '=', person)
		.where('revoked_at', 'is', null)
		.execute();
	for (const {id, key} of devices) {
		const parsed = publicKeySchema.parse(JSON.parse(key));
		const {certificate, until} = await certify(keys, organisation.id, owner, {id, key: parsed}, now());
		await trx
			.updateTable('devices')
			.set({certificate, certificate_until: until})
			.where('id', '=', id)
			.execute();
		await journal(trx, deps, {type: 'device.renewed', by: person, body: {device: id, certificate}});
	}
}

/** Is it in the second half of its life? */
export function isDueForRenewal({certificateUntil}: Device, now: number): boolean {
	return certificateUntil - now < certificateLife / 2;
}

async function certify(
	keys: Deps['keys'],
	organisation: string,
	person: Person,
	{id, key}: {id: string; key: PublicKey},
	now: number,
): Promise<{certificate: string; until: number}> {
	const until = now + certificateLife;
	const certificate = await sign(keys.directory, 'countersign-device', {
		typ: 'countersign-device',
		iss: organisation,
		person: person.id,
		name: person.name,
		device: id,
		key,
		roles: person.roles,
		iat: Math.floor(now / 1000),
		exp: Math.floor(until / 1000),
	});
	return {certificate, until};
}
