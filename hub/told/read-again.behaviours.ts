import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readingOf} from '#lib/core/policy/read-again.ts';
import {good} from '../authoring/authoring.behaviours.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {minute, start, type TestHub} from '../hub.fixture.ts';
import {turn} from '../jobs/clockwork.ts';
import type {HubOptions} from '../open-hub.ts';
import {sendDue} from './send.ts';
import {openPostbox, type Postbox} from './told.fixture.ts';

const day = 24 * 60 * minute;

/** Every six months somebody reads a rule again, and is asked to. */
export function readAgainBehaviours(open: (more: Partial<HubOptions>) => Promise<TestHub>): void {
	describe('rules are read again', () => {
		let hub: TestHub;
		let box: Postbox;
		let tom: string;
		const at = (person: string) => atConsole(hub, person);
		const helen = () => at(hub.helen.enrolment.person.id);
		beforeAll(async () => {
			box = await openPostbox();
			const mail = {url: box.url, from: 'Countersign <countersign@harwellstone.example>'};
			hub = await open({mail, rounds: 'by-hand'});
			tom = (await hub.hire('Tom Okafor', {role: 'rule-reviewer', location: 'group'})).enrolment.person.id;
			for (const who of [await helen(), await at(tom)]) await wish(who);
			await (await helen()).ask('installStarter', undefined, {pack: 'data-protection'});
			const yaml = good.replace('owner: Helen Marsh', 'owner: tom okafor').replace('2027-05-24', dayAt(20));
			await (await helen()).ask('saveRule', {rule: null, yaml, was: null}, {pack: 'house'});
		});
		afterAll(async () => {
			await hub.close();
			await box.close();
		});

		async function wish(who: AtConsole): Promise<void> {
			const {person} = await who.ask('session');
			const email = `${person.name.split(' ')[0]!.toLowerCase()}@harwellstone.example`;
			const never = {quiet: null, wakeFor: [], wakesAtMost: 0, summaries: []};
			await who.ask('putMyTelling', {email, zone: 'UTC', ...never, atOnce: ['rules']});
		}
		const dayAt = (days: number) => new Date(start + days * day).toISOString().slice(0, 10);
		/** Whom that day's round tells, of which rules. */
		async function told(days: number): Promise<string[]> {
			box.letters.length = 0;
			hub.clock.now = start + days * day;
			await turn(hub.deps);
			await sendDue(hub.deps);
			return box.letters
				.map(
					({to, text}) =>
						`${to[0]!.split('@')[0]}: ${[...new Set(text.match(/[A-Z]{2,4}-\d\d/g))].join(' ')}`,
				)
				.sort();
		}

		test('its owner is told two weeks ahead, once; on the day the admins too', async () => {
			expect(await told(5)).toEqual([]);
			expect(await told(6)).toEqual(['tom: HSE-10']);
			expect(await told(7)).toEqual([]);
			expect(await told(20)).toEqual(['helen: HSE-10', 'tom: HSE-10']);
			expect(await told(21)).toEqual([]);
		});

		test('it stands in the console until somebody has read it: then in six months', async () => {
			const asked = await (await at(tom)).ask('rulesToRead');
			expect(asked).toMatchObject([{id: 'HSE-10', when: 'due', review: dayAt(20), isYours: true}]);
			expect(await (await helen()).ask('rulesToRead')).toMatchObject([{isYours: false}]);
			const place = {pack: 'house', rule: 'HSE-10'};
			const {yaml, n, nextReading} = await (await helen()).ask('readRule', undefined, place);
			expect(nextReading).toBe(dayAt(21 + 182));
			const read = yaml.replace(dayAt(20), nextReading!);
			await (await helen()).ask('saveRule', {rule: 'HSE-10', yaml: read, was: n}, {pack: 'house'});
			expect(await (await helen()).ask('rulesToRead')).toEqual([]);
			expect((await (await helen()).ask('readRule', undefined, place)).nextReading).toBeNull();
		});

		test('who installs a starter pack answers for it, and reads it again in six months', async () => {
			const {rules} = await (await helen()).ask('listRules');
			const installed = rules.filter(({pack}) => pack === 'data-protection');
			expect(installed.length).toBeGreaterThan(0);
			for (const {owner, review} of installed) expect([owner, review]).toEqual(['Helen Marsh', dayAt(182)]);
			expect(readingOf({review: dayAt(182)}, start + 167 * day)).toBeNull();
			const [letter, ...others] = await told(168);
			expect(others).toEqual([]);
			expect(letter).toMatch(/^helen: .*-\d\d/);
		});
	});
}
