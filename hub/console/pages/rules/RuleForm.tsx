import {type ReactElement, type TextareaHTMLAttributes, useId, useState} from 'react';
import {severityNames} from '#components/words.ts';
import type {Severity} from '#lib/core/policy/finding.ts';
import {
	type Exception,
	exceptions,
	fieldsOf,
	type ScalarField,
	setBeside,
	setExamples,
	setException,
	setPhrases,
	setScalar,
} from './rule-fields.ts';
import {StepsBack} from './StepsBack.tsx';
import type {FieldName, Said} from './said-of.ts';

interface Props {
	yaml: string;
	change: (yaml: string) => void;
	beside: Said['beside'];
	isReadOnly: boolean;
}

const exceptionNames: Record<Exception, string> = {
	quoted: 'it is quoted from somebody else',
	question: 'it is a question',
	negated: 'it is denied (“no …”, “never …”)',
	warned: 'it is warned against',
};

/** A rule without YAML: what a compliance officer wants to say, one question after the other. */
export function RuleForm({yaml, change, beside, isReadOnly}: Props) {
	const fields = fieldsOf(yaml);
	if (!fields) return <p className="notice">! The text beside this cannot be read. Mend it there first.</p>;
	const line = (
		name: ScalarField,
		label: string,
		{type = 'text', hint}: {type?: string; hint?: string} = {},
	) => (
		<Asked label={label} problems={beside[name]}>
			{told => (
				<input
					{...told}
					type={type}
					readOnly={isReadOnly}
					value={fields[name]}
					placeholder={hint}
					onChange={event => change(setScalar(yaml, name, event.target.value))}
				/>
			)}
		</Asked>
	);
	const area = (
		name: FieldName,
		label: string,
		{rows, hint, write}: {rows: number; hint?: string; write: (value: string) => string},
	) => (
		<Asked label={label} problems={beside[name]}>
			{told => (
				<Lines
					{...told}
					rows={rows}
					readOnly={isReadOnly}
					value={fields[name]}
					placeholder={hint}
					put={value => change(write(value))}
				/>
			)}
		</Asked>
	);
	return (
		<fieldset className="stack" disabled={isReadOnly}>
			<legend className="only-read">The rule</legend>
			{line('title', 'What is it about?')}
			{area('phrases', 'Looks for (one phrase a line)', {
				...{rows: 5, hint: 'commission free\nno commission'},
				write: value => setPhrases(yaml, value),
			})}
			<Exceptions yaml={yaml} unless={fields.unless} change={change} />
			{area('beside', 'Not when one of these stands in the same sentence (one a line)', {
				...{rows: 2, hint: 'parking'},
				write: value => setBeside(yaml, value),
			})}
			<Then severity={fields.severity} choose={value => change(setScalar(yaml, 'severity', value))} />
			{line('message', 'What the author reads (20 words at most)', {hint: 'what is wrong, and what to do'})}
			{line('say', 'Say instead', {hint: 'wording that is fine'})}
			{area('flags', 'Must catch (one a line, the words in [brackets])', {
				...{rows: 5, hint: 'Our finance is [commission free].'},
				write: value => setExamples(yaml, 'flags', value),
			})}
			{area('passes', 'Must not catch (one a line)', {
				...{rows: 4, hint: 'We were paid commission of £420.'},
				write: value => setExamples(yaml, 'passes', value),
			})}
			{line('source', 'Legal basis')}
			{line('owner', 'Owner')}
			<div className="two">
				{line('from', 'Applies from', {type: 'date'})}
				{line('review', 'Read again by', {type: 'date'})}
			</div>
			<StepsBack yaml={yaml} fields={fields} change={change} />
			{area('why', 'Why the rule is there', {rows: 3, write: value => setScalar(yaml, 'why', value)})}
			{fields.beyond.length > 0 && (
				<p className="quiet">In the text beside this, and not in the form: {fields.beyond.join(', ')}.</p>
			)}
		</fieldset>
	);
}

interface AskedProps {
	label: string;
	problems: readonly string[] | undefined;
	children: (told: {id: string; 'aria-describedby'?: string; 'aria-invalid'?: true}) => ReactElement;
}

/** One question, and under it what is wrong with the answer. */
function Asked({label, problems = [], children}: AskedProps) {
	const id = useId();
	const isWrong = problems.length > 0;
	const why = `${id}-why`;
	return (
		<div className="field">
			<label className="label" htmlFor={id}>
				{label}
			</label>
			{children({id, ...(isWrong && {'aria-describedby': why, 'aria-invalid': true})})}
			{isWrong && (
				<ul id={why} className="problems">
					{problems.map(words => (
						<li key={words} className="problem">
							{words}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}

type LinesProps = TextareaHTMLAttributes<HTMLTextAreaElement> & {value: string; put: (value: string) => void};

/** Lines as they are being typed: an empty one or a blank at the end is no part of the rule, but somebody is still writing. */
function Lines({value, put, ...rest}: LinesProps) {
	const [typed, setTyped] = useState<string | null>(null);
	return (
		<textarea
			{...rest}
			value={typed ?? value}
			onChange={event => {
				setTyped(event.target.value);
				put(event.target.value);
			}}
			onBlur={() => setTyped(null)}
		/>
	);
}

function Exceptions({
	yaml,
	unless,
	change,
}: {
	yaml: string;
	unless: Exception[];
	change: (yaml: string) => void;
}) {
	return (
		<fieldset>
			<legend className="label">Not when</legend>
			{exceptions.map(name => (
				<label key={name} className="check">
					<input
						type="checkbox"
						checked={unless.includes(name)}
						onChange={event => change(setException(yaml, name, event.target.checked))}
					/>
					{exceptionNames[name]}
				</label>
			))}
		</fieldset>
	);
}

function Then({severity, choose}: {severity: string; choose: (severity: string) => void}) {
	return (
		<label className="field">
			<span className="label">Then</span>
			<select value={severity} onChange={event => choose(event.target.value)}>
				{(Object.keys(severityNames) as Severity[]).map(name => (
					<option key={name} value={name}>
						{severityNames[name]}
					</option>
				))}
			</select>
		</label>
	);
}
