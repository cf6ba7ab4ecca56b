/** The Firefox build in a real Firefox: enrols, verifies and compiles the rules, gets its first record receipted. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {tom} from '../../scripts/stage/cast.ts';
import {until} from '../../scripts/stage/screen.ts';
import {openStage, type Stage} from '../../scripts/stage/stage.ts';
import {type Firefox, startFirefox} from '../e2e/firefox/marionette.ts';

const id = 'countersign@countersign.example';
const origin = 'moz-extension://11111111-2222-4333-8444-555555555555';

let stage: Stage;
let firefox: Firefox;

beforeAll(async () => {
	execFileSync('npx', ['wxt', 'build', '-b', 'firefox'], {stdio: 'ignore'});
	stage = await openStage({folder: mkdtempSync(join(tmpdir(), 'countersign-firefox-')), headless: true});
	const uuids = JSON.stringify({[id]: new URL(origin).host});
	firefox = await startFirefox(28_289, {'extensions.webextensions.uuids': uuids});
	await firefox.command('Addon:Install', {path: join(process.cwd(), '.output/firefox-mv3'), temporary: true});
}, 180_000);

afterAll(async () => {
	await firefox.close();
	await stage.close();
});

const shown = async () => String(await firefox.evaluate('return document.body.innerText'));
const shows = (text: string) => until(async () => ((await shown()).includes(text) ? true : undefined), text);

test('a browser is enrolled, and its first record has its receipt', async () => {
	const {code} = await stage.admin.call('invite', {person: {name: 'Fiona Fox'}, roles: tom.roles});
	const hash = new URLSearchParams({hub: stage.hubUrl(), code});
	await firefox.command('WebDriver:Navigate', {url: `${origin}/options.html#${hash}`});
	await shows('Enrol this browser');
	await firefox.evaluate('document.querySelector("button[type=submit]").click()');
	await shows('Fiona Fox, Harwell & Stone Motor Group');
	await shows('version 1, until');
	await shows('✓ CS-');
	expect(await shown()).toContain('✓ everything is archived');
});

test('the popup shows the queue', async () => {
	await firefox.command('WebDriver:Navigate', {url: `${origin}/popup.html`});
	await shows('✓ Nothing waits for you.');
	await shows('✓ Hub online');
});
