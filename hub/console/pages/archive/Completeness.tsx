import {type FormEvent, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Gaps} from './Gaps.tsx';
import {ImportExport} from './ImportExport.tsx';
import {afterDay, fromDay} from './words.ts';

/** Proof that nothing is missing, and the list of what may be. */
export function Completeness() {
	const gaps = useAnswer('gaps');
	const [statement, setStatement] = useState<ReplyOf<'completeness'>>();
	const {busy, problem, run} = useDoing();
	const look = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const [from, to] = [fromDay(String(form.get('from'))) ?? 0, afterDay(String(form.get('to'))) ?? 0];
		// What stood there was about another look
		setStatement(undefined);
		void run(async () => {
			setStatement(await ask('completeness', {from, to}));
			gaps.again();
		});
	};
	return (
		<>
			<h1>Completeness</h1>
			<form className="block" onSubmit={look}>
				<div className="two">
					<label>
						From
						<input name="from" type="date" required />
					</label>
					<label>
						To
						<input name="to" type="date" required />
					</label>
				</div>
				<p className="actions">
					<button type="submit" className="primary" disabled={busy}>
						{busy ? 'Looking …' : 'Look again and state'}
					</button>
				</p>
				<p role="status">
					{busy &&
						'◔ Every entry of the archive is opened and compared. A large archive takes a while; the statement appears here.'}
				</p>
				<Problem>{problem}</Problem>
			</form>
			{statement && (
				<figure>
					<figcaption>To be quoted as it stands</figcaption>
					<pre className="statement">{statement.text}</pre>
				</figure>
			)}
			<ImportExport imported={gaps.again} />
			<h2>Gap register</h2>
			<Problem>{gaps.problem}</Problem>
			<Gaps gaps={gaps.value ?? []} changed={gaps.again} />
		</>
	);
}
