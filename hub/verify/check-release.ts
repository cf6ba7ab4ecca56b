/** One release: countersigned by the hub, for what was approved, with the approvals that it rests on, once. */
import type {Bundle} from './bundle.ts';
import type {LogEntry} from './entry.ts';
import type {History, Used} from './hold-history.ts';
import {get, type Json, text} from './json.ts';
import {readJws} from './signatures.ts';

/** Throws. */
export function checkRelease(
	bundle: Bundle,
	entry: LogEntry,
	content: Json | undefined,
	history: History,
	used: Used,
): void {
	if (history.approvals.length + history.unseen === 0) throw new Error('released without an approval');
	if (content === undefined) return;
	const token = readJws(get(content, 'token'));
	if (!token.isBy(bundle.keys.hub, 'EdDSA') || token.payload.typ !== 'countersign-release')
		throw new Error('the release is not signed by the hub');
	const release = get(content, 'event', 'release');
	const expected = {
		hold: history.id,
		version: history.version,
		jti: get(release, 'id'),
		aud: get(release, 'device'),
		...(history.held && {digest: history.held.digest}),
	};
	for (const [name, value] of Object.entries(expected))
		if (token.payload[name] !== value) throw new Error(`the release is for another ${name}`);
	checkApprovals(token.payload.approvals, history);
	checkSteps(history);
	if (history.held && (entry.by === null || !history.held.authors.includes(entry.by)))
		throw new Error('whoever released it is not among its authors');
	const jti = text(token.payload.jti, 'jti');
	if (used.releases.has(jti)) throw new Error('the release was used before');
	used.releases.add(jti);
	bundle.findings.counts.releases++;
}

/** Each step of the route had as many approvals as it asks for; where their content is not in the bundle, nobody can say. */
function checkSteps({held, steps, unseen}: History): void {
	if (!held || unseen > 0) return;
	for (const [n, step] of held.steps.entries()) {
		const need = get(step, 'need');
		const given = steps.filter(of => of === n).length;
		if (typeof need !== 'number' || given < need)
			throw new Error(`released before step ${n + 1} was complete`);
	}
}

function checkApprovals(approvals: Json | undefined, {approvals: standing, unseen, held}: History): void {
	const statements = Array.isArray(approvals) ? approvals.map(approval => get(approval, 'statement')) : [];
	if (new Set(statements).size < Math.max(held?.needed ?? 1, 1))
		throw new Error('released with too few approvals');
	const unknown = statements.filter(statement => !standing.includes(String(statement)));
	if (unknown.length > unseen) throw new Error('released with an approval that the log does not have');
}
