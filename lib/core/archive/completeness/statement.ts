/** The completeness statement: written to be quoted, with what it does not cover (product.md, 6.5). */
import {workingTime} from './calendar.ts';
import {lackOf, spansOf} from './devices.ts';
import type {Facts, Period} from './facts.ts';
import type {Look} from './find-gaps.ts';
import type {Gap, GapKind} from './gap.ts';

/** What the hub knows of its own log for the period. */
export interface Integrity {
	/** Entries of the log when the statement was made. */
	entries: number;
	/** Signed checkpoints of the period, and how many of them the log of now extends. */
	checkpoints: number;
	consistent: number;
	/** Of those, stamped by an outside clock (RFC 3161). */
	timestamps: number;
}

export interface Statement {
	period: Period;
	madeAt: number;
	accounts: number;
	sequence: {devices: number; records: number; missing: number; unbroken: number};
	heartbeat: {healthy: number; unguarded: number; silent: number};
	site: {
		exports: {site: string; account: string; madeAt: number}[];
		/** Accounts of the period without an export. */
		without: number;
		published: number;
		matched: number;
		notCaptured: number;
		goneFromSite: number;
	};
	integrity: Integrity;
	gaps: {id: string; kind: GapKind; what: string; state: Gap['state']; reason: string}[];
	notCovered: string[];
	/** As it is quoted. */
	text: string;
}

export const notCovered = [
	'Personal accounts: Countersign neither reads nor records them.',
	'Browsers without Countersign and phones, except where the site check found their posts.',
	'Stories and live video. Paid advertisements made in the sites’ own advertising tools.',
	'Comments of others that the site hid before anyone opened them.',
	'What a site leaves out of its own export: Facebook’s gives no ids, so its posts are matched by words and time.',
];

export function statementOf(
	facts: Facts,
	look: Look,
	register: readonly Gap[],
	integrity: Integrity,
): Statement {
	const gaps = register.filter(
		({from, to, state}) => from < facts.period.to && to >= facts.period.from && state !== 'filled',
	);
	const statement = {
		period: facts.period,
		madeAt: facts.now,
		accounts: facts.accounts.length,
		sequence: sequenceOf(facts, gaps),
		heartbeat: {
			healthy: healthyShare(facts),
			unguarded: gaps.filter(({kind}) => kind === 'unguarded').length,
			silent: gaps.filter(({kind}) => kind === 'silent').length,
		},
		site: siteOf(facts, look),
		integrity,
		gaps: gaps.map(({id, kind, what, state, reason}) => ({id, kind, what, state, reason})),
		notCovered,
	};
	return {...statement, text: textOf(statement)};
}

function sequenceOf({devices, period}: Facts, gaps: readonly Gap[]): Statement['sequence'] {
	const active = devices.filter(({records}) => records.some(({at}) => at >= period.from && at < period.to));
	const broken = new Set(
		gaps.filter(({kind}) => kind === 'sequence' || kind === 'fork').map(({device}) => device),
	);
	const records = active.flatMap(device =>
		device.records.filter(({at}) => at >= period.from && at < period.to),
	);
	const holes = gaps.filter(({kind}) => kind === 'sequence');
	return {
		devices: active.length,
		records: records.length,
		missing: holes.reduce((sum, {count}) => sum + count, 0),
		unbroken: active.filter(({device}) => !broken.has(device)).length,
	};
}

/** Of the working time in which browsers were heard: how much of it guarded. Between 0 and 1; 1 when nothing was heard. */
function healthyShare(facts: Facts): number {
	const worked = workingTime(facts.calendar, facts.period);
	const managed = new Set(
		facts.accounts.filter(({gate}) => gate === 'managed').map(({site, id}) => `${site}:${id}`),
	);
	let [all, well] = [0, 0];
	for (const {records} of facts.devices)
		for (const {from, to, record} of spansOf(records)) {
			const time = worked(from, to);
			all += time;
			if (lackOf(record, managed) === '') well += time;
		}
	return all === 0 ? 1 : well / all;
}

function siteOf({accounts}: Facts, {reconciled}: Look): Statement['site'] {
	const sum = (of: (one: Look['reconciled'][number]) => number) =>
		reconciled.reduce((total, one) => total + of(one), 0);
	return {
		exports: reconciled.map(({site, account, madeAt}) => ({site, account, madeAt})),
		without: Math.max(0, accounts.length - reconciled.length),
		published: sum(one => one.published),
		matched: sum(one => one.matched),
		notCaptured: sum(one => one.notCaptured.length),
		goneFromSite: sum(one => one.goneFromSite.length),
	};
}

type Untold = Omit<Statement, 'text'>;

function textOf(statement: Untold): string {
	return [
		`Completeness statement – company accounts, ${day(statement.period.from)} to ${day(statement.period.to - 1)}`,
		...[sequenceText, heartbeatText, siteText, integrityText, notCoveredText].map(
			(section, i) => `${i + 1}  ${section(statement)}`,
		),
		...statement.gaps.map(
			({id, what, state, reason}) => `   ${id} · ${state} · ${what}${reason && ` · ${reason}`}`,
		),
		`Made on ${day(statement.madeAt)}. This is not a claim that nothing else exists.`,
	].join('\n');
}

function sequenceText({accounts, sequence: {devices, records, missing, unbroken}}: Untold): string {
	const none =
		missing === 0
			? 'No number is missing'
			: `${numberOf(missing)} ${missing === 1 ? 'number is' : 'numbers are'} missing`;
	return (
		`Sequence      ${counted(accounts, 'account')}, ${counted(devices, 'device')}, ${counted(records, 'record')}. ` +
		`${none}; chains unbroken: ${numberOf(unbroken)} of ${numberOf(devices)}.`
	);
}

function heartbeatText({heartbeat: {healthy, unguarded, silent}}: Untold): string {
	const share = (Math.floor(healthy * 1000) / 10).toFixed(1);
	return (
		`Heartbeat     Countersign was healthy for ${share} % of the working time in which these browsers were heard. ` +
		`${counted(unguarded, 'unguarded period')} over 10 min, ${silent} silent. Other browsers and phones: see 3.`
	);
}

function siteText({site}: Untold): string {
	if (site.exports.length === 0) return 'Site check    No export of a site was compared for this period.';
	const without =
		site.without > 0
			? ` ${site.without === 1 ? '1 account has no export and was' : `${numberOf(site.without)} accounts have no export and were`} not compared.`
			: '';
	return (
		`Site check    Exports of ${counted(site.exports.length, 'account')}: published there ${numberOf(site.published)}, ` +
		`matched in our archive ${numberOf(site.matched)}, not matched ${numberOf(site.notCaptured)}. ` +
		`${numberOf(site.goneFromSite)} that we archived are not in the export any more.${without}`
	);
}

function integrityText({integrity: {entries, checkpoints, consistent, timestamps}}: Untold): string {
	const outside =
		timestamps > 0
			? ` ${numberOf(timestamps)} ${timestamps === 1 ? 'is' : 'are'} stamped by an outside clock.`
			: ' No outside clock stamped them.';
	return (
		`Integrity     ${numberOf(consistent)} of ${numberOf(checkpoints)} signed heads of the period are extended by ` +
		`the log of now (${numberOf(entries)} entries).${outside}`
	);
}

function notCoveredText({notCovered: list}: Untold): string {
	return `Not covered   ${list.join(' ')}`;
}

function day(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}

function numberOf(count: number): string {
	return count.toLocaleString('en-GB');
}

function counted(count: number, one: string): string {
	return `${numberOf(count)} ${one}${count === 1 ? '' : 's'}`;
}
