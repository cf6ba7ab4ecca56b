/** Which rules are in force: verified, ratcheted, kept. None or expired means that everything is held. */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex} from '@noble/hashes/utils.js';
import type {JWK} from 'jose';
import {pathOf} from '#lib/api/client.ts';
import {endpoints, type PolicyMeta} from '#lib/api/contract.ts';
import {verifyPolicyMeta} from '#lib/api/verify-policy.ts';
import type {PolicyBundle} from '#lib/core/policy/bundle.ts';
import type {CompiledPolicy, Outcome} from '#lib/messaging/catalogue.ts';
import {refused} from './outcome.ts';
import type {Ports, StoredPolicy} from './ports.ts';
import {provePublication} from './prove-publication.ts';
import {hubNow, type Session} from './session.ts';

/** Milliseconds without the hub's confirmation after which a person is told that the rules are old. */
const old = 60 * 60_000;
const bundleLimit = 20_000_000;

export interface PolicyNow {
	policy: StoredPolicy | null;
	/** Why there is none, or that it is old: a sentence for the status line. */
	note: string;
}

/** The policy in force at this moment. Expiry is judged on reading: no alarm has to fire for it. */
export async function policyNow(ports: Ports): Promise<PolicyNow> {
	const now = await hubNow(ports);
	const policy = await promoteNext(ports, now);
	if (!policy) return {policy: null, note: 'The rules have not arrived yet. Posts wait until they do.'};
	if (now >= policy.meta.expires)
		return {policy: null, note: 'The rules are out of date. Posts wait until updated.'};
	const age = ports.now() - policy.confirmedAt;
	return {policy, note: age > old ? `Rules are ${Math.floor(age / old)} h old.` : ''};
}

async function promoteNext(ports: Ports, now: number): Promise<StoredPolicy | undefined> {
	const next = await ports.stores.get('nextPolicy');
	const current = await ports.stores.get('policy');
	if (!next || now < next.meta.notBefore) return current;
	// While it waited for its hour, a newer one may have come at once
	const isNewer = next.meta.version > (current?.meta.version ?? 0);
	if (isNewer) await putInForce(ports, next);
	await ports.stores.remove('nextPolicy');
	return isNewer ? next : current;
}

/** A version counts as seen only when everything about it was verified and it is stored. */
async function putInForce({stores}: Ports, policy: StoredPolicy): Promise<void> {
	const {version, digest} = policy.meta;
	await stores.set('policy', policy);
	await stores.set('ratchet', {version, digest});
}

/** Asks the hub for the rules. True when others than before are in force. Throws when the hub fails or lies. */
export async function refreshPolicy(ports: Ports, session: Session): Promise<boolean> {
	const {hub, enrolled} = session;
	const {meta: jws} = await hub.call('policy');
	const now = await hubNow(ports);
	const last = (await ports.stores.get('ratchet')) ?? null;
	const expected = {organisation: enrolled.organisation.id, now, last};
	const meta = await verifyPolicyMeta(jws, enrolled.keys.hub as JWK, expected);
	if (isNewer(meta.minimumExtension, ports.version)) throw new Error('these rules need a newer Countersign');
	// The same rules, signed for another day, were proven when they came
	if (meta.version !== last?.version) await provePublication(ports, session, meta);
	const before = (await ports.stores.get('policy'))?.meta.digest;
	const fresh = await withBundle(ports, meta, id => bundleOf(hub, id));
	// Rules for later do not count as seen yet: until their hour the hub goes on confirming the present ones.
	if (isKnown(await ports.stores.get('policy'), fresh)) return false;
	if (now < meta.notBefore) await ports.stores.set('nextPolicy', fresh);
	else await putInForce(ports, fresh);
	return (await policyNow(ports)).policy?.meta.digest !== before;
}

/** Milliseconds between two writes of the same rules, which may be a megabyte, only to say that they still hold. */
const confirmEvery = 10 * 60_000;

function isKnown(known: StoredPolicy | undefined, fresh: StoredPolicy): boolean {
	if (known?.meta.version !== fresh.meta.version || known.format !== fresh.format) return false;
	return fresh.confirmedAt - known.confirmedAt < confirmEvery && fresh.confirmedAt >= known.confirmedAt;
}

async function withBundle(
	ports: Ports,
	meta: PolicyMeta,
	load: (digest: string) => Promise<Uint8Array>,
): Promise<StoredPolicy> {
	const confirmedAt = ports.now();
	const known = await ports.stores.get('policy');
	const {engine} = ports;
	if (known?.meta.digest === meta.digest && known.format === engine.format)
		return {...known, meta, confirmedAt};
	const bundle = known?.meta.digest === meta.digest ? known.bundle : await load(meta.digest);
	const parsed = JSON.parse(new TextDecoder().decode(bundle)) as PolicyBundle;
	if (parsed.v !== 1) throw new Error('these rules need a newer Countersign');
	const {company, workflow, stages, lesson} = parsed;
	return {
		meta,
		bundle,
		compiled: engine.compile(parsed),
		format: engine.format,
		company,
		...(stages && {stages}),
		workflow,
		...(lesson && {lesson}),
		confirmedAt,
	};
}

async function bundleOf(hub: Session['hub'], digest: string): Promise<Uint8Array> {
	const response = await hub.raw('GET', pathOf(endpoints.bundle.path, {digest}));
	const bytes = new Uint8Array(await response.arrayBuffer());
	if (bytes.length > bundleLimit || bytesToHex(sha256(bytes)) !== digest)
		throw new Error('the rules are not the ones that were signed');
	return bytes;
}

/** Compares `1.10.0` with `1.9.2` number by number. */
function isNewer(version: string, than: string): boolean {
	const [a, b] = [version, than].map(text => text.split('.').map(Number));
	const at = a!.findIndex((part, i) => part !== (b![i] ?? 0));
	return at >= 0 && a![at]! > (b![at] ?? 0);
}

/** The compiled form for a tab. Base64, because JSON messages turn an ArrayBuffer into `{}`. */
export async function loadPolicy(ports: Ports, digest: string): Promise<Outcome<{policy: CompiledPolicy}>> {
	const {policy, note} = await policyNow(ports);
	if (!policy) return refused('no-policy', note);
	if (policy.meta.digest !== digest) return refused('other-policy', 'The rules changed. Ask again.');
	const current = policy.format === ports.engine.format ? policy : await recompiled(ports, policy);
	const {company, stages} = current;
	const compiled = base64(current.compiled);
	return {ok: true, policy: {digest, compiled, company, ...(stages && {stages})}};
}

/** After an update of the extension the compiled form may be of another shape. */
export async function recompiled(ports: Ports, policy: StoredPolicy): Promise<StoredPolicy> {
	const bundle = JSON.parse(new TextDecoder().decode(policy.bundle)) as PolicyBundle;
	const fresh = {...policy, compiled: ports.engine.compile(bundle), format: ports.engine.format};
	await ports.stores.set('policy', fresh);
	return fresh;
}

/** In pieces: one call with 100,000 arguments overflows the stack. */
function base64(bytes: Uint8Array): string {
	let binary = '';
	for (let i = 0; i < bytes.length; i += 0x8000)
		binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
	return btoa(binary);
}
