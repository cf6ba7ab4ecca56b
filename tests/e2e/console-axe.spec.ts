/** Every page of the console, on a phone, in a firm with something on each: axe finds nothing, nothing scrolls sideways. */
import type {Page} from 'playwright-core';
import {askAs, furnish} from './console-furnished.ts';
import {type ConsoleStage, expect, expectGood, phone, picture, test} from './console-stage.ts';

/** What stands on a page once its answers are there: looked at before, a page is empty. */
const furniture: Record<string, string | RegExp> = {
	'/tasks': /^The weekend offer on the 2023 Kestrel GT/,
	'/complaints': /^C-\d{4}-00001/,
	'/coverage': 'Priya Nair',
	'/releases': /FCA notice/,
	'/rules': /Words about commission/,
	'/word-lists': /^@/,
	'/backtest': 'What version 2 changed',
	'/company': 'Leeds',
	'/company/accounts': /^@HarwellStoneLeeds/,
	'/company/changes': 'Dev Patel: reviewer at group',
	'/figures': 'By branch',
	'/people': 'Tom Okafor',
	'/people/directory': /^Sign-in of the group/,
	'/archive': 'Q-1',
};
/** Pages that one comes to from another. */
const deeper = [
	/^\/rules\/starter$/,
	/^\/rules\/new$/,
	/^\/rules\/company-policy\/HSE-10$/,
	/^\/backtest\/[^/]+$/,
	/^\/people\/(?!directory)[^/]+$/,
	/^\/archive\/searches\/[^/]+$/,
	/^\/archive\/items\/[^/]+$/,
];

test('every page is in order at 390 pixels', async ({stage}) => {
	test.slow();
	const {helen, sam, invites} = await furnish(stage);
	const ruth = await join(stage, invites.auditor, 'Ruth Bell');
	await askAs(ruth, 'POST', 'archive/searches', {search: {words: 'finance'}});
	await helen.setViewportSize(phone);
	// The clockwork judges the archive with the new rules
	await expect
		.poll(async () => ((await askAs(helen, 'GET', 'tasks')) as {all: object[]}).all.length, {timeout: 30_000})
		.toBe(3);
	const seen = new Set<string>();
	for (const page of [helen, ruth, sam, await join(stage, invites.reviewer, 'Amira Said')])
		await walk(page, `${stage.url}/console`, seen);
	for (const pattern of deeper)
		expect(
			[...seen].some(place => pattern.test(place)),
			String(pattern),
		).toBe(true);
	for (const place of Object.keys(furniture)) expect(seen, place).toContain(place);
});

async function join(stage: ConsoleStage, invite: string, name: string): Promise<Page> {
	const page = await stage.person(phone);
	await page.goto(invite);
	await page.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await expect(page.getByRole('heading', {level: 1, name})).toBeVisible();
	return page;
}

/** From link to link, wherever nobody has been before. */
async function walk(page: Page, root: string, seen: Set<string>): Promise<void> {
	const ahead = await linksOn(page);
	for (let place = ahead.shift(); place !== undefined; place = ahead.shift()) {
		if (!isNew(place, seen)) continue;
		seen.add(place);
		await page.goto(`${root}${place}`);
		await expect(page.getByRole('heading', {level: 1})).toBeVisible();
		const shown = furniture[place];
		if (shown !== undefined) await expect(page.locator('main').getByText(shown).first()).toBeVisible();
		await expectGood(page, place);
		if (['/tasks', '/backtest', '/complaints'].includes(place)) await picture(page, `${place.slice(1)}-390`);
		ahead.push(...(await linksOn(page)));
	}
}

function linksOn(page: Page): Promise<string[]> {
	return page
		.locator('a[href^="/console/"]')
		.evaluateAll(links => links.map(link => new URL((link as HTMLAnchorElement).href).pathname.slice(8)));
}

/** One of each kind is enough of what there are many of. */
function isNew(place: string, seen: ReadonlySet<string>): boolean {
	if (seen.has(place)) return false;
	const same = deeper.find(pattern => pattern.test(place));
	if (same) return ![...seen].some(other => same.test(other));
	// A file is no page
	return !/^\/(api|rules|draws|archive\/\w+)\/.+/.test(place);
}
