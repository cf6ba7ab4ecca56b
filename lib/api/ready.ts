/** Signing a ready reply, and believing one: what the author's browser verifies before it calls words approved. */
import {type CryptoKey, type JWK, jwtVerify, SignJWT} from 'jose';
import {type ReadyReply, readyDigest} from '#lib/core/ready/reply.ts';
import {type ReadyClaims, type Signed, signaturesProblem} from '#lib/core/ready/statement.ts';
import {signerOf} from './approval.ts';
import {type HubKeys, type ReadyList, readyListSchema, readyStatementSchema} from './contract.ts';
import {verifyCertificate, verifySigned} from './verify-release.ts';

/** `typ` of a person's statement, in its header and among its claims. */
const typ = 'countersign-ready';

/** The claims come from `readyClaims` in core. */
export function signReady(
	key: CryptoKey,
	device: string,
	claims: ReadyClaims & {typ: typeof typ},
): Promise<string> {
	return new SignJWT({...claims}).setProtectedHeader({alg: 'ES256', typ, kid: device}).sign(key);
}

/** Throws when it is not by this key. What it says is for core to judge. */
export async function verifyReady(jws: string, key: CryptoKey | JWK): Promise<ReadyClaims> {
	const {payload} = await jwtVerify(jws, key, {
		algorithms: ['ES256'],
		typ,
		// The claims are judged by core, with the hub's time and its own words
		currentDate: new Date(0),
		clockTolerance: Number.MAX_SAFE_INTEGER,
	});
	return readyStatementSchema.parse(payload);
}

/** A reply whose two signatures were verified here. */
export interface ProvenReady {
	reply: ReadyReply;
	digest: string;
	writer: {id: string; name: string};
	approver: {id: string; name: string};
	/** Milliseconds since 1970. */
	approvedAt: number;
	/** The approver's statement's own id: what the archive's entry of the approval names. */
	approval: string;
}

/** Milliseconds for which a list may be believed, whatever it says: what was withdrawn is gone within the hour. */
const listLife = 60 * 60_000;
const skew = 5 * 60_000;

/** The hub's list, as far as it is proven. Throws when the list itself is not; a reply that is not is left out. */
export async function verifyReadyList(
	jws: string,
	keys: Pick<HubKeys, 'directory' | 'hub'>,
	expected: {organisation: string; now: number},
	leftOut: (id: string, why: unknown) => void,
): Promise<{until: number; replies: ProvenReady[]}> {
	const list = readyListSchema.parse(await verifySigned(jws, keys.hub as JWK, 'countersign-ready-list'));
	const [from, until] = [list.iat * 1000, list.exp * 1000];
	if (list.iss !== expected.organisation) throw new Error('the replies are of another organisation');
	if (from > expected.now + skew || until <= expected.now || until - from > listLife)
		throw new Error('the list of replies is out of date');
	const replies: ProvenReady[] = [];
	for (const entry of list.replies)
		try {
			replies.push(await proven(entry, keys, expected));
		} catch (error) {
			leftOut(entry.reply.id, error);
		}
	return {until, replies};
}

async function proven(
	{reply, writer, approver}: ReadyList['replies'][number],
	{directory}: Pick<HubKeys, 'directory'>,
	expected: {organisation: string; now: number},
): Promise<ProvenReady> {
	const signed = {
		writer: await signedBy(writer, directory),
		approver: await signedBy(approver, directory),
	};
	const problem = signaturesProblem(reply, signed, expected);
	if (problem) throw new Error(`this reply is not approved: ${problem}`);
	return {
		reply,
		digest: readyDigest(reply),
		writer: {id: signed.writer.certificate.person, name: signed.writer.name},
		approver: {id: signed.approver.certificate.person, name: signed.approver.name},
		approvedAt: signed.approver.claims.iat * 1000,
		approval: signed.approver.claims.jti,
	};
}

async function signedBy(
	{statement, certificate}: {statement: string; certificate: string},
	directory: HubKeys['directory'],
): Promise<Signed & {name: string}> {
	const certified = await verifyCertificate(certificate, directory as JWK);
	if (signerOf(statement) !== certified.device) throw new Error('the statement is by another device');
	return {
		claims: await verifyReady(statement, certified.key),
		certificate: certified,
		name: certified.name,
	};
}
