import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import {go} from '../place.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {stateWords, subjectWords, when, whole} from './words.ts';

/** What would rules have done with what was really written? */
export function Backtests() {
	const {value, problem} = useAnswer('backtests');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>Backtest</h1>
			<Start known={value} />
			<section className="stack" aria-labelledby="before">
				<h2 id="before">Tried before</h2>
				{value.backtests.length === 0 && <p className="quiet">Nothing yet.</p>}
				<ul className="stack changes">
					{value.backtests.map(({id, subject, by, at, state, total, days}) => (
						<li key={id}>
							<Link to={`/backtest/${id}`}>{subjectWords(subject)}</Link>
							<p className="quiet">
								{stateWords[state]} · {by ?? 'by itself, after a release'} · {when.format(at)} · last {days}{' '}
								days, {whole.format(total)} items
							</p>
						</li>
					))}
				</ul>
			</section>
		</>
	);
}

const all = 'changes';

function Start({known: {changes, packs}}: {known: ReplyOf<'backtests'>}) {
	const {busy, problem, run} = useDoing();
	const [what, setWhat] = useState(changes > 0 ? all : '');
	const [days, setDays] = useState(90);
	const begin = async () => {
		const {id} = await ask('startBacktest', {subject: subjectOf(what), days});
		go(`/backtest/${id}`);
	};
	return (
		<form
			className="card"
			onSubmit={event => {
				event.preventDefault();
				void run(begin);
			}}
		>
			<h2>What would it have done?</h2>
			<label className="field">
				<span className="label">Rules to try on our own archive</span>
				<select required={true} value={what} onChange={event => setWhat(event.target.value)}>
					<option value="">Choose …</option>
					{changes > 0 && <option value={all}>Everything changed since the last release ({changes})</option>}
					{packs.map(({id, title, rules}) => (
						<optgroup key={id} label={title}>
							<option value={id}>The whole pack</option>
							{rules.map(rule => (
								<option key={rule.id} value={`${id} ${rule.id}`}>
									{rule.id} {rule.title}
								</option>
							))}
						</optgroup>
					))}
				</select>
			</label>
			<label className="field">
				<span className="label">Days back</span>
				<input
					type="number"
					required={true}
					min={1}
					max={3650}
					value={days}
					onChange={event => setDays(event.target.valueAsNumber)}
				/>
			</label>
			<Problem>{problem}</Problem>
			<button type="submit" className="primary" disabled={busy}>
				Try them
			</button>
		</form>
	);
}

/** Ids have no blanks in them. */
function subjectOf(what: string) {
	if (what === all) return {kind: 'changes'} as const;
	const [pack, rule] = what.split(' ') as [string, string?];
	return rule === undefined ? ({kind: 'pack', pack} as const) : ({kind: 'rule', pack, rule} as const);
}
