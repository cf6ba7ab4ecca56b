/** 5. Holds: legal histories, and nobody's word for an approval. */
import {altered, type Bundle} from './bundle.ts';
import {checkApproval} from './check-approval.ts';
import type {Visit} from './check-contents.ts';
import {checkRelease} from './check-release.ts';
import {sha256Hex} from './encoding.ts';
import type {LogEntry} from './entry.ts';
import type {Held, History, Used} from './hold-history.ts';
import {illegalStep} from './hold-states.ts';
import {canonical, count, get, type Json, text} from './json.ts';
import {messageOf} from './report.ts';

export function holdVisit(bundle: Bundle): Visit {
	const histories = new Map<string, History>();
	const used: Used = {statements: new Set(), releases: new Set()};
	return (entry, content) => {
		if (!entry.type.startsWith('hold.')) return;
		try {
			checkEntry(bundle, entry, content, historyOf(entry, histories), used);
		} catch (error) {
			const {index, type} = entry;
			altered(bundle, 'hold', {index}, `entry ${index}, ${type}: ${messageOf(error)}`);
		}
		bundle.findings.counts.holds = histories.size;
	};
}

function historyOf({hold}: LogEntry, histories: Map<string, History>): History {
	if (!hold) throw new Error('names no hold');
	const {id, version} = hold;
	const history = histories.get(id) ?? {
		id,
		state: null,
		version,
		held: null,
		approvals: [],
		steps: [],
		unseen: 0,
	};
	histories.set(id, history);
	return history;
}

function checkEntry(
	bundle: Bundle,
	entry: LogEntry,
	content: Json | undefined,
	history: History,
	used: Used,
): void {
	const event = entry.type.slice('hold.'.length);
	const {state, version} = entry.hold!;
	const illegal = illegalStep(event, history.state, state);
	// Follows the log, so that one false step is named once.
	history.state = state;
	if (illegal) throw new Error(illegal);
	if (version !== history.version) throw new Error(`is about version ${version}, not ${history.version}`);
	if (content !== undefined) checkEvent(entry, event, get(content, 'event'));
	apply(bundle, entry, event, content, history, used);
}

/** Content and entry tell one story. */
function checkEvent(entry: LogEntry, type: string, event: Json | undefined): void {
	for (const [name, value] of Object.entries({type, at: entry.at, by: entry.by}))
		if (get(event, name) !== value) throw new Error(`its content has another ${name}`);
}

function apply(
	bundle: Bundle,
	entry: LogEntry,
	event: string,
	content: Json | undefined,
	history: History,
	used: Used,
): void {
	switch (event) {
		case 'held':
			history.held = content === undefined ? null : readHeld(entry, get(content, 'event'), history.id);
			return;
		case 'approved':
			if (content === undefined) history.unseen++;
			else checkApproval(bundle, entry, content, history, used);
			return;
		case 'released':
			checkRelease(bundle, entry, content, history, used);
			return;
		case 'sent':
			checkSent(bundle, entry, content, history);
			return;
		case 'returned':
		case 'rejected':
			checkReviewer(entry, history);
			return;
		case 'handed':
			checkHanded(history, content);
			return;
		case 'revoked':
			history.approvals = [];
			history.steps = [];
			history.unseen = 0;
	}
}

function readHeld(entry: LogEntry, event: Json | undefined, id: string): Held {
	const submission = get(event, 'submission');
	const draft = get(submission, 'draft') ?? null;
	const digest = text(get(submission, 'digest'), 'digest');
	if (get(event, 'id') !== id) throw new Error('its content is of another hold');
	if (sha256Hex(canonical(draft)) !== digest)
		throw new Error('the draft does not have the digest that was held');
	if (get(draft, 'account') !== entry.account || get(draft, 'site') !== entry.site)
		throw new Error('the draft is of another account than its entry');
	const authors = get(event, 'authors');
	if (!Array.isArray(authors) || !entry.by || !authors.includes(entry.by))
		throw new Error('whoever submitted it is not among its authors');
	checkAccepted(get(event, 'accepted'), authors);
	return {
		authors: authors.map(author => text(author, 'author')),
		location: text(get(event, 'location'), 'location'),
		needed: count(get(event, 'needed'), 'needed'),
		digest,
		policy: text(get(submission, 'policy'), 'policy'),
		draft,
		steps: stepsIn(event),
	};
}

function stepsIn(event: Json | undefined): readonly Json[] {
	const steps = get(event, 'route', 'steps');
	return Array.isArray(steps) ? steps : [];
}

/** A reviewer who suggested another claim is an author of what was accepted; else he could sign his own words. */
function checkAccepted(accepted: Json | undefined, authors: readonly Json[]): void {
	const touches = get(accepted, 'touches');
	if (!Array.isArray(touches) || touches.length === 0) return;
	if (!authors.includes(get(accepted, 'by') ?? null))
		throw new Error('whoever suggested another claim is not among its authors');
}

function checkReviewer({by}: LogEntry, {held}: History): void {
	if (held && (by === null || held.authors.includes(by))) throw new Error('an author judged the own draft');
}

/** Whoever took it over is an author from then on, and none of the approvals that stand may be his. */
function checkHanded({held, steps, approvals}: History, content: Json | undefined): void {
	if (content === undefined || !held) return;
	const to = text(get(content, 'event', 'to'), 'to');
	if (!held.authors.includes(text(get(content, 'event', 'from'), 'from')))
		throw new Error('it was handed over by somebody who is not among its authors');
	if (approvals.length > 0 || steps.length > 0) throw new Error('it was handed over while an approval stood');
	if (!held.authors.includes(to)) held.authors.push(to);
}

/** A capture of something else than was approved is recorded as an incident by the hub: noted here, not judged. */
function checkSent(
	{findings, entries}: Bundle,
	{index}: LogEntry,
	content: Json | undefined,
	{held, id}: History,
) {
	const digest = get(content, 'event', 'digest');
	if (held && digest !== undefined && digest !== held.digest)
		findings.notes.push(
			`${entries[index]?.name}: hold ${id} was sent with another content than was approved.`,
		);
}
