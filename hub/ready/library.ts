/** Writing, approving and taking back ready replies: decided by core, kept and archived in one transaction. */
import {signerOf} from '#lib/api/approval.ts';
import type {ReadyView} from '#lib/api/contract.ts';
import {verifyReady} from '#lib/api/ready.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {
	authorsOf,
	decideReady,
	nextVersion,
	type ReadyCommand,
	type ReadyEvent,
	readyRefusals,
} from '#lib/core/ready/decide-ready.ts';
import {type ReadyReply, readyDigest} from '#lib/core/ready/reply.ts';
import {type ReadyClaims, statementProblem} from '#lib/core/ready/statement.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type DeviceCaller} from '../http/authenticate.ts';
import {findDevice} from '../identity/devices.ts';
import {journal} from '../journal.ts';
import {Refused, refusedBy} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {approverProblem} from './approver.ts';
import {type Trial, tryReply} from './trial.ts';
import {findVersion, type ReadyRow, replyOf, versionOf, versionsOf, viewOf} from './versions.ts';

/** What the author of a version has said, and what the hub adds: nobody types those by hand. */
export async function completed(
	db: Reader,
	deps: Deps,
	caller: DeviceCaller,
	reply: ReadyReply,
): Promise<{reply: ReadyReply; trial: Trial}> {
	const rows = await versionsOf(db, reply.id);
	const known = {
		version: nextVersion(rows.map(versionOf)),
		authors: authorsOf(rows.map(versionOf), caller.person),
	};
	const decided = decide(rows, {type: 'write', reply: {...reply, ...known, settles: []}}, caller, deps.now());
	if (decided.length === 0) throw new Error('a version was written and nothing happened');
	const trial = await tryReply(db, deps, reply);
	return {reply: {...reply, ...known, settles: trial.settles}, trial};
}

export async function write(
	trx: Transaction,
	deps: Deps,
	asking: DeviceCaller,
	{reply, statement}: {reply: ReadyReply; statement: string},
): Promise<ReadyView> {
	const caller = await admit(trx, asking, deps.now());
	const rows = await versionsOf(trx, reply.id);
	const events = decide(rows, {type: 'write', reply}, caller, deps.now());
	const {settles, isBlocked, findings} = await tryReply(trx, deps, reply);
	if (isBlocked)
		throw needsChange(findings.filter(({severity}) => severity === 'block').map(({rule}) => rule));
	if (canonicalJson(settles) !== canonicalJson(reply.settles))
		throw new Refused(409, 'rules-changed', 'The rules say something else by now. Look again.');
	await statementBy(caller, statement, {reply, as: 'writer', now: deps.now()});
	const certificate = await certificateOf(trx, caller);
	await trx
		.insertInto('ready_replies')
		.values({
			...{id: reply.id, version: reply.version, state: 'written', reply: canonicalJson(reply)},
			...{writer: caller.person, writer_device: caller.device, written_at: deps.now()},
			...{writer_statement: statement, writer_certificate: certificate},
			...{
				approver: null,
				approver_statement: null,
				approver_certificate: null,
				approved_at: null,
				ended_at: null,
				ended_by: null,
				end_note: '',
			},
		})
		.execute();
	await end(trx, deps, rows, events);
	const body = {reply, digest: readyDigest(reply), statement, certificate};
	return saved(trx, deps, caller, reply, {type: 'ready.written', body});
}

export async function approve(
	trx: Transaction,
	deps: Deps,
	asking: DeviceCaller,
	{id, version, statement}: {id: string; version: number; statement: string},
): Promise<ReadyView> {
	const caller = await admit(trx, asking, deps.now());
	const rows = await versionsOf(trx, id);
	const events = decide(rows, {type: 'approve', version}, caller, deps.now());
	const reply = replyOf(rows.find(row => row.version === version)!);
	const problem = await approverProblem(trx, deps, caller, reply);
	if (problem) throw problem;
	await statementBy(caller, statement, {reply, as: 'approver', now: deps.now()});
	const certificate = await certificateOf(trx, caller);
	await end(trx, deps, rows, events);
	await trx
		.updateTable('ready_replies')
		.set({
			...{state: 'approved', approver: caller.person, approved_at: deps.now()},
			...{approver_statement: statement, approver_certificate: certificate},
		})
		.where('id', '=', id)
		.where('version', '=', version)
		.execute();
	const body = {reply, digest: readyDigest(reply), statement, certificate};
	return saved(trx, deps, caller, reply, {type: 'ready.approved', body});
}

/** Sends a written one back, or takes one out of use: every browser hears of it at once. */
export async function endReply(
	trx: Transaction,
	deps: Deps,
	asking: DeviceCaller,
	{id, version, how, note}: {id: string; version: number; how: 'return' | 'retire'; note: string},
): Promise<ReadyView> {
	const caller = await admit(trx, asking, deps.now());
	const rows = await versionsOf(trx, id);
	const events = decide(rows, {type: how, version}, caller, deps.now());
	const reply = replyOf(rows.find(row => row.version === version)!);
	if (events.length === 0) return viewOf(trx, deps, (await findVersion(trx, id, version))!, 'not-waiting');
	await end(trx, deps, rows, events, {ended_by: caller.person, end_note: note});
	const body = {reply: id, version, digest: readyDigest(reply), note};
	return saved(trx, deps, caller, reply, {type: how === 'retire' ? 'ready.retired' : 'ready.returned', body});
}

function decide(
	rows: readonly ReadyRow[],
	command: ReadyCommand,
	by: DeviceCaller,
	now: number,
): ReadyEvent[] {
	const events = decideReady(rows.map(versionOf), command, {by, now});
	if (typeof events === 'string') throw refusedAs(events);
	return events;
}

const forbidden = new Set(['four-eyes', 'not-a-reviewer', 'not-your-place']);

function refusedAs(code: keyof typeof readyRefusals): Refused {
	const status = forbidden.has(code)
		? 403
		: code === 'unknown-reply'
			? 404
			: code.startsWith('bad-')
				? 400
				: 409;
	return new Refused(status, code, readyRefusals[code]);
}

function needsChange(rules: readonly string[]): Refused {
	const named = [...new Set(rules)].join(', ');
	return new Refused(
		422,
		'needs-change',
		`These words need a change before anybody can sign them: ${named}.`,
	);
}

/** Throws unless this very device says exactly this, now. */
async function statementBy(
	{person, device, key}: DeviceCaller,
	statement: string,
	{reply, as, now}: {reply: ReadyReply; as: ReadyClaims['as']; now: number},
): Promise<void> {
	if (signerOf(statement) !== device) throw refusedBy('wrong-statement');
	const claims = await verifyReady(statement, key).catch(() => undefined);
	const problem = claims ? statementProblem(claims, reply, {as, person, now}) : 'wrong-statement';
	if (problem) throw refusedBy(problem);
}

async function certificateOf(trx: Transaction, {device}: DeviceCaller): Promise<string> {
	return (await findDevice(trx, device))!.certificate;
}

/** States that other versions, or this one, come to by an event. */
async function end(
	trx: Transaction,
	deps: Deps,
	rows: readonly ReadyRow[],
	events: readonly ReadyEvent[],
	why: Partial<Pick<ReadyRow, 'ended_by' | 'end_note'>> = {},
): Promise<void> {
	for (const {version, state} of events) {
		const row = rows.find(known => known.version === version);
		if (!row || state === 'approved' || state === 'written') continue;
		await trx
			.updateTable('ready_replies')
			.set({state, ended_at: deps.now(), ...why})
			.where('id', '=', row.id)
			.where('version', '=', version)
			.execute();
	}
}

async function saved(
	trx: Transaction,
	deps: Deps,
	caller: DeviceCaller,
	{id, version}: ReadyReply,
	note: {type: string; body: object},
): Promise<ReadyView> {
	await journal(trx, deps, {...note, by: caller.person});
	await tell(trx, deps, {to: 'everybody'}, {type: 'ready'});
	return viewOf(trx, deps, (await findVersion(trx, id, version))!, 'not-waiting');
}
