/** A firm of eight branches in March 2026: people, accounts of both sites, rules, and one ready-approved reply. */

import type {Connected} from '#hub/client.ts';
import {bundle, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {approveReply, writeReply} from '#hub/ready/ready.fixture.ts';
import type {Account} from '#lib/api/contract.ts';
import {ruleSchema} from '#lib/core/policy/rule.schema.ts';
import type {ReadyReply} from '#lib/core/ready/reply.ts';

export const hour = 60 * 60_000;
export const day = 24 * hour;
export const march = {from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 3, 1)};

const branches = ['leeds', 'york', 'hull', 'sheffield', 'harrogate', 'wakefield', 'bradford', 'doncaster'];

export interface Firm {
	hub: TestHub;
	accounts: Account[];
	/** Forty authors, five a branch: browser `i` is at branch `i % 8`. */
	authors: Connected[];
	tom: Connected;
	amira: Connected;
	ready: ReadyReply;
}

/** The rules of the first half, and of the second: one reads otherwise since the 16th. */
export function rulesOf(half: 1 | 2) {
	const why = 'CONC 3.5.3R: a cost figure needs the full representative example in the same communication.';
	const message =
		half === 1
			? 'A PCP price needs the full representative example in this post.'
			: 'A PCP price needs the full representative example, with the APR first.';
	const pcp = ruleSchema.parse({
		...{id: 'FIN-09', title: 'PCP needs its representative example', severity: 'review', message, why},
		source: 'CONC 3.5.3R(1)',
		detect: [{find: ['PCP']}],
		examples: {flags: ['Yours on [PCP] today.'], passes: ['Good morning, Leeds.']},
	});
	const final = ruleSchema.parse({
		...{id: 'FIN-12', title: 'The optional final payment', severity: 'review', why},
		message: 'A final payment is read by two people, one of them trained for finance.',
		source: 'CONC 3.5.5R(1)',
		detect: [{find: ['optional final payment']}],
		examples: {flags: ['With an [optional final payment].'], passes: ['Good morning, Leeds.']},
	});
	const steps = [
		{name: 'A reviewer', need: 1},
		{name: 'A specialist', need: 1, competence: 'finance'},
	];
	const route = {name: 'Finance', when: {rules: ['FIN-12']}, order: 'sequence', steps};
	return {...bundle(pcp, final), workflow: {secondPerson: 'findings', routes: [route]}};
}

export async function openFirm(publicUrl: string): Promise<Firm> {
	const more = {publicUrl, rounds: 'by-hand', rateLimit: 10_000_000} as const;
	// The last day of February, a Saturday
	const hub = await openTestHub(undefined, more, Date.UTC(2026, 1, 28, 17));
	const {client} = hub.helen;
	const accounts = branches.flatMap((branch, i) => accountsOf(branch, i));
	for (const account of accounts) await client.call('registerAccount', account);
	await client.call('publishPolicy', {bundle: rulesOf(1)});
	const tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: 'group'});
	const amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group'});
	const trained = {name: 'finance', until: Date.UTC(2026, 6, 31)};
	await client.call('setCompetence', trained, {person: amira.enrolment.person.id});
	const authors: Connected[] = [];
	for (const [i, name] of namesOf(40).entries()) {
		const location = `group/north/${branches[i % branches.length]!}`;
		authors.push(await hub.hire(name, {role: 'author', location}));
	}
	const ready = await writeReply(hub.helen, replyFrom(hub.clock.now), hub.clock.now);
	await approveReply(tom, ready, hub.clock.now);
	return {hub, accounts, authors, tom, amira, ready};
}

function accountsOf(branch: string, i: number): Account[] {
	const title = branch[0]!.toUpperCase() + branch.slice(1);
	const common = {location: `group/north/${branch}`, gate: 'any', blind: 'closed'} as const;
	const name = `Harwell & Stone ${title}`;
	return [
		{
			...common,
			site: 'x',
			id: String(1_700_000_000_000_000_001n + BigInt(i)),
			handle: `HarwellStone${title}`,
			name,
		},
		{...common, site: 'facebook', id: String(61_550_000_000_001 + i), handle: name, name},
	];
}

const first = ['Priya', 'Dev', 'Maya', 'Owen', 'Leah', 'Karim', 'Nia', 'Sam'];
const last = ['Nair', 'Patel', 'Brook', 'Hale', 'Osei'];

/** Each once; the first is Priya Nair. */
function namesOf(count: number): string[] {
	return Array.from({length: count}, (_, i) => `${first[i % 8]!} ${last[(i + Math.floor(i / 8)) % 5]!}`);
}

function replyFrom(now: number): ReadyReply {
	return {
		...{v: 1, id: 'R-PCP-001', version: 1, title: 'What PCP costs', location: 'group', accounts: null},
		text: 'Hi {first name}, what PCP costs depends on you: the full example is on our page. {own name}',
		slots: [
			{name: 'first name', kind: 'name'},
			{name: 'own name', kind: 'own-name'},
		],
		...{operations: ['reply', 'comment'], answers: '', settles: [], promise: null, authors: []},
		...{from: now, until: now + 60 * day},
	};
}
