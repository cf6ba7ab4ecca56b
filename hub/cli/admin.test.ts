import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {enrol} from '../client.ts';
import {type RunningHub, startHub} from '../server.ts';
import {main} from './main.ts';

describe('countersign admin', () => {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-admin-'));
	const key = join(folder, 'admin.json');
	let hub: RunningHub;
	beforeAll(async () => {
		hub = await startHub({data: join(folder, 'hub')});
	});
	afterAll(async () => {
		await hub.close();
		rmSync(folder, {recursive: true, force: true});
	});

	async function admin(...args: string[]): Promise<{code: number; out: string; err: string}> {
		const log = vi.spyOn(console, 'log').mockReturnValue();
		const error = vi.spyOn(console, 'error').mockReturnValue();
		const code = await main(['admin', ...args, '--key', key]);
		const [out, err] = [log, error].map(({mock}) => mock.calls.map(([line]) => `${line}\n`).join(''));
		log.mockRestore();
		error.mockRestore();
		return {code, out: out!, err: err!};
	}

	test('opens a firm for business: set up, account, rules, people', async () => {
		const setup = await admin(
			'setup',
			hub.setupLink!,
			'--organisation',
			'Harwell & Stone',
			'--name',
			'Helen Marsh',
		);
		expect(setup).toMatchObject({code: 0, out: expect.stringContaining('Helen Marsh of Harwell & Stone')});
		expect(statSync(key).mode & 0o777).toBe(0o600);
		const account = [
			'account',
			'x',
			'17',
			'--handle',
			'@HarwellStoneLeeds',
			'--location',
			'group/north/leeds',
		];
		expect((await admin(...account)).out).toContain('guarded from now on');
		expect((await admin('accounts')).out).toContain('@HarwellStoneLeeds group/north/leeds');
		const invite = await admin('invite', 'Priya Nair', 'author@group/north/leeds');
		const priya = await enrol({url: hub.url}, invite.out.split('\n')[0]!);
		expect((await admin('people')).out).toContain('Priya Nair  author@group/north/leeds');
		const id = priya.enrolment.person.id;
		expect((await admin('roles', id)).out).toContain('(no role)');
		expect(await admin('revoke', priya.device)).toMatchObject({code: 0});
		await expect(priya.client.call('me')).rejects.toMatchObject({code: 'device-revoked'});
	});

	test('takes a device whose name begins as an option does', async () => {
		const {code, err} = await admin('revoke', `-${'a'.repeat(42)}`);
		expect(code).not.toBe(0);
		expect(err).toContain('device');
		expect(err).not.toContain('option');
	});

	test('publishes the packs that apply to the firm', async () => {
		const company = join(folder, 'company.yaml');
		const lists = ['phones', 'emails', 'domains', 'staff', 'competitors', 'lenders'].map(
			name => `${name}: []`,
		);
		const head = [
			'profile: uk-dealer',
			'legalName: Harwell & Stone',
			'statusLine: A broker',
			'address: Leeds',
		];
		writeFileSync(company, [...head, ...lists].join('\n'));
		const pack = join(folder, 'house');
		writePack(pack);
		const published = await admin('publish', pack, '--company', company, '--approvals', '2');
		expect(published).toMatchObject({code: 0, out: 'Published house@1.0.0.\n'});
	});

	test('stops posting and lets it go on', async () => {
		const until = new Date(Date.now() + 3_600_000).toISOString();
		const stopped = await admin('stop', 'group', '--reason', 'Mourning', '--until', until);
		expect(stopped.out).toContain('Posting is stopped at group');
		expect((await admin('end', stopped.out.trim().split(': ').at(-1)!)).out).toContain('goes on');
	});

	test.each([
		[['nonsense'], /no command admin nonsense/],
		[['setup', 'no link'], /needs the link/],
		[['invite'], /needs a name/],
		[['invite', 'Tom', 'boss@group'], /is not ROLE@LOCATION/],
		[['account', 'x'], /is missing or wrong/],
		[['stop', 'group', '--reason', 'x', '--until', 'soon'], /soon is not a time/],
	] as const)('%j is not understood: exit 2', async (args, message) => {
		const {code, err} = await admin(...args);
		expect({code, err}).toMatchObject({code: 2, err: expect.stringMatching(message)});
	});

	test('what the hub refuses is told in its words: exit 1', async () => {
		const refused = await admin('invite', 'Tom', 'author@Leeds');
		expect(refused).toMatchObject({code: 1, err: expect.stringContaining('Write a location as a path')});
		const again = await admin('setup', `${hub.url}/setup#x`, '--organisation', 'A', '--name', 'B');
		expect(again).toMatchObject({code: 1, err: expect.stringContaining('is there already')});
	});
});

function writePack(folder: string): void {
	mkdirSync(folder);
	const head = ['id: house', 'title: House rules', 'version: 1.0.0', 'from: 2026-01-01', 'to: 2099-12-31'];
	writeFileSync(join(folder, 'pack.yaml'), [...head, 'minimumEngine: 1', 'profiles: [uk-dealer]'].join('\n'));
	const rule = `id: HSE-01
title: Monthly finance
severity: review
message: Finance offers need a second person.
source: House rule
why: The example must be complete.
detect:
  - find: [monthly finance]
examples:
  flags: ["We have [monthly finance] today."]
  passes: ["Good morning, Leeds."]
`;
	writeFileSync(join(folder, 'HSE-01.yaml'), rule);
}
