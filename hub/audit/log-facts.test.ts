import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import {leavesFrom} from '../archive/entries.ts';
import {HubArchiveError} from '../archive/hub-archive-error.ts';
import {placeOf} from '../archive/places.ts';
import {wipePlace} from '../archive/segments.ts';
import type {Connected} from '../client.ts';
import {account, openTestHub, type TestHub} from '../hub.fixture.ts';
import {beat, deliveryOf} from '../outbox.fixture.ts';
import {logFacts} from './log-facts.ts';
import {lotsOf} from './read-log.ts';

let hub: TestHub;
let priya: Connected;
let deliver: ReturnType<typeof deliveryOf>;
beforeAll(async () => {
	hub = await openTestHub();
	priya = await hub.hire('Priya Nair', {role: 'author', location: 'group/north/leeds'});
	deliver = deliveryOf(priya, () => hub.clock.now);
});
afterAll(() => hub.close());

const leaves = async () =>
	(await leavesFrom(hub.deps.store.db, 0, 1000)).map(text => JSON.parse(text) as Leaf);
const ofType = async (type: string) => (await leaves()).filter(leaf => leaf.type === type);

async function announce(draft: Draft): Promise<Leaf> {
	const common = {release: crypto.randomUUID(), digest: digestOf(draft), account: account.id};
	const who = {authorPerson: priya.enrolment.person.id, gate: 'managed'} as const;
	const url = 'https://x.com/h/status/77';
	await deliver('interaction.releasing', {
		...{...common, ...who, draft, url, findings: []},
		policy: await hub.policy(),
	});
	return (await ofType('record.interaction.releasing')).at(-1)!;
}

test('records in order with what each browser said of itself, and the texts that are asked for', async () => {
	await deliver('heartbeat', {...beat, policy: await hub.policy(), accounts: [`x:${account.id}`]});
	const said = await announce({...emptyDraft('x', 'post', account.id), text: 'Good morning, Leeds.'});
	const other = await announce({...emptyDraft('x', 'post', account.id), text: 'Nobody asks for this.'});
	await deliver('heartbeat', {...beat, policy: null});
	const {records, texts, damage} = await logFacts(hub.deps, new Set([said.seq]));
	const own = records.get(priya.device)!;
	expect(own.map(({n}) => n)).toEqual([1, 2, 3, 4]);
	expect(own.map(one => one.beat && [one.beat.policy === null, one.beat.accounts])).toEqual([
		...[[false, [`x:${account.id}`]], undefined],
		...[undefined, [true, []]],
	]);
	expect([texts.get(said.seq), texts.has(other.seq)]).toEqual(['Good morning, Leeds.', false]);
	expect(damage).toEqual([]);
});

test('each content is opened once, also where the log is longer than one lot', async () => {
	const {store, archive} = hub.deps;
	await store.write(trx =>
		archive.appendAll(
			trx,
			Array.from({length: 520}, (_, i) => ({type: 'test.note', at: i, payload: {i}})),
		),
	);
	const lots: Leaf[][] = [];
	const openAll: typeof archive.openAll = lot => {
		lots.push(lot as Leaf[]);
		return archive.openAll(lot);
	};
	await logFacts({...hub.deps, archive: {...archive, openAll}}, new Set());
	expect(lots.flat().map(({seq}) => seq)).toEqual((await leaves()).map(({seq}) => seq));
	expect(Math.max(...lots.map(lot => lot.length))).toBe(500);
});

test('large contents go by fewer, the largest alone', () => {
	const megabytes = [1, 9, 7, 30, 8, 8, 1];
	const lots = lotsOf(megabytes.map(size => ({payload: {size: size * 1024 * 1024 - 1}})));
	expect(lots.map(lot => lot.length)).toEqual([2, 1, 1, 2, 1]);
});

test('what is wiped without an entry, altered, or gone with its segment is named; what was erased is not', async () => {
	const {store, blobs, archive} = hub.deps;
	const appended = await store.write(trx =>
		archive.appendAll(
			trx,
			['wiped', 'altered', 'erased', 'fine'].map(text => ({type: 'test.note', at: 1, payload: {text}})),
		),
	);
	const [wiped, altered, erased] = appended.map(({leaf}) => JSON.parse(leaf) as Leaf) as [Leaf, Leaf, Leaf];
	const place = async ({payload}: Leaf) => (await placeOf(store.db, payload.ct))!;
	await wipePlace(blobs, await place(wiped));
	const {segment, at} = await place(altered);
	await blobs.wipe(segment, {from: at + 95, size: 4});
	await wipePlace(blobs, await place(erased));
	await store.write(trx =>
		archive.append(trx, {type: 'content.erased', at: 2, about: [erased.seq], payload: {reason: 'its end'}}),
	);
	const [heartbeat] = await ofType('record.heartbeat');
	await blobs.remove([(await place(heartbeat!)).segment]);
	const {records, damage} = await logFacts(hub.deps, new Set());
	expect(damage.map(({name, what}) => [name, what])).toEqual(
		[heartbeat!, wiped, altered].map(({name}) => [name, 'content-lost']),
	);
	// Its number is there all the same
	expect(records.get(priya.device)!.map(({n, beat: said}) => [n, said !== undefined])).toContainEqual([
		1,
		false,
	]);
});

test('contents that cannot be reached just now are no loss: then nothing is stated', async () => {
	const {archive} = hub.deps;
	const failing = (reason: Error): typeof archive => ({
		...archive,
		openAll: async lot => lot.map(() => ({status: 'rejected', reason})),
	});
	const busy = Object.assign(new Error('too many open files'), {code: 'EMFILE'});
	await expect(logFacts({...hub.deps, archive: failing(busy)}, new Set())).rejects.toThrow('too many open');
	const altered = new HubArchiveError('damaged', 'altered');
	const {damage} = await logFacts({...hub.deps, archive: failing(altered)}, new Set());
	expect(damage.filter(({what}) => what === 'content-lost').length).toBe((await leaves()).length - 1);
});
