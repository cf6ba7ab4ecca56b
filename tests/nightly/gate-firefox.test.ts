/** The gate in a real Firefox, whose background may stop requests: what is clean or approved leaves once, nothing else does. */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {type Connected, enrol} from '#hub/client.ts';
import {priya, tom} from '../../scripts/stage/cast.ts';
import {until} from '../../scripts/stage/screen.ts';
import {openStage, type Stage} from '../../scripts/stage/stage.ts';
import {type FirefoxSeat, takeFirefoxSeat} from '../e2e/firefox/seat.ts';
import {approveFirst} from '../e2e/gate/approve.ts';
import {prepare} from '../e2e/gate/prepare.ts';
import {ways} from '../e2e/gate/ways.ts';

const uuid = '11111111-2222-4333-8444-555555555556';
const forbidden = 'Guaranteed finance for everyone!';
const offer =
	'Finance available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender.';
/** Milliseconds: longer than the page lock keeps a request waiting. */
const longest = 5000;

const comment = 'form[role=presentation] [contenteditable=true]';
const sites = {
	x: {
		home: 'https://x.com/home',
		editor: '[data-testid="tweetTextarea_0"]',
		button: '[data-testid=tweetButtonInline]',
	},
	facebook: {
		home: 'https://www.facebook.com/',
		editor: comment,
		button: '#focused-state-composer-submit [role=button]',
	},
} as const;

let stage: Stage;
let seat: FirefoxSeat;
let reviewer: Connected;

beforeAll(async () => {
	stage = await openStage({folder: mkdtempSync(join(tmpdir(), 'countersign-firefox-')), headless: true});
	seat = await takeFirefoxSeat(stage, {...priya, name: 'Fiona Gate'}, {port: 28_291, uuid});
	const invite = await stage.admin.call('invite', {person: {name: tom.name}, roles: tom.roles});
	reviewer = await enrol({url: stage.hubUrl()}, invite.code);
}, 240_000);

afterAll(async () => {
	await seat?.close();
	await stage.close();
});

beforeEach(() => stage.site.reset());

/** As long as something could still come. */
const passed = (ms: number) =>
	seat.firefox.evaluate(`return new Promise(resolve => setTimeout(resolve, ${ms}))`);

test('it may stop requests: gate mode managed', async () => {
	await seat.visit(`moz-extension://${uuid}/options.html`);
	const shown = async () => String(await seat.firefox.evaluate('return document.body.innerText'));
	await until(
		async () => (/managed/.test(await shown()) && !/unmanaged/i.test(await shown())) || undefined,
		'managed',
	);
});

describe.each(['x', 'facebook'] as const)('%s', site => {
	const {home, editor, button} = sites[site];
	const texts = async () => (await stage.site.published(site)).map(({text}) => text);
	const public_ = (text: string) =>
		until(async () => (await texts()).includes(text) || undefined, 'the post');
	async function write(text: string) {
		await seat.visit(home);
		await seat.click(editor);
		await seat.type(text);
	}

	test('a clean draft goes out once, and is archived', async () => {
		await write('Open until six today.');
		await seat.says(/^Looks fine/);
		await seat.click(button);
		await public_('Open until six today.');
		await seat.says(/archived/);
		expect(await texts()).toEqual(['Open until six today.']);
	});

	test('a finding is shown, and what is held does not go out', async () => {
		await write(forbidden);
		await seat.says(/^[0-9] things? needs? a change/);
		await seat.click(button);
		await seat.says(/^Nothing was (?:posted|sent)/);
		await seat.click(editor);
		await seat.chord('Control', 'Enter');
		await passed(longest);
		expect(await texts()).toEqual([]);
	});

	test('what is approved goes out once', async () => {
		await write(offer);
		await seat.says(/^Needs a second person/);
		await seat.click(button);
		await seat.press('Send for approval');
		await seat.says(/^Waiting for a second person/);
		await approveFirst(reviewer);
		await seat.says(/^Approved by/);
		await seat.click(button);
		await public_(offer);
		await seat.says(/archived/);
		expect(await texts()).toEqual([offer]);
	});

	test.each([
		...['fetch', 'fetch of a Request', 'fetch of bytes', 'XMLHttpRequest', 'fetch of a fresh frame'],
		...['a worker', 'a shared worker', 'a beacon', 'a form into a frame', 'with tampered natives'],
	])('%s gets nothing past it', async way => {
		await seat.visit(home);
		await seat.click(editor);
		const wanted = JSON.stringify({site, text: forbidden});
		await seat.firefox.evaluate(
			`const ended = (${ways[way]})((${prepare})(${wanted}));
			return Promise.race([ended, new Promise(resolve => setTimeout(resolve, ${longest}))]).then(() => null, () => null)`,
		);
		expect(await texts()).toEqual([]);
	});
});
