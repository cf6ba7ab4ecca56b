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
		const chrome = await addChrome(join(folder, 'hub/packages'), join(folder, 'hub/keys'), build, hub.url);
		const {keys} = await (await fetch(`${hub.url}/v1/hub`)).json();
		const [file] = policyFiles({hub: hub.url, organisation: 'org', keys, chrome, firefox: undefined});
		const policy = JSON.parse(file!.text);
		const browser = await launchManaged({
			folder,
			extension: '',
			settings: policy['3rdparty'].extensions[chrome.id],
			sandbox: {port: 9, spki: 'A'.repeat(43)},
			served: {id: chrome.id, updateUrl: policy.ExtensionSettings[chrome.id].update_url},
		});
		const options = await expect
			.poll(() => browser.open('options').catch(() => undefined), {timeout: 60_000, interval: 1000})
			.toBeDefined()
			.then(() => browser.open('options'));
		const settings = await options.evaluate(() => chrome_().storage.managed.get());
		expect(settings).toMatchObject({hub: hub.url, organisation: 'org'});
		const self = await options.evaluate(() => chrome_().management.getSelf());
		expect(self).toMatchObject({installType: 'admin', version: chrome.version});
		await browser.close();
	} finally {
		await hub.close();
		rmSync(folder, {recursive: true, force: true});
	}
});
