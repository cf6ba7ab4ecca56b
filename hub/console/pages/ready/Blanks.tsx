import {useId, useState} from 'react';
import {idOf, Problem} from './Named.tsx';
import {type Blank, blanksIn, type ReplyForm, type Wrong} from './reply-form.ts';
import {kindNames} from './words.ts';

interface Props {
	form: ReplyForm;
	wrong: Wrong | undefined;
	put: (change: Partial<ReplyForm>) => void;
}

/** What stands in the text between braces: its name as authors read it, and the wordings of a choice. */
export function Blanks({form, wrong, put}: Props) {
	const blanks = blanksIn(form);
	const rename = (old: string, name: string) =>
		put({
			text: form.text.replace(`{${old}}`, `{${name}}`),
			blanks: form.blanks.map(blank => (blank.name === old ? {...blank, name} : blank)),
			promise: form.promise === old ? name : form.promise,
		});
	const options = (name: string, words: string) =>
		put({blanks: form.blanks.map(blank => (blank.name === name ? {...blank, options: words} : blank))});
	return (
		<fieldset className="stack" id={idOf('blanks')} tabIndex={-1}>
			<legend className="label">Blanks</legend>
			{blanks.length === 0 && <p className="quiet">None yet. Put them in with the buttons above.</p>}
			{blanks.map(blank => (
				<div key={blank.key} className="two">
					<Name blank={blank} taken={blanks.map(({name}) => name)} rename={rename} />
					{blank.kind === 'choice' && (
						<label className="field">
							<span className="label">Wordings of {blank.name}, one a line</span>
							<textarea
								rows={3}
								value={blank.options}
								onChange={event => options(blank.name, event.target.value)}
							/>
						</label>
					)}
				</div>
			))}
			<Problem field="blanks" wrong={wrong} />
		</fieldset>
	);
}

interface NameProps {
	blank: Blank;
	taken: readonly string[];
	rename: (old: string, name: string) => void;
}

/** Taken over when one leaves the field: half a name would break the text. */
function Name({blank: {name, kind}, taken, rename}: NameProps) {
	const id = useId();
	const [typed, setTyped] = useState(name);
	const [problem, setProblem] = useState('');
	const leave = () => {
		const wish = typed.trim().toLowerCase();
		setProblem('');
		setTyped(wish);
		if (wish === name) return;
		if (!/^[a-z][a-z ]{0,38}[a-z]$/.test(wish)) setProblem('A name has 2 to 40 letters.');
		else if (taken.includes(wish)) setProblem('Another blank has this name.');
		else rename(name, wish);
	};
	return (
		<div className="field">
			<label className="label" htmlFor={id}>
				Name of the blank: {kindNames[kind]}
			</label>
			<input
				id={id}
				value={typed}
				aria-invalid={problem !== ''}
				aria-describedby={`${id}-problem`}
				onChange={event => setTyped(event.target.value)}
				onBlur={leave}
			/>
			<p className="problem" id={`${id}-problem`} role="alert">
				{problem}
			</p>
		</div>
	);
}
