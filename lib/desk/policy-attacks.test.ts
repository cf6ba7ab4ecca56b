/**
 * Somebody stands between a browser and its hub, with some of the hub's keys or all of them, and hands out rules. Each kind of
 * attack many times over, each time another way: `COUNTERSIGN_ATTACKS=1000` for the nightly figure.
 */
import {generateKeyPairSync, type KeyObject} from 'node:crypto';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {createTree} from '#hub/archive/tree.ts';
import {bundle, openTestHub, strictRule, type TestHub} from '#hub/hub.fixture.ts';
import {sign} from '#hub/keys.ts';
import {prove} from '#hub/policy/publish.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import type {PolicyMeta} from '#lib/api/contract.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {deskHandlers} from './handlers.ts';
import {policyNow, refreshPolicy} from './policy.ts';
import {sessionOf} from './session.ts';

const attempts = Number(process.env.COUNTERSIGN_ATTACKS ?? 15);
const day = 24 * 60 * 60_000;

interface Entry {
	index: number;
	leaf: string;
	proof: string[];
	checkpoint: string;
	consistency: string[];
}

/** What is handed out instead of the hub's own answer. */
interface Lie {
	meta?: string;
	entry?: Entry;
	bundle?: string;
	/** Bytes of an answer that arrive. */
	cut?: {path: RegExp; share: number};
}

let hub: TestHub;
let other: TestHub;
let desk: TestDesk;
let lie: Lie = {};
/** Signed metadata of each version, from the first on, and what it says. */
const signed: string[] = [];
let inForce: PolicyMeta;
let truth: PolicyMeta;
let known: {size: number; root: string};

const read = (jws: string) =>
	JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as PolicyMeta;
const ruleOf = (n: number) => ({...strictRule(), title: `Offer ${n}`});
const evil = bundle({...strictRule(), severity: 'advise' as never});

const onTheWay: typeof fetch = async (input, init) => {
	const {pathname} = new URL(String(input));
	const said =
		pathname === '/v1/policy' ? lie.meta && {meta: lie.meta} : pathname.endsWith('/entry') && lie.entry;
	if (said) return Response.json(said);
	if (lie.bundle !== undefined && pathname.includes('/bundles/')) return new Response(lie.bundle);
	const response = await hub.fetch(input, init);
	if (!lie.cut?.path.test(pathname)) return response;
	const text = await response.text();
	return new Response(text.slice(0, Math.floor(text.length * lie.cut.share)));
};

beforeAll(async () => {
	hub = await openTestHub();
	other = await openTestHub();
	for (let n = 2; n <= 5; n++) {
		signed.push((await hub.helen.client.call('policy')).meta);
		await hub.helen.client.call('publishPolicy', {bundle: bundle(ruleOf(n))});
	}
	desk = openTestDesk({fetch: onTheWay, clock: hub.clock, engine: policyEngine()});
	lie = {meta: signed.at(-1)!};
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Reader'}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
	inForce = (await policyNow(desk.ports)).policy!.meta;
	truth = read((await hub.helen.client.call('policy')).meta);
	known = (await desk.ports.stores.get('checkpoint'))!;
	expect([inForce.version, truth.version]).toEqual([4, 5]);
});
afterAll(async () => {
	await hub.close();
	await other.close();
});

const refresh = async () => refreshPolicy(desk.ports, (await sessionOf(desk.ports))!);

/** Refused, and nothing of what this browser knew has changed. */
async function refused(attack: Lie, why: RegExp): Promise<void> {
	lie = attack;
	await expect(refresh()).rejects.toThrow(why);
	expect((await policyNow(desk.ports)).policy?.meta).toEqual(inForce);
	expect(await desk.ports.stores.get('ratchet')).toEqual({version: 4, digest: inForce.digest});
	expect(await desk.ports.stores.get('nextPolicy')).toBeUndefined();
}

const metaBy = (key: KeyObject, change: Partial<PolicyMeta>, typ = 'countersign-policy') =>
	sign(key, typ, {...truth, ...change});
const stranger = () => generateKeyPairSync('ed25519').privateKey;
const hex = (n: number) => n.toString(16).padStart(64, 'a');

/** The hub's own proof of a version, as it is asked for by this browser. */
const entryOf = (version: number, at = hub): Promise<Entry> =>
	at.helen.client.call('policyEntry', undefined, {version, from: at === hub ? known.size : 0});

/** A log of its own in which these rules were published. */
function fork(meta: PolicyMeta, size: number, at: TestHub): Entry {
	const tree = createTree();
	const leaf = (seq: number) =>
		Buffer.from(
			canonicalJson({
				seq,
				type: 'policy.published',
				org: meta.organisation,
				policy: meta.digest,
				policyVersion: meta.version,
			} satisfies Partial<Leaf>),
		);
	for (let seq = 0; seq < size; seq++) tree.push(leaf(seq));
	const index = size - 1;
	return {
		index,
		leaf: leaf(index).toString('base64'),
		proof: tree.inclusion(index, size),
		checkpoint: at.deps.keys.log.sign({size, root: tree.rootAt(size)}),
		consistency: tree.consistency(Math.min(known.size, size), size),
	};
}

/** `n` says which of the ways, and the rest of it how. */
type Attack = (n: number) => Promise<[Lie, RegExp]>;
const oneOf =
	(ways: readonly Attack[]): Attack =>
	n =>
		ways[n % ways.length]!(Math.floor(n / ways.length));

const attacks: Record<string, Attack> = {
	'an older version': oneOf([
		async n => [{meta: signed[n % 3]!}, /older/],
		async n => [
			{meta: await metaBy(hub.deps.keys.hub, {...read(signed[n % 3]!), expires: truth.expires})},
			/older/,
		],
		async n => [{meta: await metaBy(hub.deps.keys.hub, {version: 4, digest: hex(n)})}, /one version/],
	]),
	expired: oneOf([
		async n => [{meta: await metaBy(hub.deps.keys.hub, {expires: hub.clock.now - n})}, /out of date/],
		async n => [{meta: await metaBy(hub.deps.keys.hub, {expires: hub.clock.now + 15 * day + n})}, /too long/],
	]),
	'a wrong key': oneOf([
		async () => [{meta: await metaBy(stranger(), {})}, /signature/],
		async () => [{meta: await metaBy(hub.deps.keys.directory, {})}, /signature/],
		async () => [{meta: await metaBy(other.deps.keys.hub, {})}, /signature/],
		async () => [{meta: await metaBy(hub.deps.keys.hub, {}, 'countersign-release')}, /expected/],
		async n => [{meta: altered(await metaBy(hub.deps.keys.hub, {}), n)}, /./],
		async n => [{meta: unsigned({...truth, version: 6 + n})}, /./],
	]),
	'cut short': oneOf(
		[/^\/v1\/policy$/, /\/entry$/, /\/bundles\//].map(path => async n => {
			return [{cut: {path, share: (n % 997) / 1000}}, /./];
		}),
	),
	'another organisation': oneOf([
		async n => [{meta: await metaBy(hub.deps.keys.hub, {organisation: `org-${n}`})}, /another organisation/],
		async () => [{meta: (await other.helen.client.call('policy')).meta}, /signature/],
		async () => [{entry: await entryOf(1, other)}, /./],
		async () => [{entry: fork({...truth, organisation: 'others'}, known.size + 1, hub)}, /not say/],
	]),
	'a future version by a leaked key': oneOf([
		async n => [await leaked({version: 6 + n}), /no such version/],
		async n => [await leaked({version: 6 + n}, await entryOf(5)), /not say/],
		async n => [await leaked({version: 999_999 + n, digest: inForce.digest}, await entryOf(4)), /not say/],
		async n => [await leaked({version: 6 + n, digest: read(signed[0]!).digest}, await entryOf(1)), /not say/],
		async n => {
			const meta = {...truth, version: 6 + n, digest: evilOnes.digest};
			return [await leaked(meta, fork(meta, known.size + 1 + (n % 50), other)), /./];
		},
		async n => {
			const meta = {...truth, version: 6 + n, digest: evilOnes.digest};
			return [await leaked(meta, {...(await entryOf(5)), leaf: fork(meta, 6, hub).leaf}), /./];
		},
	]),
	// Here whoever attacks has every key, the log's too; what he has not is this browser's memory
	'a split view': oneOf([
		async n => [
			await split({version: 5, digest: evilOnes.digest}, known.size + 1 + (n % 200)),
			/the known tree is not in the proof|consisten/,
		],
		async n => [await split({version: 5, digest: evilOnes.digest}, 1 + (n % (known.size - 1))), /./],
		async n => [await split({version: 6 + n, digest: hex(n)}, known.size), /./],
	]),
};

const evilOnes = prove(evil, Date.UTC(2026, 10, 21));
const leaked = async (change: Partial<PolicyMeta>, entry?: Entry): Promise<Lie> => ({
	meta: await metaBy(hub.deps.keys.hub, change),
	bundle: evilOnes.bytes,
	...(entry && {entry}),
});
const split = (change: Partial<PolicyMeta>, size: number) =>
	leaked(change, fork({...truth, ...change}, size, hub));
const unsigned = (meta: PolicyMeta) =>
	[{alg: 'none', typ: 'countersign-policy'}, meta, '']
		.map(part => Buffer.from(part === '' ? '' : JSON.stringify(part)).toString('base64url'))
		.join('.');
/** One character of it is another. */
function altered(jws: string, n: number): string {
	const at = n % jws.length;
	const put = jws[at] === 'A' ? 'B' : 'A';
	return jws.slice(0, at) + put + jws.slice(at + 1);
}

describe('rules that somebody else hands out', () => {
	test.each(Object.keys(attacks))('%s: refused, and the last good ones stay', async name => {
		const tried = fc.asyncProperty(fc.nat(), async n => refused(...(await attacks[name]!(n))));
		await fc.assert(tried, {numRuns: attempts});
	});

	test('a browser without rules gets none of them, and holds everything', async () => {
		const fresh = openTestDesk({fetch: onTheWay, clock: hub.clock, engine: policyEngine()});
		lie = await leaked({version: 7, digest: evilOnes.digest}, await entryOf(5));
		const roles = [{role: 'author', location: 'group/north/leeds'} as const];
		const {code} = await hub.helen.client.call('invite', {person: {name: 'New'}, roles});
		await deskHandlers(fresh)['desk:enrol']({hub: 'http://localhost', code});
		await fresh.sync();
		expect(await policyNow(fresh.ports)).toMatchObject({policy: null, note: /Posts wait/});
	});

	test('true ones still arrive afterwards; where nothing true ever does, the gate closes', async () => {
		const {now} = hub.clock;
		hub.clock.now = inForce.expires;
		lie = await leaked({version: 999_999}, await entryOf(5));
		await expect(refresh()).rejects.toThrow();
		expect(await policyNow(desk.ports)).toMatchObject({policy: null, note: /Posts wait until updated/});
		hub.clock.now = now;
		lie = {};
		expect(await refresh()).toBe(true);
		expect((await policyNow(desk.ports)).policy?.meta).toEqual(truth);
	});
});
