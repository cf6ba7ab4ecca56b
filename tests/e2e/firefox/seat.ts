import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import type {Member} from '../../../scripts/stage/cast.ts';
import {until} from '../../../scripts/stage/screen.ts';
import type {Stage} from '../../../scripts/stage/stage.ts';
import {type Firefox, startFirefox} from './marionette.ts';
import {proxyToSandbox} from './site-proxy.ts';

const id = 'countersign@countersign.example';

/** WebDriver's names of keys that write nothing. */
const keyCodes = {Control: '\uE009', Enter: '\uE007'} as const;

/** A person at a Firefox that is enrolled. */
export interface FirefoxSeat {
	firefox: Firefox;
	visit(url: string): Promise<void>;
	click(selector: string): Promise<void>;
	/** Key by key, into what has the focus. */
	type(text: string): Promise<void>;
	/** Together: Control and Enter. */
	chord(...keys: (keyof typeof keyCodes)[]): Promise<void>;
	/** Waits until Countersign says this in the page, and resolves with the whole sentence. */
	says(words: RegExp): Promise<string>;
	/** Presses a button of Countersign's own, as a person would who sees it. */
	press(label: string): Promise<void>;
	close(): Promise<void>;
}

/** `port` of Marionette and `uuid` of the extension's pages: one of each for every test file. */
export async function takeFirefoxSeat(
	stage: Stage,
	{name, roles}: Member,
	{port, uuid}: {port: number; uuid: string},
): Promise<FirefoxSeat> {
	execFileSync('npx', ['wxt', 'build', '-b', 'firefox'], {stdio: 'ignore'});
	const proxy = await proxyToSandbox(stage.sandbox.port);
	const uuids = JSON.stringify({[id]: uuid});
	const firefox = await startFirefox(port, {'extensions.webextensions.uuids': uuids, ...proxy.preferences});
	await firefox.command('Addon:Install', {path: join(process.cwd(), '.output/firefox-mv3'), temporary: true});
	const {code} = await stage.admin.call('invite', {person: {name}, roles});
	await enrolIn(firefox, `moz-extension://${uuid}/options.html`, {hub: stage.hubUrl(), code}, name);
	return {
		firefox,
		visit: firefox.visit,
		click: async selector =>
			void firefox.command('WebDriver:ElementClick', {id: await element(firefox, selector)}),
		type: text =>
			keys(
				firefox,
				[...text].flatMap(key => [down(key), up(key)]),
			),
		chord: (...names) =>
			keys(firefox, [...names.map(n => down(keyCodes[n])), ...names.toReversed().map(n => up(keyCodes[n]))]),
		says: words => said(firefox, words),
		press: label => pressOurs(firefox, label),
		async close() {
			await firefox.close();
			proxy.close();
		},
	};
}

async function enrolIn(firefox: Firefox, page: string, link: Record<string, string>, name: string) {
	await firefox.visit(`${page}#${new URLSearchParams(link)}`);
	const shows = (words: RegExp) =>
		until(
			async () => words.test(String(await firefox.evaluate('return document.body.innerText'))) || undefined,
			`${words}`,
		);
	await shows(/Enrol this browser/);
	await firefox.evaluate('document.querySelector("button[type=submit]").click()');
	await shows(new RegExp(name));
}

const down = (value: string) => ({type: 'keyDown', value});
const up = (value: string) => ({type: 'keyUp', value});
const keys = async (firefox: Firefox, actions: object[]) =>
	void (await firefox.command('WebDriver:PerformActions', {actions: [{type: 'key', id: 'keys', actions}]}));

function element(firefox: Firefox, selector: string): Promise<string> {
	return until(async () => {
		const found = await firefox
			.command('WebDriver:FindElement', {using: 'css selector', value: selector})
			.catch(() => undefined);
		return found && Object.values(found.value as Record<string, string>)[0];
	}, selector);
}

/** Countersign's screens are in closed shadow roots, which only the browser itself can look into. */
const ours = `[...document.querySelectorAll('*')].map(e => e.openOrClosedShadowRoot).filter(root => root && root.mode === 'closed')`;
const visible = '(node => node.getClientRects().length > 0)';

function said(firefox: Firefox, words: RegExp): Promise<string> {
	let last = '';
	const ask = async () => {
		const texts =
			await firefox.inspect(`return ${ours}.flatMap(root => [...root.querySelectorAll('.words, h2, p, [role=alert], .quote, li, span')]
			.filter(${visible}).map(node => node.textContent))`);
		last = (texts as string[]).join(' | ');
		return (texts as string[]).find(text => words.test(text));
	};
	return until(ask, () => `${words}; there was: ${last}`);
}

async function pressOurs(firefox: Firefox, label: string): Promise<void> {
	const found = `${ours}.flatMap(root => [...root.querySelectorAll('button')]).find(b => ${visible}(b) && b.textContent === ${JSON.stringify(label)})`;
	const {x, y} = await until(async () => {
		const box =
			await firefox.inspect(`const found = ${found}; if (!found) return null; found.scrollIntoView({block: 'nearest'});
			const {left, top, width, height} = found.getBoundingClientRect(); return {x: Math.round(left + width / 2), y: Math.round(top + height / 2)};`);
		return (box ?? undefined) as {x: number; y: number} | undefined;
	}, `the button ${label}`);
	const actions = [
		{type: 'pointerMove', x, y},
		{type: 'pointerDown', button: 0},
		{type: 'pointerUp', button: 0},
	];
	await firefox.command('WebDriver:PerformActions', {
		actions: [{type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'}, actions}],
	});
}
