/** For the console's tests: people, accounts and rules of a firm whose first admin sits at a browser. */

import {decodeJwt} from 'jose';
import type {Page} from 'playwright-core';
import {type Connected, enrol} from '#hub/client.ts';
import {loadPacks} from '#hub/policy-files.ts';
import {signApproval} from '#lib/api/approval.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {accounts, company} from '../../scripts/stage/cast.ts';
import type {ConsoleStage} from './console-stage.ts';

/** The link of an invite, made by the admin at this page. */
export function inviteBy(admin: Page, name: string, role: string): Promise<string> {
	return admin.evaluate(
		async ([name, role]) => {
			const {token} = await (await fetch('/console/api/session')).json();
			const answer = await fetch('/console/api/people', {
				method: 'POST',
				headers: {'content-type': 'application/json', 'x-countersign-console': token},
				body: JSON.stringify({name, roles: [{role, location: 'group'}]}),
			});
			return ((await answer.json()) as {url: string}).url;
		},
		[name, role] as const,
	);
}

/** Accounts and rules (of all packs for such a firm, or of those wanted), by an admin without a browser. */
export async function openForBusiness(
	{url}: ConsoleStage,
	invite: string,
	wanted = (_pack: string) => true,
): Promise<void> {
	const admin = await enrol({url}, invite);
	for (const account of accounts) await admin.client.call('registerAccount', account);
	const packs = loadPacks('policies').filter(
		({id, profiles}) => profiles.includes(company.profile) && wanted(id),
	);
	await admin.client.call('publishPolicy', {
		bundle: {v: 1, company, packs, workflow: {secondPerson: 'findings'}},
	});
}

/** As the author's extension sends it for approval; its id. */
export async function hold(author: Connected, text: string, change: Partial<Draft> = {}): Promise<string> {
	const account = accounts.find(({site}) => site === 'x')!;
	const made = {...emptyDraft('x', 'post', account.id), text, ...change};
	const draft = {...made, media: [], unknown: [], poll: null};
	const meta = JSON.parse(
		Buffer.from((await author.client.call('policy')).meta.split('.')[1]!, 'base64url').toString(),
	) as {digest: string};
	const {id} = await author.client.call('submit', {
		id: crypto.randomUUID(),
		draft,
		digest: digestOf(draft),
		policy: meta.digest,
		findings: [],
		context: {url: 'https://x.com/home'},
		note: '',
		until: Date.now() + 8 * 60 * 60_000,
	});
	return id;
}

export async function approve(by: Connected, id: string): Promise<void> {
	const view = await by.client.call('hold', undefined, {id});
	const claims = approvalClaims(view, by.enrolment.person.id, Date.now(), crypto.randomUUID());
	const statement = await signApproval(by.key, by.device, claims);
	await by.client.call('command', {type: 'approve', statement}, {id});
}

/** As the author's browser tells of it. */
export async function post(by: Connected, id: string, siteId: string): Promise<void> {
	const {digest} = await by.client.call('hold', undefined, {id});
	const released = await by.client.call('command', {type: 'release', digest, gate: 'unmanaged'}, {id});
	const release = decodeJwt(released.token!).jti!;
	const url = `https://x.com/h/status/${siteId}`;
	await by.client.call('command', {type: 'sent', release, siteId, url, digest}, {id});
}
