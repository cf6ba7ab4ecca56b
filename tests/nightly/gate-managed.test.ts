/** A managed installation, for real: packed, force-installed by policy, managed storage. Linux, as root. */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {priya} from '../../scripts/stage/cast.ts';
import {screenOf, until} from '../../scripts/stage/screen.ts';
import {openStage, type Stage} from '../../scripts/stage/stage.ts';
import {x} from '../../scripts/story/sites.ts';
import {prepare} from '../e2e/gate/prepare.ts';
import {ways} from '../e2e/gate/ways.ts';
import {launchManaged} from '../e2e/managed/policy-install.ts';

let stage: Stage;
let browser: Awaited<ReturnType<typeof launchManaged>>;
let options: Page;
const folder = () => mkdtempSync(join(tmpdir(), 'countersign-managed-'));

beforeAll(async () => {
	stage = await openStage({folder: folder(), headless: true});
	const {extension, sandbox} = stage;
	const {organisation} = await stage.admin.call('info');
	const settings = {hub: stage.hubUrl(), organisation: organisation!.id};
	browser = await launchManaged({folder: folder(), extension, sandbox, settings});
	await until(async () => browser.context.serviceWorkers()[0], 'the policy to install it', 60_000);
	options = await browser.open('options');
}, 180_000);
afterAll(async () => {
	await browser?.close();
	await stage.close();
});

const ask = <Reply>(countersign: string, request: unknown = {}): Promise<Reply> =>
	options.evaluate(async message => (await chrome.runtime.sendMessage(message)).reply, {
		countersign,
		request,
	});

test('the hub comes from managed storage, and the gate mode is managed', async () => {
	// The first start gives no values for some seconds (trust.md, M-5b).
	const state = await until(async () => {
		const now = await ask<{hubUrl: string | null; gate: string}>('desk:state');
		return now.hubUrl === stage.hubUrl() ? now : undefined;
	}, 'managed storage');
	expect(state.gate).toBe('managed');
});

test('a person enrols with the code alone; nobody can switch the extension off', async () => {
	const {code} = await stage.admin.call('invite', {person: {name: 'Mina Managed'}, roles: priya.roles});
	expect(await ask('desk:enrol', {hub: 'https://elsewhere.example', code})).toMatchObject({ok: true});
	expect(await options.evaluate(async () => (await chrome.management.getSelf()).installType)).toBe('admin');
});

test('a worker’s post is stopped by its body, a clean post goes out once', async () => {
	const page = await browser.context.newPage();
	await page.goto(x.home);
	const screen = await screenOf(page);
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
	const request = await page.evaluate(prepare, {
		site: 'x' as const,
		text: 'Guaranteed finance for everyone!',
	});
	await page.evaluate(ways['a worker'] as (request: unknown) => unknown, request);
	expect(await stage.site.published('x')).toEqual([]);
	await page.keyboard.type('Good morning, Leeds.');
	await x.post(page).click();
	await screen.find({name: /^Posted and archived · receipt/});
	expect((await stage.site.published('x')).map(({text}) => text)).toEqual(['Good morning, Leeds.']);
	const {records} = await ask<{records: {json: string}[]}>('records:mine');
	const locks = records.map(({json}) => JSON.parse(json).body.lock).filter(Boolean);
	expect(locks).toEqual(['wire-body']);
});
