/**
 * Installs the build as a company does: packed, force-installed by policy from an update server, with managed storage. The policy
 * file is seen by this one browser only (a mount of its own), so no other browser of the machine gets it, whatever happens.
 */
import {execFileSync} from 'node:child_process';
import {createHash, createPublicKey, generateKeyPairSync} from 'node:crypto';
import {chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {type BrowserContext, chromium} from 'playwright-core';
import {chromiumFlags} from '#sandbox/hosts.ts';
import {findChromium} from '../../../scripts/browser.ts';

const policies = '/etc/chromium/policies/managed';

export interface PolicyInstall {
	/** An empty folder. */
	folder: string;
	/** The unpacked build. */
	extension: string;
	/** Managed storage. */
	settings: object;
	sandbox: {port: number; spki: string};
	/** From an update server that is there already, instead of one of our own. */
	served?: {id: string; updateUrl: string};
}

export async function launchManaged({folder, extension, settings, sandbox, served}: PolicyInstall) {
	const {id, update_url, close} = served
		? {id: served.id, update_url: served.updateUrl, close: () => {}}
		: await packAndServe(folder, extension);
	const policy = {
		ExtensionSettings: {[id]: {installation_mode: 'force_installed', update_url}},
		'3rdparty': {extensions: {[id]: settings}},
		// By default nobody may look into an extension that a policy installed; a test must.
		DeveloperToolsAvailability: 1,
	};
	const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
		executablePath: withPolicy(folder, policy),
		headless: true,
		// With them Chromium never asks the update server.
		ignoreDefaultArgs: [
			'--disable-extensions',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-default-apps',
			'--disable-component-extensions-with-background-pages',
		],
		args: ['--no-sandbox', '--disable-gpu', ...chromiumFlags(sandbox)],
	});
	return {
		id,
		context: context as BrowserContext,
		/** A page of the extension. */
		async open(name: string) {
			const page = await context.newPage();
			await page.goto(`chrome-extension://${id}/${name}.html`);
			return page;
		},
		async close() {
			await context.close();
			close();
		},
	};
}

async function packAndServe(folder: string, extension: string) {
	const {id, crx, version} = pack(folder, extension);
	const updates = await serveUpdates(id, crx, version);
	return {id, update_url: `${updates.url}/updates.xml`, close: updates.close};
}

/** A throw-away key, so an id of its own. */
function pack(folder: string, extension: string) {
	const source = join(folder, 'countersign');
	cpSync(extension, source, {recursive: true});
	const manifest = JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8'));
	const {version} = manifest;
	delete manifest.key;
	writeFileSync(join(source, 'manifest.json'), JSON.stringify(manifest));
	const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
	const pem = join(folder, 'key.pem');
	writeFileSync(pem, privateKey.export({type: 'pkcs8', format: 'pem'}), {mode: 0o600});
	const der = createPublicKey(privateKey).export({type: 'spki', format: 'der'});
	const hash = createHash('sha256').update(der).digest('hex').slice(0, 32);
	const id = [...hash].map(digit => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
	const profile = `--user-data-dir=${join(folder, 'packing')}`;
	const flags = ['--no-sandbox', '--headless=new', profile, `--pack-extension=${source}`];
	execFileSync(findChromium(), [...flags, `--pack-extension-key=${pem}`], {stdio: 'ignore', timeout: 60_000});
	return {id, version, crx: readFileSync(`${source}.crx`)};
}

async function serveUpdates(id: string, crx: Buffer, version: string) {
	const server = createServer((request, response) => {
		if (request.url?.endsWith('.crx')) {
			response.writeHead(200, {'content-type': 'application/x-chrome-extension'}).end(crx);
			return;
		}
		const {port} = server.address() as AddressInfo;
		response.writeHead(200, {'content-type': 'application/xml'}).end(`<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}">
<updatecheck codebase="http://127.0.0.1:${port}/countersign.crx" version="${version}"/></app></gupdate>`);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close()};
}

/** A browser to start, which sees our policy where its own would be. Needs root: so does a company's policy. */
function withPolicy(folder: string, policy: object): string {
	const ours = join(folder, 'policies');
	mkdirSync(ours);
	writeFileSync(join(ours, 'countersign.json'), JSON.stringify(policy));
	// Only the place to mount on; no policy is ever written to it.
	if (!existsSync(policies)) mkdirSync(policies, {recursive: true});
	const starter = join(folder, 'chromium-with-policy');
	const mount = `mount --bind '${ours}' '${policies}' && exec '${findChromium()}' "$@"`;
	writeFileSync(
		starter,
		`#!/bin/sh\nexec unshare --mount --propagation private sh -c '${mount.replaceAll("'", `'\\''`)}' chromium "$@"\n`,
	);
	chmodSync(starter, 0o755);
	return starter;
}
