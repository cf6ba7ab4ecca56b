import {CompactSign} from 'jose';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {nextRecord, recordBytes, recordJwsType} from '#lib/core/archive/record.ts';
import {emptyDraft} from '#lib/core/draft.ts';
import {headSize} from '../archive/entries.ts';
import {openIndex} from '../audit/archive-index.ts';
import type {Connected} from '../client.ts';
import {account, refusal, type TestHub} from '../hub.fixture.ts';
import {beat, outboxOf, type Written} from '../outbox.fixture.ts';

/** What a device may send that is not ours, or in bad company: one record never stops those of others, nor the hub. */
export function deliveryBehaviours(open: () => Promise<TestHub>): void {
	describe('deliveries', () => {
		let hub: TestHub;
		let priya: Connected;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: account.location});
		});
		afterAll(() => hub.close());

		const together = (lot: readonly Written[], by = priya) =>
			by.client.call(
				'putRecords',
				{n: lot[0]!.n, records: lot.map(({jws}) => jws), from: 0},
				{device: by.device},
			);

		test('letters that no column can hold are kept as they were signed, found, and stop nobody', async () => {
			const outbox = outboxOf(priya, () => hub.clock.now);
			const attempt = {release: 'r\0', hold: 'h\0', account: 'a\0b', digest: 'ab'.repeat(32)};
			const at = {...attempt, url: 'https://x.com/\0'};
			const draft = {...emptyDraft('x', 'post', 'a\0b'), text: 'unusual\0letters', quoted: '\0'};
			const said = {policy: 'ab'.repeat(32), findings: [], gate: 'managed', authorPerson: 'p\0'} as const;
			const lot = [
				await outbox.write('interaction.releasing', {...at, ...said, draft}),
				await outbox.write('interaction.sent', {
					...at,
					...{site: 'x', siteId: '1\0', observedBy: 'main', confirmed: true},
				}),
				await outbox.write('gate.blocked', {
					...{site: 'x', account: 'a\0b', operation: '\0', lock: 'gesture', reason: '\0'},
				}),
				await outbox.write('heartbeat', {...beat, extension: '\0', browser: '\0', accounts: ['\0']}),
			];
			const {receipts} = await together(lot);
			expect(receipts.map(({digest}) => digest)).toEqual(lot.map(({digest}) => digest));
			expect(await openIndex(hub.deps).grow()).toBe(await headSize(hub.deps.store.db));
		});

		test('a number that nobody can count to is refused, not a failure of the hub', async () => {
			const sam = await hub.hire('Sam Doyle', {role: 'author', location: account.location});
			const n = 2 ** 40;
			const nonce = 'ab'.repeat(16);
			const end = {n: n - 1, digest: 'ab'.repeat(32)};
			const record = nextRecord(end, sam.device, hub.clock.now, 'heartbeat', {...beat, nonce});
			const header = {alg: 'ES256', typ: recordJwsType, kid: sam.device};
			const jws = await new CompactSign(recordBytes(record)).setProtectedHeader(header).sign(sam.key);
			const one = sam.client.call('putRecord', {record: jws, from: 0}, {device: sam.device, n});
			expect(await refusal(one)).toBe('malformed');
			expect(await refusal(together([{n, jws, digest: ''}], sam))).toBe('malformed');
		});
	});
}
