import {useLayoutEffect, useRef} from 'react';
import type {SlotKind} from '#lib/core/ready/slots.ts';
import {aria, Named} from './Named.tsx';
import type {Blank, ReplyForm, Wrong} from './reply-form.ts';

const offered: readonly {kind: SlotKind; button: string; name: string}[] = [
	{kind: 'name', button: 'A first name', name: 'first name'},
	{kind: 'own-name', button: 'The sender’s first name', name: 'own name'},
	{kind: 'date', button: 'A day', name: 'day'},
	{kind: 'time', button: 'A time', name: 'time'},
	{kind: 'reference', button: 'A reference', name: 'reference'},
	{kind: 'phone', button: 'Our phone number', name: 'phone number'},
	{kind: 'choice', button: 'A choice of wordings', name: 'choice'},
];
const others = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

interface Props {
	form: ReplyForm;
	wrong: Wrong | undefined;
	put: (change: Partial<ReplyForm>) => void;
}

/** The locked words; a blank goes in where the cursor stands, and cannot be typed wrongly. */
export function WordsField({form, wrong, put}: Props) {
	const {text, blanks} = form;
	const area = useRef<HTMLTextAreaElement>(null);
	const caret = useRef<number>(undefined);
	// biome-ignore lint/correctness/useExhaustiveDependencies: once the new text stands there
	useLayoutEffect(() => {
		if (caret.current === undefined) return;
		area.current?.focus();
		area.current?.setSelectionRange(caret.current, caret.current);
		caret.current = undefined;
	}, [text]);
	const insert = (kind: SlotKind, wish: string) => {
		const {selectionStart: start, selectionEnd: end} = area.current!;
		const name = freeName(wish, form);
		const blank: Blank = {key: crypto.randomUUID(), name, kind, options: ''};
		caret.current = start + name.length + 2;
		put({
			text: `${text.slice(0, start)}{${name}}${text.slice(end)}`,
			blanks: [...blanks.filter(old => old.name !== name), blank],
		});
	};
	const hint = 'One line. Whatever is no blank is locked: nobody can change it later.';
	return (
		<>
			<Named field="text" label="The words" hint={hint} wrong={wrong}>
				<textarea
					ref={area}
					rows={5}
					value={text}
					{...aria('text', wrong, hint)}
					onChange={event => put({text: event.target.value.replace(/\s*\n\s*/g, ' ')})}
				/>
			</Named>
			<fieldset className="actions choices">
				<legend className="label">Put a blank at the cursor</legend>
				{offered.map(({kind, button, name}) => (
					<button key={kind} type="button" onClick={() => insert(kind, name)}>
						+ {button}
					</button>
				))}
			</fieldset>
		</>
	);
}

/** Each blank of a reply has a name of its own: `first name`, `second first name`. */
function freeName(wish: string, {text}: Pick<ReplyForm, 'text'>): string {
	const names = [wish, ...others.map(other => `${other} ${wish}`)];
	return names.find(name => !text.includes(`{${name}}`)) ?? wish;
}
