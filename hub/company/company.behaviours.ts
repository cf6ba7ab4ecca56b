import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import {setLegalHold} from '../archive/erase.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {account, approve, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';
import {listenTo, toldIn} from '../told/told.fixture.ts';

const leeds = 'group/north/leeds';
const author: RoleAt = {role: 'author', location: leeds};
const reviewer: RoleAt = {role: 'reviewer', location: leeds};
const admin: RoleAt = {role: 'admin', location: 'group'};

/** The firm's own affairs: two admins for a change of power, stricter but never looser below, and how people leave. */
export function companyBehaviours(open: () => Promise<TestHub>): void {
	describe('company', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let ines: AtConsole;
		let inesId = '';
		beforeAll(async () => {
			hub = await open();
			const second = await hub.hire('Ines Roth', admin);
			inesId = second.enrolment.person.id;
		});
		afterAll(() => hub.close());
		beforeEach(async () => {
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			ines = await atConsole(hub, inesId);
		});

		const entries = async (type: string) =>
			(await hub.deps.store.db.selectFrom('archive_entries').select('seq').where('type', '=', type).execute())
				.length;
		const waiting = async (by = ines) => (await by.ask('changes')).find(({state}) => state === 'waiting')!;
		const decide = (by: AtConsole, id: string, decision: 'approve' | 'refuse' | 'withdraw' = 'approve') =>
			by.ask('decideChange', {decision, note: ''}, {id});
		const author1 = async (name: string) => {
			const {url} = await helen.ask('invitePerson', {name, roles: [author]});
			return url;
		};

		describe('what a malicious admin tries (T17) needs a second admin and leaves entries', () => {
			const attempts: Record<string, () => Promise<unknown>> = {
				'a second self who reviews': () =>
					helen.ask('invitePerson', {name: 'Second Self', roles: [author, reviewer]}),
				'an admin of one’s own': () => helen.ask('invitePerson', {name: 'Puppet', roles: [admin]}),
				'a reviewer by promotion': async () => {
					const {person} = await helen.ask('invitePerson', {name: 'Promoted', roles: [author]});
					return helen.ask('putRoles', {roles: [author, reviewer]}, {person});
				},
				'the other admin is no admin any more': () => helen.ask('putRoles', {roles: []}, {person: inesId}),
				'a browser in the name of the other admin': () =>
					helen.ask('newBrowser', undefined, {person: inesId}),
				'an account that lets everything out': () => helen.ask('putAccount', {...account, blind: 'capture'}),
				'an account that others review': () =>
					helen.ask('putAccount', {...account, location: 'group/south/hove'}),
				'an account that nobody guards': () =>
					helen.ask('removeAccount', {site: account.site, id: account.id}),
				'a token that makes people': () => helen.ask('newToken', {label: 'Mine'}),
				'a place that asks for less': async () => {
					const place = {location: 'group/south', title: 'South', kind: 'region', blind: 'closed'} as const;
					await helen.ask('putPlace', {...place, gate: 'managed'});
					return helen.ask('putPlace', {...place, gate: 'any'});
				},
				'the end of a legal hold': async () => {
					const hold = {id: 'LH-1', entries: [0], by: 'ruth', reason: 'A claim'};
					await hub.deps.store.write(trx => setLegalHold(hub.deps, trx, hold));
					const {cleared} = await helen.ask('clearLegalHold', {reason: 'Over'}, {id: 'LH-1'});
					expect(cleared).toBeNull();
				},
				'a shorter time in the archive': async () => {
					const topic = {
						id: 'motor',
						title: 'Motor finance',
						basis: 'PS26/3',
						notBefore: null,
						concept: null,
					};
					await helen.ask('saveTopic', {...topic, years: 12, rules: ['FIN-01'], kinds: []});
					const kept = await helen.ask('saveTopic', {...topic, years: 6, rules: ['FIN-01'], kinds: []});
					expect(kept.years).toBe(12);
				},
			};
			test.each(Object.keys(attempts))('%s', async name => {
				const before = [await entries('company.proposed'), await entries('company.decided')];
				const people = await helen.ask('staff');
				await attempts[name]!();
				const {id, lines} = await waiting();
				expect(lines.length).toBeGreaterThan(0);
				expect(await refusal(decide(helen, id))).toBe('four-eyes');
				expect((await ines.ask('company')).accounts).toEqual([account]);
				const rolesOf = (list: typeof people) => list.find(person => person.id === inesId)!.roles;
				expect(rolesOf(await helen.ask('staff'))).toEqual(rolesOf(people));
				await decide(ines, id, 'refuse');
				expect(await refusal(decide(ines, id))).toBe('decided-already');
				expect([await entries('company.proposed'), await entries('company.decided')]).toEqual([
					before[0]! + 1,
					before[1]! + 1,
				]);
			});

			test.each([
				['reviewer', reviewer],
				['admin', admin],
			])('by the command line no %s is made at all', async (_, role) => {
				const {client} = hub.helen;
				const made = client.call('invite', {person: {name: 'X'}, roles: [role]});
				expect(await refusal(made)).toBe('needs-second');
				const looser = client.call('registerAccount', {...account, blind: 'warn'});
				expect(await refusal(looser)).toBe('needs-second');
				const other = client.call('invite', {person: {id: inesId}, roles: [admin]});
				expect(await refusal(other)).toBe('needs-second');
			});

			test('nobody is made admin and auditor, by two admins neither', async () => {
				const roles: RoleAt[] = [admin, {role: 'auditor', location: 'group'}];
				expect(await refusal(helen.ask('invitePerson', {name: 'Both', roles}))).toBe('admin-and-auditor');
				expect(await refusal(helen.ask('putRoles', {roles}, {person: inesId}))).toBe('admin-and-auditor');
			});
		});

		test('approved by the second admin it is done, and says who wanted it and who agreed', async () => {
			const {person, waiting: waits} = await helen.ask('invitePerson', {
				name: 'Tom Okafor',
				roles: [author, reviewer],
			});
			expect(waits).toBe(true);
			const rolesNow = async () => (await helen.ask('staff')).find(({id}) => id === person)!.roles;
			expect(await rolesNow()).toEqual([author]);
			await decide(ines, (await waiting()).id);
			expect(await rolesNow()).toEqual([author, reviewer]);
			expect((await ines.ask('changes'))[0]).toMatchObject({by: 'Helen Marsh', decidedBy: 'Ines Roth'});
		});

		test('a legal hold ends, and a topic is kept for less, when the second admin agrees', async () => {
			await helen.ask('clearLegalHold', {reason: 'Over'}, {id: 'LH-1'});
			await decide(ines, (await waiting()).id);
			const [hold] = await helen.ask('legalHolds');
			expect(hold).toMatchObject({id: 'LH-1', cleared: {by: hub.helen.enrolment.person.id}});
			const [topic] = await helen.ask('topics');
			await helen.ask('saveTopic', {...topic!, years: 8});
			await decide(ines, (await waiting()).id);
			expect((await helen.ask('topics'))[0]).toMatchObject({id: 'motor', years: 8});
		});

		test('what was proposed before something else changed is not done', async () => {
			const {person} = await helen.ask('invitePerson', {name: 'Una', roles: [author, reviewer]});
			await helen.ask('putRoles', {roles: []}, {person});
			const {id} = await waiting();
			expect(await refusal(decide(ines, id))).toBe('moved-on');
			await decide(helen, id, 'withdraw');
		});

		test('a local admin decides only at his own place', async () => {
			await helen.ask('invitePerson', {name: 'Lena', roles: [{role: 'admin', location: 'group/south'}]});
			await decide(ines, (await waiting()).id);
			const lenaId = (await helen.ask('listPeople')).find(({name}) => name === 'Lena')!.id;
			const lena = await atConsole(hub, lenaId);
			await helen.ask('putAccount', {...account, blind: 'warn'});
			const {id} = await waiting();
			expect(await refusal(decide(lena, id))).toBe('not-an-admin');
			expect((await waiting(lena)).mayDecide).toBe(false);
			await decide(ines, id, 'refuse');
			const place = {location: leeds, title: 'Leeds', kind: 'branch', gate: 'any', blind: 'capture'} as const;
			expect(await refusal(lena.ask('putPlace', place))).toBe('not-an-admin');
		});

		test('a place below asks for more than the one above, never for less', async () => {
			const north = {location: 'group/north', title: 'North', kind: 'region'} as const;
			expect(await helen.ask('putPlace', {...north, gate: 'managed', blind: 'closed'})).toEqual({done: true});
			const {accounts} = await helen.ask('company');
			expect(accounts[0]).toMatchObject({gate: 'managed', blind: 'closed', location: leeds});
			expect((await hub.helen.client.call('me')).accounts[0]).toMatchObject({gate: 'managed'});
			expect(await refusal(helen.ask('putAccount', account))).toBe('asked-above');
			expect(await helen.ask('putPlace', {...north, gate: 'any', blind: 'capture'})).toMatchObject({
				done: false,
			});
			expect((await helen.ask('company')).accounts[0]!.gate).toBe('managed');
			await decide(ines, (await waiting()).id);
			expect((await helen.ask('company')).accounts[0]).toEqual(account);
		});

		test('only an empty place can go', async () => {
			const york = {
				location: 'group/north/york',
				title: 'York',
				kind: 'branch',
				gate: 'any',
				blind: 'capture',
			};
			await helen.ask('putPlace', york as never);
			const titles = async () => (await helen.ask('company')).places.map(({title}) => title);
			expect(await titles()).toContain('York');
			await helen.ask('removePlace', {location: 'group/north/york'});
			expect(await titles()).not.toContain('York');
			expect(await refusal(helen.ask('removePlace', {location: 'group/north'}))).toBe('place-in-use');
		});

		test('an account that somebody offers waits in the register for an admin; no other is ever known', async () => {
			const {client} = hub.helen;
			const york = {site: 'x', id: '1700000000000000009', handle: '@HSYork', name: 'H&S York'} as const;
			const found = async () => (await helen.ask('company')).found;
			await listenTo(hub, ['found']);
			await client.call('offerAccount', york);
			await client.call('offerAccount', york);
			await client.call('offerAccount', {...york, id: account.id});
			expect(await found()).toMatchObject([{...york, by: 'Helen Marsh'}]);
			expect(await entries('account.offered')).toBe(1);
			expect(await toldIn(hub)).toEqual([{to: 'chn_1', kind: 'found'}]);
			await helen.ask('forgetAccount', {site: 'x', id: york.id});
			expect(await found()).toEqual([]);
			expect(await entries('account.not-ours')).toBe(1);
			await client.call('offerAccount', york);
			await helen.ask('putAccount', {...account, ...york});
			expect(await found()).toEqual([]);
			expect((await helen.ask('company')).accounts).toHaveLength(2);
		});

		test('with names on an account, only those send from it', async () => {
			const {device: _, ...sam} = await hub.hire('Sam Reed', author);
			await helen.ask('putAccount', {...account, users: ['somebody-else']});
			expect(await refusal(sam.client.call('submit', await submission(hub)))).toBe('not-an-author');
			await helen.ask('putAccount', {...account, users: [sam.enrolment.person.id]});
			expect((await sam.client.call('submit', await submission(hub))).state).toBe('held');
			await helen.ask('putAccount', account);
		});

		test('who leaves proves nothing any more, and what they left moves on', async () => {
			const [sam, tess] = [await hub.hire('Sam Hill', author), await hub.hire('Tess Hill', author)];
			await helen.ask('invitePerson', {name: 'Rita', roles: [reviewer]});
			await decide(ines, (await waiting()).id);
			const rita = (await helen.ask('staff')).find(({name}) => name === 'Rita')!;
			const invited = await helen.ask('newBrowser', undefined, {person: rita.id});
			expect(invited.url).toBeUndefined();
			const {url} = await decide(ines, (await waiting()).id);
			const {enrol} = await import('../client.ts');
			const reach = {url: 'http://hub.example', fetch: hub.fetch, now: () => hub.clock.now};
			const reviewing = await enrol(reach, url!, 'Rita');
			const held = await sam.client.call('submit', await submission(hub));
			await approve(hub, reviewing, held);
			await helen.ask('endPerson', {leaves: true, successor: null}, {person: rita.id});
			expect(await refusal(reviewing.client.call('me'))).toBe('device-revoked');
			expect((await sam.client.call('hold', undefined, {id: held.id})).state).toBe('held');
			const to = tess.enrolment.person.id;
			const gone = sam.enrolment.person.id;
			const {moved} = await helen.ask('endPerson', {leaves: true, successor: to}, {person: gone});
			expect(moved).toBeGreaterThan(0);
			expect((await tess.client.call('holds')).map(({id}) => id)).toContain(held.id);
			const staff = await helen.ask('staff');
			expect(staff.find(({id}) => id === gone)).toMatchObject({roles: [], open: 0});
			expect(staff.find(({id}) => id === to)!.open).toBeGreaterThan(0);
		});

		test('what somebody is trained for, and when they are away, is on the person', async () => {
			await author1('Dora');
			await helen.ask('invitePerson', {name: 'Otto', roles: [reviewer]});
			await decide(ines, (await waiting()).id);
			const staff = await helen.ask('staff');
			const [dora, otto] = ['Dora', 'Otto'].map(who => staff.find(({name}) => name === who)!);
			const until = hub.clock.now + 60 * minute;
			await helen.ask('putCompetence', {name: 'finance', until}, {person: otto!.id});
			const since = hub.clock.now;
			await helen.ask('putAway', {since, until, delegates: [otto!.id]}, {person: dora!.id});
			const after = await helen.ask('staff');
			expect(after.find(({id}) => id === otto!.id)!.competences).toEqual([
				{name: 'finance', until, isOver: false},
			]);
			expect(after.find(({id}) => id === dora!.id)!.away).toEqual([{since, until, delegate: otto!.id}]);
			const helenId = hub.helen.enrolment.person.id;
			const own = helen.ask('putCompetence', {name: 'finance', until}, {person: helenId});
			expect(await refusal(own)).toBe('four-eyes');
			hub.clock.now = until;
			helen = await atConsole(hub, helenId);
			expect((await helen.ask('staff')).find(({id}) => id === otto!.id)!.competences[0]!.isOver).toBe(true);
		});
	});
}
