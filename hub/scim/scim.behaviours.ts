import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {enrol} from '../client.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {enterByIdentity} from '../console/enter.ts';
import {approve, refusal, submission, type TestHub} from '../hub.fixture.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const leeds = 'group/north/leeds';

/** What Entra and Okta send, in their own shapes, and what has to become of it here. */
export function scimBehaviours(open: () => Promise<TestHub>): void {
	describe('scim', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let token = '';
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			({token} = await helen.ask('newToken', {label: 'Entra'}));
		});
		afterAll(() => hub.close());

		async function send(method: string, path: string, body?: object, more: Record<string, string> = {}) {
			const reply = await hub.app.inject({
				method: method as 'GET',
				url: `/scim/v2${path}`,
				headers: {
					authorization: `Bearer ${token}`,
					...(body && {'content-type': 'application/scim+json'}),
					...more,
				},
				...(body && {payload: JSON.stringify(body)}),
			});
			return {
				status: reply.statusCode,
				headers: reply.headers,
				body: reply.body === '' ? undefined : JSON.parse(reply.body),
			};
		}
		const patch = (path: string, operations: object[], more = {}) =>
			send('PATCH', path, {schemas: [patchOp], Operations: operations}, more);
		/** As Entra makes a user. */
		const entra = (userName: string, more: object = {}) =>
			send('POST', '/Users', {
				schemas: [`${core}:User`, enterprise],
				externalId: `ext-${userName}`,
				userName,
				active: true,
				displayName: userName.split('@')[0],
				emails: [{primary: true, type: 'work', value: userName}],
				meta: {resourceType: 'User'},
				name: {formatted: 'Given Family', familyName: 'Family', givenName: 'Given'},
				...more,
			});
		const rolesOf = async (id: string) => (await helen.ask('staff')).find(person => person.id === id)?.roles;
		/** A group whose members get this role. */
		async function group(name: string, role: 'author' | 'reviewer' | 'admin' | 'auditor', location = leeds) {
			const {body} = await send('POST', '/Groups', {schemas: [`${core}:Group`], displayName: name});
			await helen.ask('putGrants', {grants: [{role, location}]}, {id: body.id});
			return body.id as string;
		}
		const add = (id: string, ...users: string[]) =>
			patch(`/Groups/${id}`, [{op: 'Add', path: 'members', value: users.map(value => ({value}))}]);
		const reach = () => ({url: 'http://hub.example', fetch: hub.fetch, now: () => hub.clock.now});
		async function browserOf(id: string) {
			const {url} = await helen.ask('newBrowser', undefined, {person: id});
			return enrol(reach(), url!, 'work');
		}

		test.each(['', 'Bearer', 'Bearer guessed', 'Basic x'])('%j opens nothing', async authorization => {
			const {status, body} = await send('GET', '/Users', undefined, {authorization});
			expect([status, body.status, body.schemas]).toEqual([
				401,
				'401',
				['urn:ietf:params:scim:api:messages:2.0:Error'],
			]);
		});

		test('says what it can: configuration, types, schemas', async () => {
			const config = await send('GET', '/ServiceProviderConfig');
			expect(config.body).toMatchObject({patch: {supported: true}, etag: {supported: true}});
			expect(config.headers['content-type']).toContain('application/scim+json');
			expect((await send('GET', '/ResourceTypes')).body.totalResults).toBe(2);
			expect((await send('GET', '/Schemas')).body.Resources.map(({id}: {id: string}) => id)).toContain(
				`${core}:User`,
			);
		});

		test('a joiner is looked for, made once, and found by either name whatever its case', async () => {
			const asked = `/Users?filter=${encodeURIComponent('userName eq "anna@harwell.example"')}`;
			expect((await send('GET', asked)).body).toMatchObject({totalResults: 0, Resources: []});
			const made = await entra('Anna@harwell.example');
			expect(made.status).toBe(201);
			expect(made.headers.location).toBe(made.body.meta.location);
			expect((await send('GET', asked)).body.Resources[0].id).toBe(made.body.id);
			const external = encodeURIComponent('externalId eq "ext-Anna@harwell.example"');
			expect((await send('GET', `/Users?filter=${external}`)).body.totalResults).toBe(1);
			expect(await entra('anna@HARWELL.example')).toMatchObject({
				status: 409,
				body: {scimType: 'uniqueness', status: '409'},
			});
		});

		test('pages are counted from one and never larger than asked', async () => {
			for (const n of [1, 2, 3]) await entra(`page${n}@harwell.example`);
			const all = (await send('GET', '/Users')).body.totalResults as number;
			const page = (await send('GET', '/Users?startIndex=2&count=2')).body;
			expect(page).toMatchObject({totalResults: all, startIndex: 2, itemsPerPage: 2});
			expect((await send('GET', '/Users?count=0')).body).toMatchObject({totalResults: all, itemsPerPage: 0});
			const seen = new Set<string>();
			for (let at = 1; at <= all; at++)
				seen.add((await send('GET', `/Users?startIndex=${at}&count=1`)).body.Resources[0].id);
			expect(seen.size).toBe(all);
		});

		test.each([
			['userName co "a"', 'invalidFilter'],
			['emails eq "a"', 'invalidFilter'],
			['userName eq', 'invalidFilter'],
		])('the filter %s is refused as SCIM says', async (filter, scimType) => {
			const {status, body} = await send('GET', `/Users?filter=${encodeURIComponent(filter)}`);
			expect([status, body.scimType]).toEqual([400, scimType]);
		});

		test.each<[string, object[], object]>([
			['Okta: an object', [{op: 'replace', value: {title: 'Manager'}}], {title: 'Manager'}],
			[
				'Entra: a path with a filter',
				[{op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@harwell.example'}],
				{emails: [{value: 'new@harwell.example', type: 'work', primary: true}]},
			],
			[
				'Entra: a part of a name',
				[{op: 'Add', path: 'name.givenName', value: 'Ida'}],
				{name: {givenName: 'Ida'}},
			],
			[
				'Entra: dotted keys',
				[{op: 'Add', value: {'name.familyName': 'Reed', displayName: 'Ida Reed'}}],
				{displayName: 'Ida Reed', name: {familyName: 'Reed'}},
			],
			[
				'the extension',
				[{op: 'Add', path: `${enterprise}:department`, value: 'Sales'}],
				{[enterprise]: {department: 'Sales'}},
			],
			['taken out', [{op: 'remove', path: 'title'}], {}],
		])('PATCH by %s', async (_, operations, expected) => {
			const {body} = await entra(`patch-${hub.clock.now++}@harwell.example`);
			const patched = await patch(`/Users/${body.id}`, operations);
			expect(patched.status).toBe(200);
			expect(patched.body).toMatchObject(expected);
			expect(patched.body.meta.version).toBe('W/"2"');
		});

		test('what was changed meanwhile is not written over; what is the same is not sent again', async () => {
			const {body, headers} = await entra('etag@harwell.example');
			const path = `/Users/${body.id}`;
			expect((await send('GET', path, undefined, {'if-none-match': String(headers.etag)})).status).toBe(304);
			const to = [{op: 'replace', path: 'title', value: 'x'}];
			expect((await patch(path, to, {'if-match': String(headers.etag)})).status).toBe(200);
			expect((await patch(path, to, {'if-match': String(headers.etag)})).status).toBe(412);
		});

		test.each<[string, object, number, string]>([
			['no name', {schemas: [], active: true}, 400, 'invalidValue'],
			['a wrong truth', {userName: 'x', active: 'maybe'}, 400, 'invalidValue'],
		])('a user with %s is refused', async (_, body, status, scimType) => {
			expect(await send('POST', '/Users', body)).toMatchObject({status, body: {scimType}});
		});

		test.each<[string, object[], string]>([
			['a path of another language', [{op: 'replace', path: '$..x', value: 1}], 'invalidPath'],
			['the prototype', [{op: 'add', path: '__proto__', value: {}}], 'invalidPath'],
			['nothing to remove', [{op: 'remove'}], 'noTarget'],
			['an unknown verb', [{op: 'move', path: 'title'}], 'invalidValue'],
		])('PATCH with %s is refused and changes nothing', async (_, operations, scimType) => {
			const {body} = await entra(`bad-${hub.clock.now++}@harwell.example`);
			const refused = await patch(`/Users/${body.id}`, operations);
			expect([refused.status, refused.body.scimType]).toEqual([400, scimType]);
			expect((await send('GET', `/Users/${body.id}`)).body.meta.version).toBe('W/"1"');
		});

		test('a group gives its members what admins said, and takes it away again', async () => {
			const {body: ann} = await entra('ann@harwell.example');
			const authors = await group('Leeds authors', 'author');
			expect((await add(authors, ann.id)).body.members).toHaveLength(1);
			expect(await rolesOf(ann.id)).toEqual([{role: 'author', location: leeds}]);
			const {body: shown} = await send('GET', `/Users/${ann.id}`);
			expect(shown.groups).toEqual([{value: authors, display: 'Leeds authors'}]);
			const found = await send(
				'GET',
				'/Groups?excludedAttributes=members&filter=displayName%20eq%20%22Leeds%20authors%22',
			);
			expect(found.body.Resources[0].members).toBeUndefined();
			await patch(`/Groups/${authors}`, [{op: 'Remove', path: `members[value eq "${ann.id}"]`}]);
			expect(await rolesOf(ann.id)).toEqual([]);
			await add(authors, ann.id);
			expect((await send('DELETE', `/Groups/${authors}`)).status).toBe(204);
			expect(await rolesOf(ann.id)).toEqual([]);
		});

		test('Entra takes members out by naming them in the value', async () => {
			const {body: ben} = await entra('ben@harwell.example');
			const {body: cleo} = await entra('cleo@harwell.example');
			const id = await group('North authors', 'author');
			await add(id, ben.id, cleo.id);
			const {body} = await patch(`/Groups/${id}`, [
				{op: 'Remove', path: 'members', value: [{value: ben.id}]},
			]);
			expect(body.members.map(({value}: {value: string}) => value)).toEqual([cleo.id]);
		});

		test('no group makes an auditor of an admin', async () => {
			const {body: kim} = await entra('kim@harwell.example');
			await add(await group('Admins', 'admin', 'group/south'), kim.id);
			const refused = await add(await group('Auditors', 'auditor', 'group'), kim.id);
			expect([refused.status, refused.body.detail]).toEqual([
				409,
				expect.stringMatching(/admin and auditor/),
			]);
			expect(await rolesOf(kim.id)).toEqual([{role: 'admin', location: 'group/south'}]);
		});

		test('a leaver has no access at once; approvals are void; open drafts go to the manager', async () => {
			const {body: mia} = await entra('mia@harwell.example');
			const {body: rex} = await entra('rex@harwell.example');
			const {body: lou} = await entra('lou@harwell.example', {[enterprise]: {manager: {value: mia.id}}});
			await add(await group('Writers', 'author'), mia.id, lou.id);
			await add(await group('Reviewers', 'reviewer'), rex.id);
			const [lous, rexs, mias] = [await browserOf(lou.id), await browserOf(rex.id), await browserOf(mia.id)];
			const session = await atConsole(hub, rex.id);
			const held = await lous.client.call('submit', await submission(hub));
			await approve(hub, rexs, held);

			await patch(`/Users/${rex.id}`, [{op: 'Replace', path: 'active', value: 'False'}]);
			expect(await refusal(rexs.client.call('me'))).toBe('device-revoked');
			expect(await refusal(session.ask('session'))).toBe('not-signed-in');
			expect(await rolesOf(rex.id)).toEqual([]);
			expect((await lous.client.call('hold', undefined, {id: held.id})).state).toBe('held');

			await patch(`/Users/${lou.id}`, [{op: 'replace', value: {active: false}}]);
			expect((await mias.client.call('holds')).map(({id}) => id)).toContain(held.id);
			expect((await send('DELETE', `/Users/${lou.id}`)).status).toBe(204);
			expect((await send('GET', `/Users/${lou.id}`)).status).toBe(404);
			expect((await helen.ask('staff')).some(({id}) => id === lou.id)).toBe(true);
		});

		test('who comes back has the roles of their groups, and needs a new browser', async () => {
			const {body: eve} = await entra('eve@harwell.example');
			await add(await group('Back again', 'author'), eve.id);
			const browser = await browserOf(eve.id);
			await patch(`/Users/${eve.id}`, [{op: 'replace', value: {active: false}}]);
			await patch(`/Users/${eve.id}`, [{op: 'replace', value: {active: true}}]);
			expect(await rolesOf(eve.id)).toEqual([{role: 'author', location: leeds}]);
			expect(await refusal(browser.client.call('me'))).toBe('device-revoked');
		});

		test('a joiner signs in by the subject that the directory named, and no other does', async () => {
			const {body: ivo} = await entra('ivo@harwell.example', {externalId: 'subject-of-ivo'});
			const identity = (subject: string) => ({
				issuer: 'https://id.example',
				subject,
				name: 'Ivo',
				idToken: 'x',
			});
			const entered = await enterByIdentity(hub.deps, identity('subject-of-ivo'), null);
			expect(entered.person).toBe(ivo.id);
			expect(await refusal(enterByIdentity(hub.deps, identity('another'), null))).toBe('unknown-person');
			await send('DELETE', `/Users/${ivo.id}`);
			const again = await entra('ivo@harwell.example', {externalId: 'subject-of-ivo'});
			expect(again.body.id).toBe(ivo.id);
		});

		test('a token that was ended opens nothing', async () => {
			const other = await helen.ask('newToken', {label: 'Old'});
			const {tokens} = await helen.ask('directory');
			await helen.ask('endToken', undefined, {id: tokens.find(({label}) => label === 'Old')!.id});
			const authorization = `Bearer ${other.token}`;
			expect((await send('GET', '/Users', undefined, {authorization})).status).toBe(401);
			expect((await send('GET', '/Users')).status).toBe(200);
		});
	});
}
