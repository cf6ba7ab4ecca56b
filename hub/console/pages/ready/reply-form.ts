/** A ready reply while it is written: what the fields hold, and the reply that they say. */
import type {ReadyView} from '#lib/api/contract.ts';
import {type ReadyRefusal, readyRefusals} from '#lib/core/ready/decide-ready.ts';
import type {ReadyReply, ReplyOperation} from '#lib/core/ready/reply.ts';
import {type SlotKind, slotProblem} from '#lib/core/ready/slots.ts';

export interface Blank {
	/** The same while it is renamed. */
	key: string;
	name: string;
	kind: SlotKind;
	/** Of a choice: its wordings, one a line. */
	options: string;
}

export interface ReplyForm {
	id: string;
	title: string;
	text: string;
	blanks: Blank[];
	location: string;
	accounts: string[] | null;
	operations: ReplyOperation[];
	answers: string;
	promise: string;
	/** `2027-02-20`: until the end of that day. */
	until: string;
}

export type Field = 'id' | 'title' | 'text' | 'blanks' | 'promise' | 'scope' | 'until';
export interface Wrong {
	field: Field | undefined;
	words: string;
}

const day = 86_400_000;
/** Days for which a new one is good, unless somebody says otherwise. */
const usual = 90;

export function freshForm(versions: readonly ReadyView[], location: string, now: number): ReplyForm {
	const numbers = versions.map(({reply}) => Number(/^R-RPL-(\d+)$/.exec(reply.id)?.[1] ?? 0));
	return {
		...{id: `R-RPL-${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`, title: '', text: '', blanks: []},
		...{location, accounts: null, operations: ['reply', 'comment'], answers: '', promise: ''},
		until: dateOf(now + usual * day),
	};
}

/** The next version begins with the words of the one before. */
export function formOf({slots, promise, until, ...reply}: ReadyReply, now: number): ReplyForm {
	const {id, title, text, location, accounts, operations, answers} = reply;
	const blanks = slots.map(({name, kind, options = []}) => ({
		...{key: crypto.randomUUID(), name, kind},
		options: options.join('\n'),
	}));
	return {
		...{id, title, text, blanks, location, answers, promise: promise ?? ''},
		...{accounts: accounts && [...accounts], operations: [...operations]},
		until: dateOf(Math.max(until, now + usual * day)),
	};
}

/** Blanks that stand in the text, in their order there; what was deleted there is gone here too. */
export function blanksIn({text, blanks}: Pick<ReplyForm, 'text' | 'blanks'>): Blank[] {
	const at = ({name}: Blank) => text.indexOf(`{${name}}`);
	return blanks.filter(blank => at(blank) >= 0).sort((a, b) => at(a) - at(b));
}

/** Version, authors and what it settles are the hub's to fill in. */
export function replyOf(form: ReplyForm, {person, now}: {person: string; now: number}): ReadyReply {
	const {id, title, text, location, accounts, operations, answers, promise, until} = form;
	const slots = blanksIn(form).map(({name, kind, options}) =>
		kind === 'choice' ? {name, kind, options: linesOf(options)} : {name, kind},
	);
	return {
		...{v: 1, id: id.trim(), version: 1, title: title.trim(), text: text.trim(), slots},
		...{location, accounts, operations, answers: answers.trim(), settles: []},
		promise: slots.some(({name}) => name === promise) ? promise : null,
		...{authors: [person], from: now, until: new Date(`${until}T23:59:59`).getTime()},
	};
}

function linesOf(text: string): string[] {
	return [...new Set(text.split('\n').map(line => line.trim()))].filter(line => line !== '');
}

/** As a date field has it, by the clock of whoever looks at it. */
function dateOf(ms: number): string {
	const date = new Date(ms);
	const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
	return parts.map(part => String(part).padStart(2, '0')).join('-');
}

const fields: Partial<Record<string, Field>> = {
	...{'bad-id': 'id', 'wrong-version': 'id', 'bad-title': 'title', 'bad-slot': 'blanks'},
	...{'bad-text': 'text', 'unused-slot': 'text', 'unknown-slot': 'text', ambiguous: 'text'},
	...{'bad-promise': 'promise', 'bad-scope': 'scope', 'bad-time': 'until', 'bad-sample': 'blanks'},
	'needs-change': 'text',
};

/** At which field a refusal belongs; `undefined`: it is about the whole. */
export function fieldOf(code: string): Field | undefined {
	return fields[code];
}

export function wrongBy(code: ReadyRefusal, {slots}: ReadyReply): Wrong {
	const wrong = slots.find(slot => slotProblem(slot) !== undefined);
	const words =
		code === 'bad-slot' && wrong ? `{${wrong.name}}: ${slotProblem(wrong)}.` : readyRefusals[code];
	return {field: fieldOf(code), words};
}
