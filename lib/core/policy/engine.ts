import type {CheckInput} from './check-input.ts';
import {disguises} from './disguises.ts';
import {type Document, read, release} from './document.ts';
import type {Finding} from './finding.ts';
import {type Candidate, findingsFor} from './findings.ts';
import {doc, ruleField, ruleSize, whole} from './format.ts';
import {inForce} from './in-force.ts';
import {opinions} from './learned/opinions.ts';
import {addConcepts, candidates, firesIn} from './rules.ts';
import {about, type Session, textOf} from './session.ts';
import {unread} from './unread.ts';
import {type Engine, viewsOf} from './views.ts';

export {type Engine, PolicyFormatError} from './views.ts';

/** Opens a compiled policy. Throws `PolicyFormatError` when it is none, or cut, or of another format. */
export function open(buffer: ArrayBuffer): Engine {
	const views = viewsOf(buffer);
	return {views, rules: views.counts[2]!};
}

/** All findings in reading order. Pure and synchronous: same input, same findings. Never throws on a text. */
export function check(engine: Engine, input: CheckInput): Finding[] {
	const session = begin(engine, input);
	const draft = session.document(doc.text)!;
	const found: Candidate[] = [];
	for (const rule of session.rules.list)
		for (const candidate of candidates(session, rule, draft)) found.push(candidate);
	found.push(...disguises(session, found), ...secondOpinions(session, draft));
	const findings = [...findingsFor(engine, input, draft, found), ...unread(input)];
	for (const one of session.documents.values()) if (one) release(one);
	return findings;
}

function begin(engine: Engine, input: CheckInput): Session {
	const documents = new Map<number, Document | undefined>();
	const document = (which: number) => {
		if (!documents.has(which)) {
			const text = textOf(input, which);
			const own = text === undefined ? undefined : read(engine.views, text, input.company);
			documents.set(which, own);
			if (own) addConcepts(session, own);
		}
		return documents.get(which);
	};
	const fired = new Set<number>();
	const session: Session = {
		engine,
		input,
		rules: inForce(engine, input),
		documents,
		document,
		fired,
		weighed: new Set(),
		world: {
			code: engine.views.code,
			documentOf: document,
			fired: rule => fired.has(rule),
			firesIn: (which, rule) => firesIn(session, which, rule),
			...about(input),
		},
	};
	return session;
}

function secondOpinions(session: Session, own: Document): Candidate[] {
	const {engine, input, fired, weighed, rules, document} = session;
	const {rule: record} = engine.views;
	// Where a rule's words stand and its conditions let them be, the rule has spoken.
	const wanted = (rule: number) => !fired.has(rule) && !weighed.has(rule) && rules.has[rule] === 1;
	return opinions(engine.views, {own, parent: document(doc.parent), input, wanted}).map(one => ({
		...one,
		severity: record[one.rule * ruleSize + ruleField.severity]!,
		set: whole,
		learned: true,
	}));
}
