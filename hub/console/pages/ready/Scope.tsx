import {isWithin} from '#lib/core/identity/location.ts';
import {replyOperations} from '#lib/core/ready/reply.ts';
import {aria, Named} from './Named.tsx';
import type {ReplyForm, Wrong} from './reply-form.ts';
import type {Library} from './use-library.ts';
import {accountWords, useNames} from './words.ts';

interface Props {
	form: ReplyForm;
	library: Library;
	wrong: Wrong | undefined;
	put: (change: Partial<ReplyForm>) => void;
}

/** Where and for what it may be used. */
export function Scope({form, library, wrong, put}: Props) {
	const {location, operations} = form;
	return (
		<div className="stack">
			<Named field="scope" label="Place: it and everything below it" wrong={wrong}>
				<select
					value={location}
					{...aria('scope', wrong)}
					onChange={event => put({location: event.target.value, accounts: null})}
				>
					{library.places.map(place => (
						<option key={place}>{place}</option>
					))}
				</select>
			</Named>
			<Accounts form={form} library={library} put={put} />
			<fieldset>
				<legend className="label">For</legend>
				{replyOperations.map(operation => (
					<Check
						key={operation}
						label={useNames[operation]}
						checked={operations.includes(operation)}
						set={isOn =>
							put({
								operations: replyOperations.filter(o => (o === operation ? isOn : operations.includes(o))),
							})
						}
					/>
				))}
			</fieldset>
		</div>
	);
}

function Accounts({form: {location, accounts}, library, put}: Omit<Props, 'wrong'>) {
	const below = library.accounts.filter(account => isWithin(account.location, location));
	const keys = below.map(({site, id}) => `${site}:${id}`);
	return (
		<fieldset>
			<legend className="label">Accounts</legend>
			<Check
				label="Every account of the place, also later ones"
				checked={accounts === null}
				set={isAll => put({accounts: isAll ? null : keys})}
			/>
			{accounts !== null &&
				keys.map(key => (
					<Check
						key={key}
						label={accountWords(key, library.accounts)}
						checked={accounts.includes(key)}
						set={isOn => put({accounts: keys.filter(k => (k === key ? isOn : accounts.includes(k)))})}
					/>
				))}
			{accounts?.length === 0 && <p className="problem">Choose at least one account.</p>}
		</fieldset>
	);
}

interface CheckProps {
	label: string;
	checked: boolean;
	set: (isOn: boolean) => void;
}

function Check({label, checked, set}: CheckProps) {
	return (
		<label className="check">
			<input type="checkbox" checked={checked} onChange={event => set(event.target.checked)} />
			{label}
		</label>
	);
}

/** By when it is looked at again, what it would answer, and what it promises. */
export function Terms({form, wrong, put}: Omit<Props, 'library'>) {
	const {answers, promise, until, blanks, text} = form;
	const times = blanks.filter(
		({name, kind}) => (kind === 'date' || kind === 'time') && text.includes(`{${name}}`),
	);
	const hint = 'At most half a year; then two people look at it again.';
	return (
		<>
			<Named field="promise" label="Which blank is a promise? It becomes a reminder." wrong={wrong}>
				<select
					value={times.some(({name}) => name === promise) ? promise : ''}
					{...aria('promise', wrong)}
					onChange={event => put({promise: event.target.value})}
				>
					<option value="">None</option>
					{times.map(({name}) => (
						<option key={name}>{name}</option>
					))}
				</select>
			</Named>
			<label className="field">
				<span className="label">
					A message it would answer (optional): rules that look at both know it then
				</span>
				<textarea
					rows={2}
					maxLength={5000}
					value={answers}
					onChange={event => put({answers: event.target.value})}
				/>
			</label>
			<Named field="until" label="Good until the end of" hint={hint} wrong={wrong}>
				<input
					type="date"
					value={until}
					{...aria('until', wrong, hint)}
					onChange={event => put({until: event.target.value})}
				/>
			</Named>
		</>
	);
}
