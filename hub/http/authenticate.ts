/** Who asks: a device that proves, on each request, that it holds the key it enrolled with. */
import type {FastifyInstance, FastifyRequest} from 'fastify';
import {eventsPath, type PublicKey} from '#lib/api/contract.ts';
import {deviceOf} from '#lib/api/proof.ts';
import type {Actor} from '#lib/core/review/command.ts';
import {assertSignedIn} from '../console/browser-door.ts';
import {sessionById} from '../console/sessions.ts';
import type {Deps} from '../deps.ts';
import {findDevice} from '../identity/devices.ts';
import {rolesOf} from '../identity/people.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {isUniqueViolation} from '../store/violations.ts';
import {proofLife, verifyProof} from './proof.ts';
import {spentProofs} from './spent-proofs.ts';

/** The person and device of this request, as the database knows them now. */
export interface DeviceCaller extends Actor {
	key: PublicKey;
	/** The proof's own id: taken once. */
	jti: string;
}

/** A person who is signed in to the console. Nothing that needs a key can be done so. */
export interface SessionCaller extends Actor {
	/** SHA-256 of the session's secret. */
	session: string;
}

export type Caller = DeviceCaller | SessionCaller;

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Absent is the same as `device`: a route that forgot to say so is closed. */
		auth?: 'none' | 'device' | 'session';
	}
	interface FastifyRequest {
		caller: Caller | undefined;
		rawBody: Uint8Array;
	}
}

const noBody = new Uint8Array();

/** Every route asks for a device, except those that say `auth: 'none'` and those of the console, which has its own door. */
export function authenticateDevices(app: FastifyInstance, deps: Deps): void {
	const isNew = spentProofs();
	app.decorateRequest('caller', undefined);
	app.decorateRequest('rawBody');
	app.addHook('onRequest', async request => {
		request.rawBody = noBody;
	});
	// After the body was read and before it is parsed further: the proof is over its exact bytes
	app.addHook('preValidation', async request => {
		const {auth} = request.routeOptions.config;
		if (auth === 'none' || auth === 'session' || request.is404) return;
		const caller = await callerOf(request, deps);
		if (!isNew(`${caller.device} ${caller.jti}`, deps.now())) throw replayed();
		request.caller = caller;
	});
}

async function callerOf(request: FastifyRequest, deps: Deps): Promise<DeviceCaller> {
	const authorization = proofIn(request);
	const claimed = deviceOf(authorization);
	if (!claimed) throw new Refused(401, 'no-proof', 'This browser is not connected to the hub.');
	const device = await findDevice(deps.store.db, claimed);
	if (!device) throw new Refused(401, 'unknown-device', 'This browser is not connected to the hub.');
	if (device.revokedAt !== null) throw revoked();
	await assertSignedIn(request, deps, device);
	const jti = await proofOf(request, authorization, device.key, deps.now());
	const roles = await rolesOf(deps.store.db, device.person);
	return {person: device.person, device: device.id, roles, key: device.key, jti};
}

/** In the header; an EventSource cannot set one, so for the event stream alone also in the address. */
function proofIn({headers, routeOptions, query}: FastifyRequest): string {
	const {proof} = query as {proof?: unknown};
	if (headers.authorization !== undefined || routeOptions.url !== eventsPath)
		return headers.authorization ?? '';
	return typeof proof === 'string' ? proof : '';
}

async function proofOf(
	request: FastifyRequest,
	authorization: string,
	key: PublicKey,
	now: number,
): Promise<string> {
	// The proof of an event stream is for the bare path: it cannot be over an address that contains it
	const path = request.routeOptions.url === eventsPath ? eventsPath : (request.raw.url ?? '');
	try {
		return await verifyProof(authorization, key, {method: request.method, path, body: request.rawBody}, now);
	} catch {
		// Not said why: an attacker learns nothing, and the usual honest reason is a wrong clock
		throw new Refused(
			401,
			'proof-refused',
			"The hub did not accept this request. Is this computer's clock right?",
		);
	}
}

/**
 * The caller as of this transaction: whoever changes something holds his roles and his device at that moment, not when
 * the request came in. Uses up the proof too, so that neither a restart nor a second hub process takes it twice.
 */
export async function admit<C extends Caller>(trx: Transaction, caller: C, now: number): Promise<C> {
	if ('session' in caller) await admitSession(trx, caller, now);
	else await admitDevice(trx, caller, now);
	return {...caller, roles: await rolesOf(trx, caller.person)};
}

async function admitSession(trx: Transaction, {session}: SessionCaller, now: number): Promise<void> {
	if (!(await sessionById(trx, session, now)))
		throw new Refused(401, 'not-signed-in', 'Your session has ended. Sign in again.');
}

async function admitDevice(trx: Transaction, caller: DeviceCaller, now: number): Promise<void> {
	const device = await findDevice(trx, caller.device);
	if (!device || device.revokedAt !== null) throw revoked();
	await spend(trx, caller, now);
}

async function spend(trx: Transaction, {device, jti}: DeviceCaller, now: number): Promise<void> {
	try {
		const expires_at = now + proofLife;
		await trx.insertInto('proofs').values({device, jti, expires_at}).execute();
	} catch (error) {
		if (isUniqueViolation(error)) throw replayed();
		throw error;
	}
}

const revoked = () => new Refused(401, 'device-revoked', 'This browser was disconnected by an admin.');
const replayed = () => new Refused(401, 'replayed', 'This request was made before.');
