/**
 * Rules tried on 100,000 archived items: one changed rule in under 30 s, a whole pack in under 5 minutes, and a hub that answers
 * meanwhile. Every payload is encrypted by itself; opening it belongs to the time. `ITEMS=…` for another size.
 */
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openIndex} from '#hub/audit/archive-index.ts';
import {type AtConsole, atConsole} from '#hub/console/console.fixture.ts';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {loadPacks} from '#hub/policy-files.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {company} from '../../scripts/stage/cast.ts';

const items = Number(process.env.ITEMS ?? 100_000);
const goals = {rule: 30_000, pack: 300_000};
const texts = ['second', 'third'].flatMap(set =>
	readFileSync(`tests/drafts/${set}.jsonl`, 'utf8')
		.trim()
		.split('\n')
		.map(line => (JSON.parse(line) as {text: string}).text),
);

let hub: TestHub;
let helen: AtConsole;
beforeAll(async () => {
	hub = await openTestHub();
	const packs = loadPacks('policies').filter(pack => pack.profiles.includes(company.profile));
	const bundle = {v: 1, company, packs, workflow: {secondPerson: 'findings'}};
	await hub.helen.client.call('publishPolicy', {bundle});
	helen = await atConsole(hub, hub.helen.enrolment.person.id);
	const begun = performance.now();
	for (let i = 0; i < items; i += 500) await fill(i, Math.min(items, i + 500));
	say('archived', begun);
	const indexing = performance.now();
	await openIndex(hub.deps).grow();
	say('indexed', indexing);
}, 3_600_000);
afterAll(() => hub.close());

/** Posts as devices deliver them; each tenth with its outcome, the others as if they had gone out a moment ago. */
async function fill(from: number, to: number): Promise<void> {
	const {archive, store} = hub.deps;
	const numbers = Array.from({length: to - from}, (_, i) => from + i);
	const entries = numbers.flatMap(i => entriesOf(i));
	// Sealed side by side, as under load: what is sealed at the same time shares a wait for the disk
	const sealed = await Promise.all(entries.map(({payload}) => archive.seal(payload)));
	await store.write(async trx => {
		for (const [i, {payload: _, ...entry}] of entries.entries())
			await archive.append(trx, {...entry, sealed: sealed[i]!});
	});
}

function entriesOf(i: number) {
	const draft = {...emptyDraft('x', 'post', account.id), text: `${texts[i % texts.length]} (${i})`};
	const release = `release-${i}`;
	const body = {draft, findings: [], release, digest: digestOf(draft), policy: null};
	const common = {
		...{at: hub.clock.now - i * 1000, by: hub.helen.enrolment.person.id},
		...{site: 'x' as const, account: account.id},
	};
	const releasing = {type: 'record.interaction.releasing', ...common, payload: {record: {body}} as object};
	if (i % 10 > 0) return [releasing];
	const outcome = {release, url: `https://x.com/h/status/${i}`};
	const payload = {record: {body: outcome}} as object;
	return [releasing, {type: 'record.interaction.sent', ...common, siteIds: [`19${i}`], payload}];
}

function say(what: string, begun: number): void {
	const seconds = ((performance.now() - begun) / 1000).toFixed(1);
	process.stdout.write(`${what}: ${items} items, ${seconds} s\n`);
}

test.each([
	{
		what: 'one rule',
		subject: {kind: 'rule', pack: 'uk-motor-finance', rule: 'FIN-09'} as const,
		goal: goals.rule,
	},
	{what: 'a whole pack', subject: {kind: 'pack', pack: 'uk-motor-finance'} as const, goal: goals.pack},
])('$what', async ({what, subject, goal}) => {
	const begun = performance.now();
	const {id} = await helen.ask('startBacktest', {subject, days: 3650});
	const waits: number[] = [];
	for (;;) {
		const asked = performance.now();
		const {state, problem} = await helen.ask('backtest', undefined, {id});
		waits.push(performance.now() - asked);
		expect(problem).toBeNull();
		if (state !== 'running') break;
		// One turn of an idle hub: what is measured is whether it gets one
		await new Promise(resolve => setTimeout(resolve, 200));
	}
	const ms = performance.now() - begun;
	say(what, begun);
	const found = await helen.ask('backtest', undefined, {id});
	const slow = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)];
	process.stdout.write(
		`${what}: caught ${found.caught}, live ${found.live}; asked ${waits.length} times, p99 ${slow?.toFixed(0)} ms\n`,
	);
	expect(found).toMatchObject({state: 'done', done: items, total: items});
	expect(ms).toBeLessThan(goal);
});
