import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Connected} from '../client.ts';
import {account, minute, refusal, start, type TestHub} from '../hub.fixture.ts';

const leeds = account.location;
const day = 24 * 60 * minute;
/** Saturday, 21 November 2026, 22:41 in London. */
const late = Date.UTC(2026, 10, 21, 22, 41);

/** Walkthrough (b): a complaint in a thread becomes a numbered one, with a clock and somebody who sees to it. */
export function complaintBehaviours(open: () => Promise<TestHub>): void {
	describe('complaints', () => {
		let hub: TestHub;
		let dev: Connected;
		let tom: Connected;
		let hal: Connected;
		beforeAll(async () => {
			hub = await open();
			hub.clock.now = late;
			dev = await hub.hire('Dev Patel', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: 'group/north'});
			hal = await hub.hire('Hal Reed', {role: 'reviewer', location: 'group/east/hull'});
		});
		afterAll(() => hub.close());

		const written = (target = '71') => ({
			...{site: account.site, account: account.id, target, url: 'https://x.com/karen/status/71'},
			words: 'You lot never told me you got commission on my PCP. My reg is [number plate]',
			about: 'commission' as const,
			receivedAt: late - 39 * minute,
		});
		const log = (who: Connected, target?: string) => who.client.call('logComplaint', written(target));
		const step = (who: Connected, id: string, what: 'answered' | 'taken' | 'hide' | 'hidden' | 'closed') =>
			who.client.call('complaintStep', {step: what}, {id});
		const idOf = ({enrolment}: Connected) => enrolment.person.id;

		test('numbered in its year, with the clock of eight weeks and of the next working day', async () => {
			const complaint = await log(dev);
			expect(complaint).toMatchObject({
				id: 'C-2026-00001',
				...{words: written().words, by: {id: idOf(dev)}, owner: null, closedAt: null, hide: null},
				finalBy: Date.UTC(2027, 0, 16, 22, 2),
				// A Saturday evening: the end of Monday
				promisedBy: Date.UTC(2026, 10, 24) - 1,
			});
			expect((await log(dev, '72')).id).toBe('C-2026-00002');
		});

		test('one message is one complaint, whoever logs it again', async () => {
			expect(await log(tom)).toMatchObject({id: 'C-2026-00001', by: {id: idOf(dev)}});
		});

		test('seen by whoever logged it and by the people of the place, and by nobody else', async () => {
			for (const who of [dev, tom, hub.helen])
				expect((await who.client.call('complaints')).map(({id}) => id)).toEqual([
					'C-2026-00001',
					'C-2026-00002',
				]);
			expect(await hal.client.call('complaints')).toEqual([]);
			expect(await refusal(log(hal, '73'))).toBe('not-an-author');
			expect(await refusal(step(hal, 'C-2026-00001', 'taken'))).toBe('unknown-complaint');
		});

		test('taken, answered, its comment hidden, closed: who and when is written down, once', async () => {
			const id = 'C-2026-00001';
			expect(await refusal(step(dev, id, 'taken'))).toBe('unknown-complaint');
			expect((await step(dev, id, 'answered')).answeredAt).toBe(late);
			hub.clock.now += day;
			expect(await step(dev, id, 'answered')).toMatchObject({answeredAt: late});
			expect(await step(dev, id, 'hide')).toMatchObject({hide: 'asked'});
			expect(await refusal(step(dev, id, 'hidden'))).toBe('unknown-complaint');
			expect(await step(tom, id, 'taken')).toMatchObject({owner: {name: 'Tom Okafor'}});
			expect(await step(tom, id, 'hidden')).toMatchObject({hide: 'hidden'});
			expect(await step(tom, id, 'closed')).toMatchObject({closedAt: hub.clock.now});
			expect(await refusal(step(tom, id, 'taken'))).toBe('closed');
			expect((await dev.client.call('complaints')).map(complaint => complaint.id)).toEqual(['C-2026-00002']);
			expect(await typesOf(id)).toEqual(['logged', 'answered', 'hide', 'taken', 'hidden', 'closed']);
		});

		test('nothing is received in the future, and only for accounts in the register', async () => {
			const ahead = {...written('74'), receivedAt: hub.clock.now + minute};
			expect(await refusal(dev.client.call('logComplaint', ahead))).toBe('malformed');
			const unknown = {...written('75'), account: '9'};
			expect(await refusal(dev.client.call('logComplaint', unknown))).toBe('account-unknown');
			expect(start).toBeLessThan(late);
		});

		/** Of the archive's entries about it, in order. */
		async function typesOf(id: string): Promise<string[]> {
			const {archive, store} = hub.deps;
			const entries = await store.db.selectFrom('archive_entries').select('leaf').orderBy('seq').execute();
			const types: string[] = [];
			for (const {leaf} of entries) {
				const {type, payload} = JSON.parse(leaf) as Leaf;
				const opened = type.startsWith('complaint.') && (await archive.open({payload}));
				if (opened && JSON.parse(opened.plaintext.toString()).complaint === id) types.push(type.slice(10));
			}
			return types;
		}
	});
}
