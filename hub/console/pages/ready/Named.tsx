import type {ReactNode} from 'react';
import type {Field, Wrong} from './reply-form.ts';

interface Props {
	field: Field;
	label: string;
	hint?: string;
	wrong: Wrong | undefined;
	children: ReactNode;
}

/** The id of a field's control: what is wrong takes one there. */
export const idOf = (field: Field) => `ready-field-${field}`;

/** For the control itself: its name, and that something is wrong with it. */
export function aria(field: Field, wrong: Wrong | undefined, hint?: string) {
	const isWrong = wrong?.field === field;
	const described = [hint && `${idOf(field)}-hint`, isWrong && `${idOf(field)}-problem`].filter(Boolean);
	return {
		id: idOf(field),
		...(isWrong && {'aria-invalid': true}),
		...(described.length > 0 && {'aria-describedby': described.join(' ')}),
	};
}

/** A field with its name above and what is wrong with it right below. */
export function Named({field, label, hint, wrong, children}: Props) {
	return (
		<div className="field">
			<label className="label" htmlFor={idOf(field)}>
				{label}
			</label>
			{children}
			{hint && (
				<p className="quiet" id={`${idOf(field)}-hint`}>
					{hint}
				</p>
			)}
			<Problem field={field} wrong={wrong} />
		</div>
	);
}

export function Problem({field, wrong}: Pick<Props, 'field' | 'wrong'>) {
	return (
		<p className="problem" id={`${idOf(field)}-problem`} role="alert">
			{wrong?.field === field ? wrong.words : ''}
		</p>
	);
}
