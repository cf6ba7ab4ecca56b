/** After an erasure the hub's whole data, every file and every row, does not have the words any more. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {sql} from 'kysely';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {everySearch} from '#lib/core/archive/search/search.ts';
import {digestOf} from '#lib/core/draft.ts';
import type {Connected} from '../client.ts';
import {
	account,
	approve,
	draft,
	minute,
	openTestHub,
	refusal,
	submission,
	type TestHub,
} from '../hub.fixture.ts';
import {outboxOf} from '../outbox.fixture.ts';
import {onBothDatabases} from '../store/both-databases.fixture.ts';
import {enqueue} from '../told/outbox.ts';
import {erase} from './erase.ts';
import {entriesOf} from './topics.ts';

const leeds = 'group/north/leeds';

onBothDatabases(newDatabase => erasureBehaviours(async () => openTestHub(await newDatabase())));

/** In the draft, its note, the message answered, another version, and what reviewers and auditors wrote about it. */
const words = ['quokkadraft', 'quokkanote', 'quokkaparent', 'quokkaother', 'quokkaverdict'];

function erasureBehaviours(open: () => Promise<TestHub>): void {
	let hub: TestHub;
	let priya: Connected;
	let ruth: Connected;
	beforeAll(async () => {
		hub = await open();
		priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
		ruth = await hub.hire('Ruth Bell', {role: 'auditor', location: 'group'});
	});
	afterAll(() => hub.close());

	const contentOf = (text: string) => ({...draft({text}), media: [], unknown: [], poll: null});

	async function submitted(text: string) {
		const content = contentOf(text);
		const context = {url: 'https://x.com/home', inReplyTo: 'Is it a quokkaparent?'};
		const change = {draft: content, digest: digestOf(content), context, note: 'a quokkanote'};
		const wanted = await submission(hub, change);
		return {wanted, hold: await priya.client.call('submit', wanted)};
	}

	/** The whole way of one post, with every copy that the hub makes of its words. */
	async function story() {
		const tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
		const other = await submitted('monthly finance quokkaother');
		await tom.client.call('command', {type: 'claim'}, {id: other.hold.id});
		const returned = {type: 'return', version: 1, reason: 'tone', note: 'Less quokkanote, please'} as const;
		await tom.client.call('command', returned, {id: other.hold.id});
		await priya.client.call('command', {type: 'withdraw'}, {id: other.hold.id});
		const {hold, wanted} = await submitted('monthly finance quokkadraft');
		await approve(hub, tom, hold);
		const released = {type: 'release', digest: hold.digest, gate: 'managed'} as const;
		const {token} = await priya.client.call('command', released, {id: hold.id});
		await post(hold.id, jtiOf(token!), wanted);
		await examined();
		return {hold, other: other.hold, wanted};
	}

	async function post(
		hold: string,
		release: string,
		{draft: content, digest, policy}: {draft: object; digest: string; policy: string},
	) {
		const outbox = outboxOf(priya, () => hub.clock.now);
		const common = {release, hold, digest, url: 'https://x.com/h/status/77', account: account.id};
		const announced = {draft: content as never, policy, findings: [], gate: 'managed'} as const;
		const seen = {site: 'x', siteId: '77', observedBy: 'main', confirmed: true} as const;
		for (const {jws, n} of [
			await outbox.write('interaction.releasing', {
				...common,
				...announced,
				authorPerson: priya.enrolment.person.id,
			}),
			await outbox.write('interaction.sent', {...common, ...seen}),
		])
			await priya.client.call('putRecord', {record: jws, from: 0}, {device: priya.device, n});
	}

	/** A search, an export, a supervisor's note, the site's own record and a gap that quotes it. */
	async function examined() {
		const search = everySearch as never;
		const {saved} = await ruth.client.call('search', {search});
		await ruth.client.call('makeBundle', {search: saved.id});
		const draw = await ruth.client.call('makeDraw', {kind: 'supervision', search: saved.id, size: 10});
		for (const item of draw.items)
			await ruth.client.call('judge', {item, outcome: 'fine', note: 'quokkaverdict'}, {id: draw.id});
		const tweet = (id_str: string) => ({
			tweet: {
				id_str,
				full_text: 'monthly finance quokkadraft',
				created_at: new Date(hub.clock.now).toUTCString(),
			},
		});
		const text = `window.YTD.tweets.part0 = ${JSON.stringify([tweet('77'), tweet('78')])}`;
		const file = {path: 'data/tweets.js', text};
		const madeAt = hub.clock.now + minute;
		await hub.helen.client.call('importSiteExport', {site: 'x', account: account.id, madeAt, files: [file]});
		await ruth.client.call('completeness', {from: hub.clock.now - minute, to: madeAt});
		await hub.deps.store.write(trx =>
			trx
				.insertInto('shadow_hits')
				.values({hold: draw.items[0]!, rule: 'HSE-09', at: 1, location: leeds, words: 'quokkadraft'})
				.execute(),
		);
		const item = {hold: draw.items[0]!, line: 'A post waits', more: 'quokkadraft'};
		const message = {kind: 'test', title: 'A post waits', items: [item], place: '', link: '', at: 1} as const;
		await hub.deps.store.write(trx => enqueue(trx, hub.deps, {to: 'mail', person: null, message}));
	}

	const order = {by: 'helen', reason: 'asked for by the person', basis: 'UK GDPR Art. 17'};
	const entriesOfHolds = async (...holds: string[]) =>
		(await Promise.all(holds.map(id => entriesOf(hub.deps.store.db, id)))).flat();

	test('no file and no row has the words, and the log still proves itself', {timeout: 120_000}, async () => {
		const {hold, other, wanted} = await story();
		for (const word of words) expect(await rowsWith(word)).not.toEqual([]);
		await erase(hub.deps, {...order, entries: await entriesOfHolds(hold.id, other.id)});
		expect(await rowsWith('quokka')).toEqual([]);
		expect(found(hub.data, 'quokka')).toEqual(undefined);
		expect(await refusal(priya.client.call('hold', undefined, {id: hold.id}))).toBe('unknown-hold');
		expect(await refusal(priya.client.call('submit', wanted))).toBe('exists');
		await hub.restart();
		expect(found(hub.data, 'quokka')).toEqual(undefined);
		const erased = await hub.deps.store.db
			.selectFrom('archive_entries')
			.select('leaf')
			.where('type', '=', 'content.erased')
			.execute();
		expect(erased).toHaveLength(1);
	});

	test('what is still on its way is not erased: it must end first', async () => {
		const {hold} = await submitted('monthly finance for wombats');
		await ruth.client.call('search', {search: everySearch as never});
		const entries = await entriesOfHolds(hold.id);
		await expect(erase(hub.deps, {...order, entries})).rejects.toMatchObject({code: 'open-hold'});
		expect(await priya.client.call('hold', undefined, {id: hold.id})).toMatchObject({state: 'held'});
	});

	/** `table column` of every text that has these letters: what a dump would show. */
	async function rowsWith(letters: string): Promise<string[]> {
		const {db} = hub.deps.store;
		const hits: string[] = [];
		for (const {name} of await db.introspection.getTables()) {
			const {rows} = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
			if (JSON.stringify(rows).toLowerCase().includes(letters)) hits.push(name);
		}
		return hits;
	}
}

/** The first file under a folder that has these letters, as they are or in UTF-16. */
function found(folder: string, letters: string): string | undefined {
	const forms = [Buffer.from(letters), Buffer.from(letters, 'utf16le')];
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name))
		.find(path => forms.some(form => readFileSync(path).includes(form)));
}

function jtiOf(token: string): string {
	return (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {jti: string}).jti;
}
