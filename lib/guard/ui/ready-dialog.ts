import type {ProvenReady} from '#lib/api/ready.ts';
import {dayOf, dayWords} from '#lib/core/ready/days.ts';
import {partsOf} from '#lib/core/ready/parts.ts';
import {furthest, type Slot, type SlotFacts, suggested} from '#lib/core/ready/slots.ts';
import {button, el} from './dom.ts';
import {openModal} from './modal.ts';
import {dayOf as dayOn} from './times.ts';

export interface ReadyDialogView {
	replies: readonly ProvenReady[];
	facts: SlotFacts;
	theme: 'light' | 'dark';
}

export interface ReadyDialogActions {
	/** `undefined` when the words are in the composer; else the blank that is not filled rightly. */
	use: (proven: ProvenReady, values: Record<string, string>) => string | undefined;
	closed: () => void;
}

type Field = HTMLInputElement | HTMLSelectElement;

/** Choose one, fill its blanks, see it as it will read. What is locked is shaded and cannot be typed in. */
export function openReady({replies, facts, theme}: ReadyDialogView, actions: ReadyDialogActions): void {
	const problem = el('p', {class: 'problem', role: 'alert'});
	const chosen = el('div', {});
	const pick = el('select', {id: 'reply'}, ...replies.map(optionOf));
	const form = el(
		'form',
		{},
		el('div', {class: 'field'}, el('label', {for: 'reply'}, 'Reply'), pick),
		chosen,
		problem,
		el(
			'div',
			{class: 'end'},
			button('Close', () => close()),
			el('button', {type: 'submit', class: 'press'}, 'Use this reply'),
		),
	);
	const dialog = el(
		'dialog',
		{'aria-labelledby': 'title', tabindex: -1},
		el('h2', {id: 'title'}, 'Ready-approved replies'),
		el('p', {}, 'Two people have approved these words. Unchanged, they go out without waiting.'),
		form,
	);
	let fields = new Map<string, Field>();
	pick.addEventListener('change', show);
	form.addEventListener('submit', event => {
		event.preventDefault();
		submit();
	});
	show();
	const {close} = openModal(dialog, {theme, focus: pick, closed: actions.closed});

	function proven(): ProvenReady {
		return replies[pick.selectedIndex] ?? replies[0]!;
	}

	function values(): Record<string, string> {
		const typed = [...fields].map(([name, field]) => [name, field.value.trim()]);
		const own = proven()
			.reply.slots.filter(({kind}) => kind === 'own-name')
			.map(slot => [slot.name, suggested(slot, facts)]);
		return Object.fromEntries([...typed, ...own]);
	}

	function show(): void {
		const {reply, writer, approver, approvedAt} = proven();
		problem.textContent = '';
		const words = el('p', {class: 'ready', 'aria-label': 'How it will read'});
		const asked = reply.slots.filter(({kind}) => kind !== 'own-name');
		fields = new Map(asked.map((slot, n) => [slot.name, fieldOf(slot, n, facts)]));
		const paint = () => {
			problem.textContent = '';
			words.replaceChildren(...wordsOf(reply, values()));
		};
		for (const field of fields.values()) field.addEventListener('input', paint);
		const signed = `Written by ${writer.name}, approved by ${approver.name} ${dayOn(approvedAt)} · valid until ${dayOn(reply.until)}`;
		chosen.replaceChildren(
			...asked.map((slot, n) =>
				el('div', {class: 'field'}, el('label', {for: `slot-${n}`}, label(slot)), fields.get(slot.name)!),
			),
			words,
			el('p', {class: 'tag'}, signed),
		);
		paint();
	}

	function submit(): void {
		const wrong = actions.use(proven(), values());
		if (wrong === undefined) {
			close();
			return;
		}
		const slot = proven().reply.slots.find(({name}) => name === wrong);
		problem.textContent = slot
			? `${capital(slot.name)}: ${hints[slot.kind]}`
			: 'This reply is not in use any more.';
		fields.get(wrong)?.focus();
	}
}

const hints: Record<Slot['kind'], string> = {
	name: 'one name, capital first. A name cannot contain a sentence.',
	'own-name': 'your own first name.',
	date: 'a day of the next weeks.',
	time: 'a time like 23:30.',
	reference: 'a reference like C-2026-01877.',
	phone: 'one of your company’s own numbers.',
	choice: 'one of these wordings.',
};

function optionOf({reply}: ProvenReady): HTMLOptionElement {
	return el('option', {}, `${reply.id} v${reply.version} · ${reply.title}`);
}

function fieldOf(slot: Slot, n: number, facts: SlotFacts): Field {
	const id = `slot-${n}`;
	const list = listOf(slot, facts);
	const first = suggested(slot, facts);
	if (!list)
		return el('input', {
			id,
			type: slot.kind === 'time' ? 'time' : 'text',
			value: first,
			maxlength: 40,
			autocomplete: 'off',
		});
	return el('select', {id}, ...list.map(value => el('option', {selected: value === first}, value)));
}

/** Where the values can be listed, nobody has to type one. */
function listOf({kind, options = []}: Slot, facts: SlotFacts): readonly string[] | undefined {
	if (kind === 'phone') return facts.phones;
	if (kind === 'choice') return options;
	if (kind !== 'date') return undefined;
	return Array.from({length: furthest + 1}, (_, ahead) => dayWords(dayOf(facts) + ahead));
}

function wordsOf({text, slots}: ProvenReady['reply'], values: Record<string, string>): Node[] {
	return (partsOf(text) ?? []).map(part => {
		if ('locked' in part) return el('span', {class: 'locked'}, part.locked);
		const slot = slots.find(({name}) => name === part.slot);
		return el('b', {}, values[part.slot] || (slot ? `{${slot.name}}` : ''));
	});
}

function label({name}: Slot): string {
	return capital(name);
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
