/** A real Firefox ESR with the policies.json that the console writes, and the package that the hub serves. Linux, as root. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {addFirefox, type Served} from '#hub/deploy/packages.ts';
import {policyFiles} from '#hub/deploy/policy-files.ts';
import {type RunningHub, startHub} from '#hub/server.ts';
import {until} from '../../scripts/stage/screen.ts';
import {type Firefox, startFirefox} from '../e2e/firefox/marionette.ts';
import {firefoxWithPolicies} from '../e2e/firefox/policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-deploy-firefox-'));
let hub: RunningHub;
let served: Served;
let policies: string;

beforeAll(async () => {
	hub = await startHub({data: join(folder, 'hub')});
	// Firefox takes no extension that asks for its updates over plain HTTP; where the first one comes from is the policy's word
	const env = {...process.env, COUNTERSIGN_OUT: join(folder, 'out'), COUNTERSIGN_HUB: 'https://hub.example'};
	execFileSync('npx', ['wxt', 'zip', '-b', 'firefox'], {env, stdio: 'ignore', timeout: 300_000});
	const zip = readdirSync(env.COUNTERSIGN_OUT).find(name => /firefox\.zip$/.test(name))!;
	served = addFirefox(join(folder, 'hub/packages'), readFileSync(join(env.COUNTERSIGN_OUT, zip)));
	const {keys} = await (await fetch(`${hub.url}/v1/hub`)).json();
	const files = policyFiles({hub: hub.url, organisation: 'org', keys, chrome: undefined, firefox: served});
	policies = files.find(({browser}) => browser === 'firefox')!.text;
}, 400_000);
afterAll(async () => {
	await hub.close();
	rmSync(folder, {recursive: true, force: true});
});

/** What Firefox itself says of the extension and of its policies. */
const asked = `
	const {AddonManager} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
	const status = Services.policies.status;
	return AddonManager.getAddonByID(${JSON.stringify('countersign@countersign.example')}).then(addon => ({
		policies: status === Services.policies.ACTIVE,
		addon: addon && {
			version: addon.version,
			active: addon.isActive,
			removable: Boolean(addon.permissions & AddonManager.PERM_CAN_UNINSTALL),
			private: addon.incognito !== 'not_allowed',
		},
	}));`;
interface Told {
	policies: boolean;
	addon: {version: string; active: boolean; removable: boolean; private: boolean} | null;
}

async function withFirefox<T>(
	port: number,
	preferences: Record<string, string | number | boolean>,
	work: (tell: () => Promise<Told>, firefox: Firefox) => Promise<T>,
): Promise<T> {
	const home = mkdtempSync(join(folder, 'home-'));
	process.env.COUNTERSIGN_FIREFOX = firefoxWithPolicies(home, policies, '/usr/bin/firefox-esr');
	const firefox = await startFirefox(port, preferences);
	try {
		await firefox.command('Marionette:SetContext', {value: 'chrome'});
		return await work(async () => (await firefox.inspect(asked)) as Told, firefox);
	} finally {
		await firefox.close();
		delete process.env.COUNTERSIGN_FIREFOX;
	}
}

test('where signatures are not asked for (an ESR may say so), it is installed by force, private windows too', async () => {
	await withFirefox(28_311, {'xpinstall.signatures.required': false}, async tell => {
		const told = await until(
			async () => {
				const now = await tell();
				return now.addon ? now : undefined;
			},
			'the extension to be installed',
			40_000,
		);
		expect(told).toMatchObject({
			policies: true,
			addon: {version: served.version, active: true, removable: false, private: true},
		});
	});
});

test('where signatures are asked for, an unsigned package is refused, and Firefox says why', async () => {
	await withFirefox(28_312, {'xpinstall.signatures.required': true}, async (tell, firefox) => {
		const said = `return Services.console.getMessageArray().map(one => String(one.message))
			.filter(text => text.includes('countersign')).join(' ');`;
		await until(
			async () => String(await firefox.inspect(said)).match(/is not correctly signed/)?.[0],
			'Firefox to refuse the extension',
			60_000,
		);
		expect((await tell()).addon).toBeNull();
	});
});
