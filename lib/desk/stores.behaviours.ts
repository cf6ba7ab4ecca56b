/** What every implementation of the desk's stores must do: run on memory here, on IndexedDB in lib/adapters. */
import {describe, expect, test} from 'vitest';
import {chainStart} from '#lib/core/archive/record.ts';
import type {HoldRow, RecordRow, ReleaseRow, Stores} from './ports.ts';

const row = (n: number, change: Partial<RecordRow> = {}): RecordRow => ({
	device: 'd1',
	n,
	at: 1000 + n,
	kind: 'heartbeat',
	release: '',
	summary: `record ${n}`,
	jws: 'a.b.c',
	json: '{}',
	digest: String(n).padStart(64, '0'),
	state: 'waiting',
	problem: '',
	receipt: null,
	...change,
});
const release = (id: string, change: Partial<ReleaseRow> = {}): ReleaseRow => ({
	id,
	hold: null,
	site: 'x',
	account: '1',
	digest: '0'.repeat(64),
	at: 1,
	state: 'open',
	tell: null,
	...change,
});
const hold = (id: string, list: HoldRow['list']) => ({id, list, view: {id}}) as unknown as HoldRow;
const receipt = {name: 'HS-L-1', index: 0} as never;
const tell = {type: 'failed', release: 'r', reason: 'x'} as const;

export function storesBehave(name: string, open: () => Promise<Stores>): void {
	describe(name, () => {
		records(open);
		releasesAndHolds(open);

		test('values are kept, replaced and removed; a CryptoKey comes back usable and not extractable', async () => {
			const stores = await open();
			const {privateKey} = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, false, [
				'sign',
				'verify',
			]);
			await stores.set('enrolled', {key: privateKey, device: 'd', person: {id: 'p', name: 'P'}} as never);
			const {key} = (await stores.get('enrolled'))!;
			expect(key.extractable).toBe(false);
			const signed = await crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, key, new Uint8Array(3));
			expect(signed.byteLength).toBe(64);
			await stores.remove('enrolled');
			expect(await stores.get('enrolled')).toBeUndefined();
		});

		test('what was handed in or out is a copy', async () => {
			const stores = await open();
			const backOff = {attempts: 1, until: 5};
			await stores.set('backOff', backOff);
			backOff.attempts = 9;
			expect((await stores.get('backOff'))!.attempts).toBe(1);
		});

		test('a probe writes, and clearing leaves nothing', async () => {
			const stores = await open();
			await stores.probe();
			await stores.append(row(1), release('r'));
			await stores.putSubmission({digest: 'd', hold: 'h'});
			await stores.clear();
			expect(await stores.chainEnd('d1')).toEqual(chainStart);
			expect(await stores.submission('d')).toBeUndefined();
			expect(await stores.unsettledReleases()).toEqual([]);
		});
	});
}

function records(open: () => Promise<Stores>) {
	test('a release is opened once, whoever asks again: then nothing is written', async () => {
		const stores = await open();
		await stores.append(row(1), release('r'));
		await expect(stores.append(row(2), release('r'))).rejects.toThrow();
		expect((await stores.chainEnd('d1')).n).toBe(1);
		expect(await stores.append(row(2), release('r', {state: 'sent'}))).toBe(true);
		await expect(stores.append(row(3), release('r'))).rejects.toThrow();
		expect(await stores.release('r')).toMatchObject({state: 'sent'});
	});

	test('a record is appended only at the end of its chain, together with its release', async () => {
		const stores = await open();
		expect(await stores.chainEnd('d1')).toEqual(chainStart);
		expect(await stores.append(row(2), release('r2'))).toBe(false);
		expect(await stores.release('r2')).toBeUndefined();
		expect(await stores.append(row(1), release('r1'))).toBe(true);
		expect(await stores.append(row(1), release('other'))).toBe(false);
		expect(await stores.release('r1')).toEqual(release('r1'));
		expect(await stores.chainEnd('d1')).toEqual({n: 1, digest: row(1).digest});
	});

	test('of many appends at once for one number, one wins', async () => {
		const stores = await open();
		const tries = Array.from({length: 8}, (_, i) => stores.append(row(1, {summary: `${i}`})));
		expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
		expect(await stores.records(10)).toHaveLength(1);
	});

	test('waiting ones come in order, from a number on, until they are receipted or set aside', async () => {
		const stores = await open();
		for (const n of [1, 2, 3, 4]) await stores.append(row(n));
		expect((await stores.waiting(2, 0)).map(({n}) => n)).toEqual([1, 2]);
		expect((await stores.waiting(9, 2)).map(({n}) => n)).toEqual([3, 4]);
		await stores.receipted(row(1), receipt, {size: 5, root: 'aa', at: 1});
		await stores.quarantine(row(3), '400 malformed');
		expect((await stores.waiting(9, 0)).map(({n}) => n)).toEqual([2, 4]);
		expect(await stores.countRecords()).toEqual({waiting: 2, quarantined: 1});
		expect(await stores.record('d1', 1)).toMatchObject({state: 'receipted', receipt});
		expect(await stores.record('d1', 3)).toMatchObject({state: 'quarantined', problem: '400 malformed'});
		expect((await stores.records(2)).map(({n}) => n)).toEqual([4, 3]);
	});

	test('what was set aside waits again, and what was said of it stays', async () => {
		const stores = await open();
		for (const n of [1, 2, 3]) await stores.append(row(n));
		await stores.quarantine(row(2), '400 malformed');
		await stores.requeue();
		expect((await stores.waiting(9, 0)).map(({n}) => n)).toEqual([1, 2, 3]);
		expect(await stores.record('d1', 2)).toMatchObject({state: 'waiting', problem: '400 malformed'});
	});

	test('an older checkpoint never replaces a newer one', async () => {
		const stores = await open();
		await stores.append(row(1));
		await stores.receipted(row(1), receipt, {size: 5, root: 'aa', at: 1});
		await stores.receipted(row(1), receipt, {size: 3, root: 'bb', at: 2});
		expect(await stores.get('checkpoint')).toEqual({size: 5, root: 'aa', at: 1});
	});

	test('pruning takes old receipted ones only, and the chain goes on', async () => {
		const stores = await open();
		for (const n of [1, 2, 3]) await stores.append(row(n));
		await stores.receipted(row(1), receipt, {size: 1, root: 'aa', at: 1});
		await stores.receipted(row(3), receipt, {size: 2, root: 'bb', at: 1});
		await stores.pruneRecords(row(3).at);
		expect((await stores.records(9)).map(({n}) => n)).toEqual([3, 2]);
		expect((await stores.chainEnd('d1')).n).toBe(3);
	});
}

function releasesAndHolds(open: () => Promise<Stores>) {
	test('a release is unsettled while it is open or the hub has not heard of it', async () => {
		const stores = await open();
		await stores.append(row(1), release('r'));
		expect(await stores.unsettledReleases()).toEqual([release('r')]);
		const failed = release('r', {state: 'failed', tell});
		await stores.append(row(2), failed);
		expect(await stores.unsettledReleases()).toEqual([failed]);
		await stores.told(failed);
		expect(await stores.unsettledReleases()).toEqual([]);
		expect(await stores.release('r')).toEqual(release('r', {state: 'failed'}));
	});

	test('a release is changed without a record', async () => {
		const stores = await open();
		await stores.append(row(1), release('r'));
		await stores.putRelease(release('r', {unused: true}));
		expect(await stores.unsettledReleases()).toEqual([release('r', {unused: true})]);
		expect((await stores.chainEnd('d1')).n).toBe(1);
	});

	test('what the hub heard does not undo what was written since', async () => {
		const stores = await open();
		const failed = release('r', {state: 'failed', tell});
		await stores.append(row(1), failed);
		const sent = release('r', {state: 'sent', tell: {...tell, reason: 'later'}});
		await stores.append(row(2), sent);
		await stores.told(failed);
		expect(await stores.release('r')).toEqual(sent);
	});

	test('a list of holds is replaced as a whole, the other stays', async () => {
		const stores = await open();
		for (const [id, list] of [
			['a', 'mine'],
			['b', 'mine'],
			['c', 'queue'],
		] as const)
			await stores.putHold(hold(id, list), stores.askingHolds());
		const asked = stores.askingHolds();
		await stores.replaceHolds('mine', [hold('b', 'mine'), hold('d', 'mine')], asked);
		expect((await stores.holds()).map(({id}) => id).sort()).toEqual(['b', 'c', 'd']);
		expect(await stores.hold('a')).toBeUndefined();
	});

	test('an answer replaces nothing that was learnt since it was asked for', async () => {
		const stores = await open();
		const long = stores.askingHolds();
		const version = async (id: string) => (await stores.hold(id))?.view.version;
		const at = (id: string, n: number) => ({
			...hold(id, 'queue'),
			view: {...hold(id, 'queue').view, version: n},
		});
		expect(await stores.putHold(at('old', 1), long)).toBe(true);
		const asked = stores.askingHolds();
		expect(await stores.putHold(at('new', 2), asked)).toBe(true);
		expect(await stores.putHold(at('new', 1), asked)).toBe(false);
		await stores.replaceHolds('queue', [at('new', 1), at('third', 1)], asked);
		expect([await version('old'), await version('new'), await version('third')]).toEqual([undefined, 2, 1]);
		expect(await stores.putHold(at('third', 3), asked)).toBe(false);
		expect(await stores.putHold(at('third', 3), stores.askingHolds())).toBe(true);
	});
}
