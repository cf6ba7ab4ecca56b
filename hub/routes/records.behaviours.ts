import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {logPath} from '#lib/api/contract.ts';
import type {RecordBodies, RecordKind} from '#lib/core/archive/record.ts';
import type {Connected} from '../client.ts';
import {approve, draft, refusal, submission, type TestHub} from '../hub.fixture.ts';
import {type Outbox, outboxOf} from '../outbox.fixture.ts';

const leeds = 'group/north/leeds';

/** Captures go into the archive, come back as receipts, and move their holds. */
export function recordBehaviours(open: () => Promise<TestHub>): void {
	describe('records', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		let outbox: Outbox;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
			outbox = outboxOf(priya, () => hub.clock.now);
		});
		afterAll(() => hub.close());

		async function deliver<K extends RecordKind>(kind: K, body: RecordBodies[K], by = priya) {
			const {n, jws} = await outbox.write(kind, body);
			return () => by.client.call('putRecord', {record: jws, from: 0}, {device: priya.device, n});
		}

		async function released() {
			const hold = await priya.client.call('submit', await submission(hub));
			await approve(hub, tom, hold);
			const command = {type: 'release', digest: hold.digest, gate: 'unmanaged'} as const;
			const {token} = await priya.client.call('command', command, {id: hold.id});
			const {jti} = JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as {jti: string};
			return {hold, jti};
		}

		const sentBody = ({
			hold,
			jti,
		}: Awaited<ReturnType<typeof released>>): RecordBodies['interaction.sent'] => ({
			release: jti,
			hold: hold.id,
			site: 'x',
			account: draft().account,
			siteId: '19',
			url: 'https://x.com/i/19',
			digest: hold.digest,
			observedBy: 'main',
			confirmed: true,
		});
		const stateOf = async (id: string) => (await priya.client.call('hold', undefined, {id})).state;

		test('a capture gets a receipt, the same one again, and archives its hold', async () => {
			const out = await released();
			const send = await deliver('interaction.sent', sentBody(out));
			const receipt = await send();
			expect(receipt).toMatchObject({device: priya.device, n: 1});
			expect((await send()).index).toBe(receipt.index);
			expect(await stateOf(out.hold.id)).toBe('archived');
		});

		test('the report by command after it changes nothing more', async () => {
			const out = await released();
			await (await deliver('interaction.sent', sentBody(out)))();
			const {release, siteId, url, digest} = sentBody(out);
			const report = {type: 'sent', release, siteId, url, digest} as const;
			expect((await priya.client.call('command', report, {id: out.hold.id})).hold.state).toBe('archived');
		});

		test('a capture of what was never released is kept, with an incident', async () => {
			const hold = await priya.client.call('submit', await submission(hub));
			const send = await deliver('interaction.sent', sentBody({hold, jti: 'made-up'}));
			await send();
			expect(await stateOf(hold.id)).toBe('held');
			const incidents = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.where('type', '=', 'incident.unreleased')
				.execute();
			expect(incidents).toHaveLength(1);
		});

		test('a failure ends its hold', async () => {
			const {hold, jti} = await released();
			const body = {
				release: jti,
				hold: hold.id,
				site: 'x',
				account: draft().account,
				reason: 'refused by X',
			} as const;
			await (await deliver('interaction.failed', body))();
			expect(await stateOf(hold.id)).toBe('failed');
		});

		test('an outcome that nobody saw ends nothing: it may be public, and a late answer still counts', async () => {
			const out = await released();
			const body = {
				release: out.jti,
				hold: out.hold.id,
				site: 'x',
				account: draft().account,
				reason: 'the answer was not seen',
				unsure: true,
			} as const;
			await (await deliver('interaction.failed', body))();
			expect(await stateOf(out.hold.id)).toBe('released');
			await (await deliver('interaction.sent', sentBody(out)))();
			expect(await stateOf(out.hold.id)).toBe('archived');
		});

		test('a device delivers its own records only, in its own hand', async () => {
			const send = await deliver('gate.blocked', blocked, tom);
			expect(await refusal(send())).toBe('not-yours');
		});

		test('a number that is missing is asked for, and nothing is lost', async () => {
			const first = await deliver('gate.blocked', blocked);
			const second = await deliver('gate.blocked', blocked);
			expect(await refusal(second())).toBe('records-missing');
			// The record refused above was never delivered either
			await expect(first()).rejects.toMatchObject({code: 'records-missing'});
		});

		test('what is no record is not taken', async () => {
			const send = (body: object, n: number | string = 1) =>
				priya.client.call('putRecord', body as never, {device: priya.device, n});
			expect(await refusal(send({record: 'a.b.c', from: 0}))).toBe('signature');
			expect(await refusal(send({record: 'a.b.c', from: 0}, 'x'))).toBe('malformed');
			expect(await refusal(send({}))).toBe('malformed');
		});

		test('everybody sees what is kept about him, and nothing of others', async () => {
			const mine = await priya.client.call('myRecords');
			expect(mine.map(({kind}) => kind)).toContain('record.interaction.sent');
			expect((await tom.client.call('myRecords')).map(({kind}) => kind)).not.toContain(
				'record.interaction.sent',
			);
		});

		test('the log can be followed as static files, by whoever has a device here', async () => {
			await hub.deps.archive.publish();
			const checkpoint = await (await tom.client.raw('GET', `${logPath}/checkpoint`)).text();
			const [name, size] = checkpoint.split('\n');
			expect(name).toBe(hub.deps.keys.log.name);
			const tile = await tom.client.raw('GET', `${logPath}/tile/0/000.p/${size}`);
			expect((await tile.arrayBuffer()).byteLength).toBe(Number(size) * 32);
			for (const path of ['0/001', '../payloads', '0/000/../../checkpoint', 'entries/1'])
				expect(await refusal(tom.client.raw('GET', `${logPath}/tile/${path}`))).toMatch(
					/not-found|proof-refused/,
				);
			expect((await hub.app.inject(`${logPath}/checkpoint`)).statusCode).toBe(401);
		});
	});
}

const blocked = {
	site: 'x',
	account: draft().account,
	operation: 'post',
	lock: 'gesture',
	reason: 'held',
} as const;
