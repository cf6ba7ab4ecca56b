/** The rule's text as a form sees it. Only what a field changes is written: comments and all else stay as they are. */
import {type Document, isScalar, isSeq, parseDocument, Scalar} from 'yaml';

const scalars = [
	'title',
	'severity',
	'message',
	'say',
	'why',
	'source',
	'from',
	'to',
	'owner',
	'review',
	'budget',
	'least',
] as const;
export type ScalarField = (typeof scalars)[number];
export const exceptions = ['quoted', 'question', 'negated', 'warned'] as const;
export type Exception = (typeof exceptions)[number];

export interface RuleFields extends Record<ScalarField, string> {
	/** One a line. */
	phrases: string;
	unless: Exception[];
	/** One a line: what makes a hit harmless when it stands in the same sentence. */
	beside: string;
	flags: string;
	passes: string;
	/** What the form cannot show: the text beside it does. */
	beyond: string[];
}

/** Nothing when the text cannot be read as YAML: then only the text can mend it. */
export function fieldsOf(yaml: string): RuleFields | undefined {
	const document = parseDocument(yaml);
	if (document.errors.length > 0) return;
	const text = (path: (string | number)[]) => textAt(document, path);
	const fields = Object.fromEntries(scalars.map(name => [name, text([name])])) as Record<ScalarField, string>;
	return {
		...fields,
		phrases: text(['detect', 0, 'find']),
		unless: exceptions.filter(name => listAt(document, unlessPath).includes(name)),
		beside: besideOf(document),
		flags: stringsAt(document, ['examples', 'flags']).join('\n'),
		passes: stringsAt(document, ['examples', 'passes']).join('\n'),
		beyond: beyondOf(document),
	};
}

export function setScalar(yaml: string, name: ScalarField, value: string): string {
	return change(yaml, document => {
		if (value === '') document.delete(name);
		else document.set(name, value);
	});
}

/** What is no number stays as it was typed: saving says what is wrong with it. */
export function setNumber(yaml: string, name: ScalarField, value: string): string {
	return change(yaml, document => {
		if (value === '') document.delete(name);
		else document.set(name, Number.isNaN(Number(value)) ? value : Number(value));
	});
}

export function setPhrases(yaml: string, value: string): string {
	return change(yaml, document => {
		const block = new Scalar(`${value.replace(/\n+$/, '')}\n`);
		block.type = Scalar.BLOCK_LITERAL;
		document.setIn(['detect', 0, 'find'], block);
	});
}

export function setException(yaml: string, name: Exception, on: boolean): string {
	return change(yaml, document => {
		const others = listAt(document, unlessPath).filter(entry => entry !== name);
		const next = on ? [...others, name] : others;
		setUnless(document, next);
	});
}

export function setBeside(yaml: string, value: string): string {
	return change(yaml, document => {
		const others = listAt(document, unlessPath).filter(entry => !isBeside(entry));
		const lines = value.split('\n').map(line => line.trim());
		const sentence = lines.filter(line => line !== '');
		const next = sentence.length === 0 ? others : [...others, {sentence}];
		setUnless(document, next);
	});
}

/** Examples with a context of their own stay at the end of the list. */
export function setExamples(yaml: string, kind: 'flags' | 'passes', value: string): string {
	return change(yaml, document => {
		const rich = listAt(document, ['examples', kind]).filter(entry => typeof entry !== 'string');
		const plain = value.split('\n').map(line => line.trim());
		const next = [...plain.filter(line => line !== ''), ...rich];
		document.setIn(['examples', kind], document.createNode(next));
	});
}

const unlessPath = ['detect', 0, 'unless'];

function setUnless(document: Document, next: readonly unknown[]): void {
	if (next.length === 0) document.deleteIn(unlessPath);
	else document.setIn(unlessPath, document.createNode(next));
}

/** The one condition of this kind that a form can show: words and nothing else. */
function isBeside(entry: unknown): entry is {sentence: string | string[]} {
	return typeof entry === 'object' && entry !== null && Object.keys(entry).join() === 'sentence';
}

function besideOf(document: ReturnType<typeof parseDocument>): string {
	const words = listAt(document, unlessPath).filter(isBeside);
	return words
		.flatMap(({sentence}) => sentence)
		.join('\n')
		.trim();
}

function change(yaml: string, work: (document: Document) => void): string {
	const document = parseDocument(yaml);
	work(document as unknown as Document);
	return document.toString({lineWidth: 0});
}

type Path = (string | number)[];

function textAt(document: ReturnType<typeof parseDocument>, path: Path): string {
	const node = document.getIn(path, true);
	if (isScalar(node)) return String(node.value ?? '').replace(/\n$/, '');
	return isSeq(node) ? listAt(document, path).join('\n') : '';
}

function listAt(document: {getIn: (path: Path, keep: boolean) => unknown}, path: Path): unknown[] {
	const node = document.getIn(path, true);
	return isSeq(node) ? (node.toJSON() as unknown[]) : [];
}

function stringsAt(document: ReturnType<typeof parseDocument>, path: Path): string[] {
	return listAt(document, path).filter(entry => typeof entry === 'string');
}

function beyondOf(document: ReturnType<typeof parseDocument>): string[] {
	const detectors = listAt(document, ['detect']);
	const rich = ['flags', 'passes'].flatMap(kind =>
		listAt(document, ['examples', kind]).filter(entry => typeof entry !== 'string'),
	).length;
	const conditions = ['if', 'pattern'].some(key => document.getIn(['detect', 0, key]) !== undefined);
	return [
		detectors.length > 1 ? `${detectors.length - 1} more ways to find it` : '',
		conditions ? 'conditions' : '',
		rich > 0 ? `${rich} examples with a context of their own` : '',
		document.has('where') ? 'where it applies' : '',
		document.has('fixes') ? 'the buttons that mend it' : '',
	].filter(words => words !== '');
}
