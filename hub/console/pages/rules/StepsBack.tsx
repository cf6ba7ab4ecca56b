import type {Severity} from '#lib/core/policy/finding.ts';
import {enough, usualBudget} from '#lib/core/policy/step-back.ts';
import {Choice} from '../company/Choice.tsx';
import {type RuleFields, setNumber, setScalar} from './rule-fields.ts';

interface Props {
	yaml: string;
	fields: RuleFields;
	change: (yaml: string) => void;
}

/** How far back a rule may go by itself. What stops a post goes nowhere unless two people have signed that it may. */
const leasts = {
	hold: 'not at all, it stays in force',
	tip: 'to a tip that stops nothing',
	shadow: 'until it is only counted in silence',
} as const;

/** What becomes of a rule that is too often wrong (ADR 220). */
export function StepsBack({yaml, fields: {budget, least, severity}, change}: Props) {
	const usual = (severity as Severity) === 'block' ? leasts.hold : leasts.shadow;
	return (
		<fieldset>
			<legend className="label">When it is too often wrong</legend>
			<div className="two">
				<label className="field">
					<span className="label">Goes a stage back below … % right</span>
					<input
						type="number"
						min={1}
						max={99}
						placeholder={`${usualBudget}, as usual`}
						value={budget}
						onChange={event => change(setNumber(yaml, 'budget', event.target.value))}
					/>
				</label>
				<Choice
					label="How far back"
					names={{'': `As usual: ${usual}`, ...leasts}}
					value={least as keyof typeof leasts | ''}
					put={value => change(setScalar(yaml, 'least', value))}
				/>
			</div>
			<p className="quiet">
				By itself, once {enough} of its findings were judged, and you are told. Never after the word of one
				person alone.
			</p>
		</fieldset>
	);
}
