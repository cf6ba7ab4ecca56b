/** A real browser takes the extension from the hub: signed by the company's key, forced by the policy the console wrote. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {addChrome} from '#hub/deploy/packages.ts';
import {policyFiles} from '#hub/deploy/policy-files.ts';
import {startHub} from '#hub/server.ts';
import {launchManaged} from '../e2e/managed/policy-install.ts';

test('Chromium installs the package that the hub serves, and reads where the hub is', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-deploy-'));
	const hub = await startHub({data: join(folder, 'hub')});
	try {
		const env = {...process.env, COUNTERSIGN_OUT: join(folder, 'out')};
		execFileSync('npx', ['wxt', 'zip', '-b', 'chrome'], {env, stdio: 'ignore', timeout: 300_000});
		const zip = readdirSync(env.COUNTERSIGN_OUT).find(name => name.endsWith('.zip'))!;
		const build = readFileSync(join(env.COUNTERSIGN_OUT, zip));
		const served = await addChrome(join(folder, 'hub/packages'), join(folder, 'hub/keys'), build, hub.url);
		const {keys} = await (await fetch(`${hub.url}/v1/hub`)).json();
		const [file] = policyFiles({hub: hub.url, organisation: 'org', keys, chrome: served, firefox: undefined});
		const policy = JSON.parse(file!.text);
		const browser = await launchManaged({
			folder,
			extension: '',
			settings: policy['3rdparty'].extensions[served.id],
			sandbox: {port: 9, spki: 'A'.repeat(43)},
			served: {id: served.id, updateUrl: policy.ExtensionSettings[served.id].update_url},
		});
		try {
			// The browser fetches the package first, and hears of managed values later
			const asked = async () => {
				const page = await browser.open('options').catch(() => undefined);
				const told = await page?.evaluate(async () => ({
					settings: await chrome.storage.managed.get(),
					self: await chrome.management.getSelf(),
				}));
				await page?.close();
				return told;
			};
			await expect.poll(asked, {timeout: 90_000, interval: 2000}).toMatchObject({
				settings: {hub: hub.url, organisation: 'org'},
				self: {id: served.id, installType: 'admin', version: served.version},
			});
		} finally {
			await browser.close();
		}
	} finally {
		await hub.close();
		rmSync(folder, {recursive: true, force: true});
	}
});
