/** For the console's tests: a firm with something on every page, made the way people and their browsers make it. */
import type {Page} from 'playwright-core';
import {type Connected, enrol} from '#hub/client.ts';
import {approve, hold, inviteBy, openForBusiness, post} from './console-firm.ts';
import {type ConsoleStage, expect, phone, setUpFirm} from './console-stage.ts';

export interface Firm {
	/** First admin, and who approves her rules: each at a browser. */
	helen: Page;
	sam: Page;
	priya: Connected;
	tom: Connected;
	/** Invites that nobody has used yet. */
	invites: {auditor: string; reviewer: string};
}

/** As Helen writes them in the console: they find what is in the archive. */
const ruleOf = (id: string, title: string, words: string) => `id: ${id}
title: ${title}
severity: review
message: Ask Helen before you write this.
source: FCA notice, 24 November 2026
why: Customers read more into it than we mean.
owner: Helen Marsh
review: 2027-05-24
detect:
  - find: |
      ${words}
examples:
  flags:
    - "We have [${words}] for you."
  passes:
    - "Good morning, Leeds."
`;

const texts = {
	waiting: 'A weekend offer at Leeds: commission free, finance available, subject to status, 18+.',
	approved: 'Our weekend offer: finance with no commission, subject to status, 18+.',
	posted: [
		'The weekend offer on the 2023 Kestrel GT, finance available, subject to status. Commission free for everybody who comes by on Saturday.',
		'We take no commission on this one. Finance available, subject to status, 18+.',
	],
};

export async function furnish(stage: ConsoleStage): Promise<Firm> {
	const helen = await setUpFirm(stage);
	const hub = {url: stage.url};
	// While Helen is the only admin: later a reviewer takes two of them
	const join = async (name: string, role: string) => enrol(hub, await inviteBy(helen, name, role), name);
	const tom = await join('Tom Okafor', 'reviewer');
	const invites = {
		auditor: await inviteBy(helen, 'Ruth Bell', 'auditor'),
		reviewer: await inviteBy(helen, 'Amira Said', 'reviewer'),
	};
	const sams = await inviteBy(helen, 'Sam Reed', 'rule-reviewer');
	const priya = await join('Priya Nair', 'author');
	// Not all packs: proving hundreds of rules again is another test's business
	const isOurs = (pack: string) => pack === 'company-policy';
	await openForBusiness(stage, await inviteBy(helen, 'Lena Vogt', 'admin'), isOurs);
	await write(priya, tom);
	await inviteBy(helen, 'Dev Patel', 'reviewer');
	await askAs(helen, 'POST', 'directory/tokens', {label: 'Sign-in of the group'});

	const sam = await stage.person(phone);
	await sam.goto(sams);
	await sam.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await expect(sam.getByRole('heading', {level: 1, name: 'Sam Reed'})).toBeVisible();
	const id = await propose(helen, ruleOf('HSE-03', 'Weekend offers', 'weekend offer'));
	await askAs(sam, 'POST', `releases/${id}`, {decision: 'approve', note: ''});
	await propose(helen, ruleOf('HSE-10', 'Words about commission', 'no commission'));
	await askAs(helen, 'POST', 'backtests', {subject: {kind: 'changes'}, days: 90});
	return {helen, sam, priya, tom, invites};
}

async function propose(admin: Page, yaml: string): Promise<string> {
	await askAs(admin, 'POST', 'rules/company-policy', {rule: null, yaml, was: null});
	const plan = {notBefore: null, stages: {}, note: 'FCA notice, same day', rollBackTo: null};
	return ((await askAs(admin, 'POST', 'releases', plan)) as {id: string}).id;
}

/** Held, approved and public. */
async function write(priya: Connected, tom: Connected): Promise<void> {
	await complain(priya);
	await hold(priya, texts.waiting);
	await approve(tom, await hold(priya, texts.approved));
	for (const [i, text] of texts.posted.entries()) {
		const id = await hold(priya, text);
		await approve(tom, id);
		await post(priya, id, `190000000000000000${i}`);
	}
}

/** A customer's, as Priya has logged it. */
async function complain(by: Connected): Promise<void> {
	const [account] = await by.client.call('accounts');
	const {site, id} = account!;
	const url = 'https://x.com/karen/status/71';
	const words = 'Nobody told me of a commission on my PCP. Five weeks and no answer.';
	const said = {url, words, about: 'commission' as const, receivedAt: Date.now() - 3_600_000};
	const {id: complaint} = await by.client.call('logComplaint', {site, account: id, target: '71', ...said});
	await by.client.call('complaintStep', {step: 'hide'}, {id: complaint});
}

/** A call of the console's own contract, by whoever is signed in at this page. */
export function askAs(page: Page, method: string, path: string, body?: object): Promise<unknown> {
	return page.evaluate(
		async ([method, path, body]) => {
			const {token} = await (await fetch('/console/api/session')).json();
			const headers = {'content-type': 'application/json', 'x-countersign-console': token};
			const answer = await fetch(`/console/api/${path}`, {
				...{method, headers},
				...(body && {body: JSON.stringify(body)}),
			});
			if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
			return answer.json();
		},
		[method, path, body] as const,
	);
}
