import type {Page} from 'playwright-core';
import type {Account} from '#lib/api/contract.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';

export interface Invited {
	name: string;
	roles: RoleAt[];
}

/** Invites by the console's own interface, as the signed-in admin of this page. Codes, in the same order. */
export async function invite(page: Page, people: readonly Invited[]): Promise<string[]> {
	const urls = await page.evaluate(async all => {
		const session = (await (await fetch('/console/api/session')).json()) as {token: string};
		const headers = {'content-type': 'application/json', 'x-countersign-console': session.token};
		const made: string[] = [];
		for (const one of all) {
			const init = {method: 'POST', headers, body: JSON.stringify(one)};
			const reply = (await (await fetch('/console/api/people', init)).json()) as {url: string};
			made.push(reply.url);
		}
		return made;
	}, people as Invited[]);
	return urls.map(url => new URL(url).hash.slice(1));
}

/** Puts a company account into the register, as the signed-in admin of this page. */
export async function guard(page: Page, account: Account): Promise<void> {
	await page.evaluate(async body => {
		const session = (await (await fetch('/console/api/session')).json()) as {token: string};
		const headers = {'content-type': 'application/json', 'x-countersign-console': session.token};
		const reply = await fetch('/console/api/accounts', {method: 'PUT', headers, body: JSON.stringify(body)});
		if (!reply.ok) throw new Error(await reply.text());
	}, account);
}

/** `group/north/leeds` and so on: as many branches as asked for, in four regions. */
export function branches(count: number): string[] {
	const towns =
		'leeds hull derby york truro bath exeter poole luton derwent corby ripon selby otley malton wells frome bude looe ashby ' +
		'thirsk goole whitby skipton hexham morpeth alnwick kendal penrith buxton matlock ludlow ross ledbury tring ware hitchin sandy ely';
	const regions = ['north', 'east', 'south', 'west'];
	return towns
		.split(' ')
		.slice(0, count)
		.map((town, i) => `group/${regions[i % regions.length]}/${town}`);
}
