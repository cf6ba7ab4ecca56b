import type {CheckInput} from './check-input.ts';
import {holds, type World} from './conditions.ts';
import {disguises} from './disguises.ts';
import {type Document, has, read, readable, release, spansOf, type WordSpan} from './document.ts';
import type {Finding} from './finding.ts';
import {type Candidate, findingsFor, reduced} from './findings.ts';
import {confidences, doc, kinds, profiles, ruleField, ruleFlag, ruleSize, sites, whole} from './format.ts';
import {addHit, longest} from './hits.ts';
import {opinions} from './learned/opinions.ts';
import {type Engine, viewsOf} from './views.ts';

export {type Engine, PolicyFormatError} from './views.ts';

const certain = confidences.indexOf('certain');
const likely = confidences.indexOf('likely');

/** Opens a compiled policy. Throws `PolicyFormatError` when it is none, or cut, or of another format. */
export function open(buffer: ArrayBuffer): Engine {
	const views = viewsOf(buffer);
	return {views, rules: views.counts[2]!};
}

/** All findings in reading order. Pure and synchronous: same input, same findings. Never throws on a text. */
export function check(engine: Engine, input: CheckInput): Finding[] {
	const session = begin(engine, input);
	const draft = session.document(doc.text)!;
	const matched: Candidate[] = [];
	for (let rule = 0; rule < engine.rules; rule++) {
		if (applies(session, rule)) matched.push(...candidates(session, rule, draft));
	}
	const found = [...withOpinions(session, draft, matched), ...disguises(engine, draft, matched)];
	const findings = [...findingsFor(engine, input, draft, found), ...unread(input)];
	for (const one of session.documents.values()) if (one) release(one);
	return findings;
}

/** What the patterns matched, doubted where the words speak against it, and what the words alone speak for. */
function withOpinions(session: Session, own: Document, matched: readonly Candidate[]): Candidate[] {
	const {engine, input, fired, weighed, document} = session;
	const {rule: record} = engine.views;
	// Where a rule's words stand and its conditions let them be, the rule has spoken.
	const wanted = (rule: number) => !fired.has(rule) && !weighed.has(rule) && applies(session, rule);
	const {added, doubts} = opinions(engine.views, {own, parent: document(doc.parent), input, wanted});
	const isDoubted = ({confidence, set, rule, span}: Candidate) =>
		confidence === certain && set !== whole && doubts(rule, span.start);
	return [
		...matched.map(one => (isDoubted(one) ? {...one, confidence: likely} : one)),
		...added.map(one => ({
			...one,
			severity: record[one.rule * ruleSize + ruleField.severity]!,
			set: whole,
			learned: true as const,
		})),
	];
}

/** Nothing goes out unread: what is too long to be checked needs a second person. */
function unread(input: CheckInput): Finding[] {
	const isCut = (which: number) => {
		const text = textOf(input, which) ?? '';
		return readable(text) < text.length;
	};
	const elsewhere = [doc.image, doc.parent, doc.relationship].some(isCut);
	if (!elsewhere && !isCut(doc.text)) return [];
	return [
		{
			rule: 'LENGTH',
			pack: 'countersign',
			severity: 'review',
			confidence: 'certain',
			start: elsewhere ? 0 : readable(input.text),
			end: input.text.length,
			message: 'Too long to check to the end. Shorten it, or let a second person read all of it.',
			why: 'Only the first 70,000 characters of a text are checked. No site takes longer ones.',
			fixes: [],
		},
	];
}

interface Session {
	engine: Engine;
	input: CheckInput;
	world: World;
	/** Those read so far. */
	documents: ReadonlyMap<number, Document | undefined>;
	document(which: number): Document | undefined;
	fired: Set<number>;
	/** Rules whose words were found, whatever their conditions then said. */
	weighed: Set<number>;
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
		documents,
		document,
		fired,
		weighed: new Set(),
		world: undefined as never,
	};
	session.world = {
		code: engine.views.code,
		documentOf: document,
		fired: rule => fired.has(rule),
		firesIn: (which, rule) => firesIn(session, which, rule),
		given: givenIn(input),
		profile: profiles.indexOf(input.company.profile),
		site: sites.indexOf(input.site),
		kind: kinds.indexOf(input.kind),
		// X shows 280 weighted characters before "Show more", Facebook about three lines.
		visible: input.site === 'x' ? 280 : 480,
		limit: input.site === 'x' ? 280 : 63_206,
	};
	return session;
}

function textOf({text, context}: CheckInput, which: number): string | undefined {
	if (which === doc.text) return text;
	if (which === doc.parent) return context.inReplyTo;
	if (which === doc.relationship) return context.relationship;
	const words = [context.imageText, ...(context.alts ?? [])].filter(
		part => part !== undefined && part !== '',
	);
	return words.length > 0 ? words.join('\n') : undefined;
}

function givenIn({context, company}: CheckInput): Set<string> {
	const given = new Set<string>();
	if (context.inReplyTo !== undefined) given.add('inReplyTo');
	if (context.imageText) given.add('imageText');
	if (context.relationship) given.add('relationship');
	if (context.alts?.some(alt => alt.trim() !== '')) given.add('alts');
	if (context.alts?.some(alt => alt.trim() === '')) given.add('missing-alt');
	if (context.imageText !== undefined || (context.alts?.length ?? 0) > 0) given.add('media');
	if (company.lenders.length > 0) given.add('lenders');
	return given;
}

function applies({engine, input, world}: Session, rule: number): boolean {
	const record = engine.views.rule;
	const at = rule * ruleSize;
	const day = Math.floor(input.now / 86_400_000);
	return (
		(record[at + ruleField.profiles]! & (1 << world.profile)) !== 0 &&
		(record[at + ruleField.sites]! & (1 << world.site)) !== 0 &&
		(record[at + ruleField.kinds]! & (1 << world.kind)) !== 0 &&
		day >= record[at + ruleField.from]! &&
		day < record[at + ruleField.to]!
	);
}

/** The places where a rule finds something in a document. */
function candidates(session: Session, rule: number, document: Document): Candidate[] {
	const {code, rule: record} = session.engine.views;
	const at = rule * ruleSize;
	const found: Candidate[] = [];
	let block = record[at + ruleField.blocks]!;
	for (let n = record[at + ruleField.count]!; n > 0; n--) {
		if (mayTrigger(session, block, document)) {
			if (code[block + 1] !== whole && code[block] === doc.text) session.weighed.add(rule);
			for (const span of matching(session, block, document))
				found.push({
					rule,
					span,
					severity: code[block + 2]!,
					confidence: code[block + 3]!,
					set: code[block + 1]!,
				});
		}
		block += 5 + code[block + 6]!;
	}
	if (found.length === 0) return found;
	session.fired.add(rule);
	return reduced(found, (record[at + ruleField.flags]! & ruleFlag.first) !== 0);
}

// A draft with more hits of one kind is told enough by the first ones; checking stays linear in the text.
const mostTriggers = 200;

/** False at once for most: words that are nowhere in the text. */
function mayTrigger({engine}: Session, block: number, own: Document): boolean {
	const {code} = engine.views;
	return code[block] !== doc.text || code[block + 1] === whole || has(own, code[block + 1]!);
}

function triggers({engine, document}: Session, block: number, own: Document): readonly WordSpan[] {
	const {code} = engine.views;
	const everything = {start: 0, end: own.tokens.count};
	if (code[block + 1] === whole) return [everything];
	if (code[block] === doc.text) return spansOf(own, code[block + 1]!).slice(0, mostTriggers);
	// A trigger outside the draft (an image, the message answered) marks the whole draft.
	const other = document(code[block]!);
	return other && other.hits.head[code[block + 1]!]! >= 0 ? [everything] : [];
}

/** Sets that have conditions, found once all patterns of a text are known. */
function addConcepts(session: Session, own: Document): void {
	const {concept, code} = session.engine.views;
	for (let c = 0; c < concept.length; c += 3) {
		let block = concept[c + 1]!;
		for (let n = concept[c + 2]!; n > 0; n--) {
			if (mayTrigger(session, block, own))
				for (const span of within(session, own, () => matching(session, block, own)))
					addHit(own.hits, concept[c]!, span.start, 1 << Math.min(span.end - span.start, longest));
			block += 5 + code[block + 6]!;
		}
	}
}

const matching = (session: Session, block: number, own: Document) =>
	triggers(session, block, own).filter(span => holds(session.world, block + 5, own, span));

/** Runs `job` with another text in the place of the draft. */
function within<T>({world}: Session, document: Document, job: () => T): T {
	const outer = world.documentOf;
	world.documentOf = which => (which === doc.text ? document : outer(which));
	const result = job();
	world.documentOf = outer;
	return result;
}

/** True if a rule would fire on another text, as if that were the draft. */
function firesIn(session: Session, which: number, rule: number): boolean {
	const document = session.document(which);
	if (!document || !applies(session, rule)) return false;
	const apart = {...session, fired: new Set<number>()};
	return within(session, document, () => candidates(apart, rule, document).length > 0);
}
