import {type FormEvent, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {timeOf} from './words.ts';

type Gap = ReplyOf<'gaps'>[number];

const states: Record<Gap['state'], string> = {
	open: '! open',
	explained: '◔ explained, waits for a second person',
	closed: '✓ closed',
	filled: '✓ came after all',
};

/** Each gap with who looks after it, why it is there and what shows it. */
export function Gaps({gaps, changed}: {gaps: readonly Gap[]; changed: () => void}) {
	const {value: people} = useAnswer('listPeople');
	const [isAll, setAll] = useState(false);
	const nameOf = (id: string | null) =>
		id === null ? '' : (people?.find(person => person.id === id)?.name ?? id);
	const shown = gaps.filter(({state}) => isAll || state === 'open' || state === 'explained');
	return (
		<>
			<label className="check">
				<input type="checkbox" checked={isAll} onChange={event => setAll(event.currentTarget.checked)} />
				Show closed ones too
			</label>
			{shown.length === 0 && <p>✓ No gap is open.</p>}
			<ul className="gaps">
				{shown.map(gap => (
					<li key={gap.id} className="block">
						<h3>{`${gap.id} · ${gap.what}`}</h3>
						<p className="quiet">{`${timeOf(gap.from)}${gap.to > gap.from ? ` to ${timeOf(gap.to)}` : ''} UTC · ${states[gap.state]}`}</p>
						{gap.reason && (
							<p>{`${gap.reason}${gap.evidence && ` (evidence: ${gap.evidence})`} – ${nameOf(gap.explainedBy)}`}</p>
						)}
						{gap.owner && <p className="quiet">{`Looked after by ${nameOf(gap.owner)}`}</p>}
						<GapActions gap={gap} changed={changed} />
					</li>
				))}
			</ul>
		</>
	);
}

function GapActions({gap, changed}: {gap: Gap; changed: () => void}) {
	const {busy, problem, run} = useDoing();
	const send = (command: Parameters<typeof ask<'gapCommand'>>[1]) =>
		run(() => ask('gapCommand', command, {id: gap.id})).then(worked => worked && changed());
	const explain = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		void send({type: 'explain', reason: String(form.get('reason')), evidence: String(form.get('evidence'))});
	};
	return (
		<>
			{gap.state === 'explained' && (
				<button type="button" disabled={busy} onClick={() => void send({type: 'close'})}>
					{`Agree and close ${gap.id}`}
				</button>
			)}
			{gap.state === 'open' && (
				<details>
					<summary>{`Explain ${gap.id}`}</summary>
					<form className="block" onSubmit={explain}>
						<label>
							Why
							<input name="reason" required maxLength={2000} />
						</label>
						<label>
							What shows it
							<input name="evidence" maxLength={2000} />
						</label>
						<div>
							<button type="submit" disabled={busy}>
								Explain
							</button>
						</div>
					</form>
				</details>
			)}
			<Problem>{problem}</Problem>
		</>
	);
}
