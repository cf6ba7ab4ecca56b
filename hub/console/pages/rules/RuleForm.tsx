import {severityNames} from '#components/words.ts';
import type {Severity} from '#lib/core/policy/finding.ts';
import {
	type Exception,
	exceptions,
	fieldsOf,
	type ScalarField,
	setExamples,
	setException,
	setPhrases,
	setScalar,
} from './rule-fields.ts';
import {StepsBack} from './StepsBack.tsx';

interface Props {
	yaml: string;
	change: (yaml: string) => void;
	isReadOnly: boolean;
}

const exceptionNames: Record<Exception, string> = {
	quoted: 'it is quoted from somebody else',
	question: 'it is a question',
	negated: 'it is denied (“no …”, “never …”)',
	warned: 'it is warned against',
};

/** A rule without YAML: what a compliance officer wants to say, one question after the other. */
export function RuleForm({yaml, change, isReadOnly}: Props) {
	const fields = fieldsOf(yaml);
	if (!fields) return <p className="notice">! The text beside this cannot be read. Mend it there first.</p>;
	const line = (name: ScalarField, label: string, more: {type?: string; hint?: string} = {}) => (
		<label className="field">
			<span className="label">{label}</span>
			<input
				type={more.type ?? 'text'}
				readOnly={isReadOnly}
				value={fields[name]}
				placeholder={more.hint}
				onChange={event => change(setScalar(yaml, name, event.target.value))}
			/>
		</label>
	);
	const area = (label: string, value: string, rows: number, write: (value: string) => string) => (
		<label className="field">
			<span className="label">{label}</span>
			<textarea
				rows={rows}
				readOnly={isReadOnly}
				value={value}
				onChange={event => change(write(event.target.value))}
			/>
		</label>
	);
	return (
		<fieldset className="stack" disabled={isReadOnly}>
			<legend className="only-read">The rule</legend>
			{line('title', 'What is it about?')}
			{area('Looks for (one phrase a line)', fields.phrases, 5, value => setPhrases(yaml, value))}
			<Exceptions yaml={yaml} unless={fields.unless} change={change} />
			<Then severity={fields.severity} choose={value => change(setScalar(yaml, 'severity', value))} />
			{line('message', 'What the author reads (20 words at most)')}
			{line('say', 'Say instead', {hint: 'wording that is fine'})}
			{area('Must catch (one a line, the words in [brackets])', fields.flags, 5, value =>
				setExamples(yaml, 'flags', value),
			)}
			{area('Must not catch (one a line)', fields.passes, 4, value => setExamples(yaml, 'passes', value))}
			<div className="two">
				{line('source', 'Legal basis')}
				{line('owner', 'Owner')}
				{line('from', 'Applies from', {type: 'date'})}
				{line('review', 'Read again by', {type: 'date'})}
			</div>
			<StepsBack yaml={yaml} fields={fields} change={change} />
			{area('Why the rule is there', fields.why, 3, value => setScalar(yaml, 'why', value))}
			{fields.beyond.length > 0 && (
				<p className="quiet">In the text beside this, and not in the form: {fields.beyond.join(', ')}.</p>
			)}
		</fieldset>
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
