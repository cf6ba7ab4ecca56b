import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type AtConsole, atConsole} from '#hub/console/console.fixture.ts';
import {bundle, minute, strictRule, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';

const from = {site: 'x', tab: 1, frame: 0} as const;
const lesson = {id: 'lesson-1', title: 'weekend offers', text: 'Say until when: "until Sunday at six".'};

/** A lesson comes with signed rules, is shown to those who write until they have read it, and who read it is archived. */
export function lessonBehaviours(open: () => Promise<TestHub>): void {
	describe('lessons', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let priya: TestDesk;
		let line: 'is up' | 'is down' = 'is up';
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			priya = await browserOf({name: 'Priya Nair'}, 'author');
		});
		afterAll(() => hub.close());

		async function browserOf(
			person: {name: string} | {id: string},
			role: 'author' | 'reviewer',
		): Promise<TestDesk> {
			const lossy: typeof fetch = (input, init) =>
				line === 'is up' ? hub.fetch(input, init) : Promise.reject(new TypeError('lost'));
			const desk = openTestDesk({fetch: lossy, clock: hub.clock, engine: policyEngine()});
			const roles = [{role, location: 'group/north/leeds'}];
			const {code} = await hub.helen.client.call('invite', {person, roles});
			const enrolled = await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
			expect(enrolled).toMatchObject({ok: true});
			return desk;
		}
		const shown = async (desk: TestDesk) =>
			(await contentHandlers(desk)['page:hello']({site: 'x'}, from)).lesson?.title;
		const gotIt = (desk: TestDesk, id = lesson.id) =>
			contentHandlers(desk)['lesson:read']({lesson: id}, from);
		const read = async () => (await helen.ask('releases')).lesson;
		async function entries(): Promise<number> {
			const all = hub.deps.store.db.selectFrom('archive_entries').select('type');
			return (await all.where('type', '=', 'lesson.read').execute()).length;
		}

		test('nobody is told anything before a lesson comes', async () => {
			expect(await shown(priya)).toBeUndefined();
			expect(await read()).toBeNull();
		});

		test('it comes with the rules, to those who write and to nobody else', async () => {
			const tom = await browserOf({name: 'Tom Okafor'}, 'reviewer');
			await hub.helen.client.call('publishPolicy', {bundle: {...bundle(strictRule()), lesson}});
			await Promise.all([priya.sync(), tom.sync()]);
			expect([await shown(priya), await shown(tom)]).toEqual(['weekend offers', undefined]);
			expect(await read()).toEqual({title: lesson.title, text: lesson.text, read: 0, of: 1});
		});

		test('read while the hub is away, it is not shown again, and told later, once', async () => {
			line = 'is down';
			expect(await gotIt(priya)).toEqual({ok: true});
			expect(await shown(priya)).toBeUndefined();
			expect(await entries()).toBe(0);
			line = 'is up';
			await priya.sync();
			await gotIt(priya);
			await priya.sync();
			expect(await entries()).toBe(1);
			expect((await read())?.read).toBe(1);
		});

		test('in a second browser of the same person it counts once', async () => {
			const {id} = (await priya.ports.stores.get('enrolled'))!.person;
			const second = await browserOf({id}, 'author');
			await gotIt(second);
			await second.sync();
			expect([await entries(), (await read())?.read]).toEqual([1, 1]);
		});

		test('one that never was is refused by the hub, and given up by the browser', async () => {
			await gotIt(priya, 'never');
			await priya.sync();
			expect((await priya.ports.stores.get('lessons'))?.untold).toEqual([]);
			expect(await entries()).toBe(1);
		});

		test('rules rolled back to bring none', async () => {
			await helen.ask('rollBack', {reason: 'It hits parking'});
			expect(await shown(await browserOf({name: 'Dev Patel'}, 'author'))).toBeUndefined();
		});

		test('of a rule that is only counted in silence here, nobody is told before it is seen', async () => {
			const next = {...lesson, id: 'lesson-2', title: 'deposits', rules: ['HSE-09']};
			const from = hub.clock.now + minute;
			const step = (stage: 'shadow' | 'tip', from: number) => ({stage, locations: ['group/north'], from});
			const stages = {'HSE-09': [step('shadow', hub.clock.now), step('tip', from)]};
			await hub.helen.client.call('publishPolicy', {bundle: {...bundle(strictRule()), lesson: next, stages}});
			await priya.sync();
			expect(await shown(priya)).toBeUndefined();
			hub.clock.now = from;
			expect(await shown(priya)).toBe('deposits');
		});
	});
}
