/** The outbox against a real hub, with the power cut at every possible moment. */
import fc from 'fast-check';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';
import type {Stores} from './ports.ts';

let hub: TestHub;
beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

const from = {site: 'x', tab: 1, frame: 0} as const;

/** After `budget` more steps nothing works any more: the process is dead. `null` = it lives. */
interface Power {
	budget: number | null;
}

class Dead extends Error {}

/** Each call costs a step; the last one before death has its effect half of the time. */
function cut<F extends (...args: never[]) => Promise<unknown>>(
	power: Power,
	work: F,
	takesEffect: () => boolean,
): F {
	return (async (...args: Parameters<F>) => {
		if (power.budget === null) return work(...args);
		if (power.budget-- > 0) return work(...args);
		if (power.budget === -1 && takesEffect()) await work(...args);
		throw new Dead('the process is gone');
	}) as F;
}

function mortal(stores: Stores, power: Power, takesEffect: () => boolean): Stores {
	const entries = Object.entries(stores).map(([name, method]) => [
		name,
		cut(power, method as never, takesEffect),
	]);
	return Object.fromEntries(entries) as Stores;
}

interface Life {
	/** Steps until the process dies. */
	budget: number;
	/** Whether the step that kills it had its effect. */
	effect: boolean;
	/** What the person does meanwhile. */
	posts: number;
}

const lives = fc.array(
	fc.record({budget: fc.nat(60), effect: fc.boolean(), posts: fc.integer({min: 1, max: 3})}),
	{minLength: 1, maxLength: 6},
);

test('whenever it dies: what was let go is recorded, what is recorded arrives, each record once, in one chain', async () => {
	await fc.assert(
		fc.asyncProperty(lives, async plan => {
			const stores = memoryStores();
			const desk = await enrolled(stores);
			const letGo: string[] = [];
			for (const life of plan) letGo.push(...(await live(stores, life)));
			await desk.sync();
			const records = (await stores.records(1000)).sort((a, b) => a.n - b.n);
			expect(records.map(({n}) => n)).toEqual(records.map((_, i) => i + 1));
			expect(records.every(({receipt}) => receipt !== null)).toBe(true);
			const releasing = records
				.filter(({kind}) => kind === 'interaction.releasing')
				.map(({release}) => release);
			expect(releasing).toEqual(expect.arrayContaining(letGo));
			expect(await atHub(records[0]!.device)).toEqual(records.map(({n, digest}) => ({n, digest})));
		}),
		{numRuns: 15},
	);
});

async function enrolled(stores: Stores): Promise<TestDesk> {
	const desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine(), stores});
	const roles = [{role: 'author', location: 'group/north/leeds'}] as const;
	const invite = await hub.helen.client.call('invite', {person: {name: 'Priya'}, roles: [...roles]});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code: invite.code});
	return desk;
}

/** One life of the background, until its power is gone. Returns the releases that a page was told to be `ok`. */
async function live(stores: Stores, {budget, effect, posts}: Life): Promise<string[]> {
	const power: Power = {budget};
	const takesEffect = () => effect;
	const fetch = cut(power, hub.fetch, takesEffect);
	const desk = openTestDesk({
		fetch,
		clock: hub.clock,
		engine: policyEngine(),
		stores: mortal(stores, power, takesEffect),
	});
	const released: string[] = [];
	for (let i = 0; i < posts; i++) {
		const id = await post(desk).catch(() => undefined);
		if (id) released.push(id);
	}
	await desk.deliver().catch(() => {});
	return released;
}

async function post(desk: TestDesk): Promise<string | undefined> {
	const draft = {...emptyDraft('x', 'post', account.id), text: 'Good morning, Leeds.'};
	const digest = digestOf(draft);
	const policy = await hub.policy();
	const page = contentHandlers(desk);
	const outcome = await page['interaction:release'](
		{draft, digest, findings: [], policy, url: 'https://x.com/home'},
		from,
	);
	if (!outcome.ok) return;
	const report = {release: outcome.release, siteId: '1', url: 'https://x.com/h/status/1', digest};
	// The page may be gone before it reports: the release is then open, and still recorded.
	await Promise.resolve(page['interaction:sent'](report, from)).catch(() => {});
	return outcome.release;
}

/** The device's chain as the archive has it. */
async function atHub(device: string): Promise<{n: number; digest: string}[]> {
	const {db} = hub.deps.store;
	const rows = await db.selectFrom('archive_entries').select('leaf').orderBy('seq').execute();
	return rows
		.map(({leaf}) => (JSON.parse(leaf) as {device: {id: string; n: number; digest: string} | null}).device)
		.filter(own => own?.id === device)
		.map(own => ({n: own!.n, digest: own!.digest}))
		.sort((a, b) => a.n - b.n);
}
