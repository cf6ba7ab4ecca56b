/** The gate in a real Firefox: may stop requests, holds a post on X, stops what a script sends past its page lock. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {priya} from '../../scripts/stage/cast.ts';
import {until} from '../../scripts/stage/screen.ts';
import {openStage, type Stage} from '../../scripts/stage/stage.ts';
import {proxyToSandbox} from '../e2e/firefox/site-proxy.ts';
import {prepare} from '../e2e/gate/prepare.ts';
import {ways} from '../e2e/gate/ways.ts';
import {type Firefox, startFirefox} from './marionette.ts';

const id = 'countersign@countersign.example';
const origin = 'moz-extension://11111111-2222-4333-8444-555555555556';
const name = 'Fiona Gate';
const editor = '[data-testid="tweetTextarea_0"]';
const button = '[data-testid=tweetButtonInline]';
const forbidden = 'Guaranteed finance for everyone!';

let stage: Stage;
let firefox: Firefox;
let proxy: Awaited<ReturnType<typeof proxyToSandbox>>;

beforeAll(async () => {
	execFileSync('npx', ['wxt', 'build', '-b', 'firefox'], {stdio: 'ignore'});
	stage = await openStage({folder: mkdtempSync(join(tmpdir(), 'countersign-firefox-')), headless: true});
	proxy = await proxyToSandbox(stage.sandbox.port);
	const uuids = JSON.stringify({[id]: new URL(origin).host});
	firefox = await startFirefox(28_291, {'extensions.webextensions.uuids': uuids, ...proxy.preferences});
	await firefox.command('Addon:Install', {path: join(process.cwd(), '.output/firefox-mv3'), temporary: true});
}, 240_000);

afterAll(async () => {
	await firefox?.close();
	proxy?.close();
	await stage.close();
});

const open = (url: string) => firefox.command('WebDriver:Navigate', {url});
const shown = async () => String(await firefox.evaluate('return document.body.innerText'));
const shows = (text: string) => until(async () => ((await shown()).includes(text) ? true : undefined), text);

async function element(selector: string): Promise<string> {
	return until(async () => {
		const found = await firefox
			.command('WebDriver:FindElement', {using: 'css selector', value: selector})
			.catch(() => undefined);
		return found && Object.values(found.value as Record<string, string>)[0];
	}, selector);
}
const click = async (selector: string) =>
	firefox.command('WebDriver:ElementClick', {id: await element(selector)});
async function type(text: string) {
	await firefox.command('WebDriver:ElementSendKeys', {id: await element(editor), text});
}

test('it enrols, and may stop requests: gate mode managed', async () => {
	const {code} = await stage.admin.call('invite', {person: {name}, roles: priya.roles});
	await open(`${origin}/options.html#${new URLSearchParams({hub: stage.hubUrl(), code})}`);
	await shows('Enrol this browser');
	await firefox.evaluate('document.querySelector("button[type=submit]").click()');
	await shows(`${name}, Harwell & Stone Motor Group`);
	await until(
		async () => (/managed/.test(await shown()) && !/unmanaged/i.test(await shown()) ? true : undefined),
		'managed',
	);
});

test('a post with a promise is held, by click and by Ctrl+Enter', async () => {
	await open('https://x.com/home');
	await click(editor);
	await type(forbidden);
	await click(button);
	await type('\uE009\uE007\uE000');
	// Longer than the page lock keeps a request waiting.
	await firefox.evaluate('return new Promise(resolve => setTimeout(resolve, 5000))');
	expect(await stage.site.published('x')).toEqual([]);
});

test.each(['a worker', 'fetch', 'a form into a frame'])('%s gets nothing past it', async way => {
	await stage.site.reset();
	await open('https://x.com/home');
	await element(editor);
	await firefox.evaluate(
		`return (${ways[way]})((${prepare})({site: 'x', text: ${JSON.stringify(forbidden)}}))`,
	);
	expect(await stage.site.published('x')).toEqual([]);
});
