import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {ReadyView} from '#lib/api/contract.ts';
import {signReady} from '#lib/api/ready.ts';
import {readyClaims} from '#lib/core/ready/statement.ts';
import type {Desk} from '../review/desk.ts';
import {ReadThenApprove} from '../review/ReadThenApprove.tsx';
import {useDoing} from '../use-doing.ts';
import {whyNot} from './words.ts';

export interface DecideProps {
	view: ReadyView;
	desk: Desk;
	done: (words: string) => void;
}

/** The second person's word; whoever wrote it sees why it is not his to say. */
export function Decide(props: DecideProps) {
	const {view, desk} = props;
	const [isReturning, setReturning] = useState(false);
	const {reply, mayApprove, writer} = view;
	if (isReturning) return <Return {...props} back={() => setReturning(false)} />;
	return (
		<section className="stack card" aria-labelledby="decision">
			<h2 id="decision">Your decision</h2>
			{mayApprove === true ? (
				<Approve {...props} toReturn={() => setReturning(true)} />
			) : (
				<>
					<p className="notice">{whyNot(mayApprove, reply, desk.person)}</p>
					<div className="actions">
						<button type="button" onClick={() => setReturning(true)}>
							{writer.id === desk.person ? 'Take it back…' : 'Return…'}
						</button>
					</div>
				</>
			)}
		</section>
	);
}

function Approve({view: {reply}, desk, done, toReturn}: DecideProps & {toReturn: () => void}) {
	const approve = async () => {
		const {key, device} = desk.device;
		const claims = readyClaims(reply, 'approver', desk.person, desk.now(), crypto.randomUUID());
		const statement = await signReady(key, device, claims);
		await desk.client.call('approveReady', {statement}, {id: reply.id, version: reply.version});
		done('✓ Approved and signed. Browsers offer it from now on.');
	};
	return (
		<>
			<p>
				You sign the words above, their blanks, where they may be used and until when. Nobody looks again
				before they go out.
			</p>
			<ReadThenApprove {...{approve, toReturn}} />
		</>
	);
}

function Return({view: {reply, writer}, desk, done, back}: DecideProps & {back: () => void}) {
	const {busy, problem, run} = useDoing();
	const [note, setNote] = useState('');
	const isOwn = writer.id === desk.person;
	const first = writer.name.split(' ')[0];
	const send = async () => {
		await desk.client.call('endReady', {how: 'return', note}, {id: reply.id, version: reply.version});
		done(isOwn ? '↩ Taken back.' : `↩ Returned. ${first} sees your note here.`);
	};
	return (
		<form
			className="card"
			aria-labelledby="return"
			onSubmit={event => {
				event.preventDefault();
				void run(send);
			}}
		>
			<h2 id="return">{isOwn ? 'Take it back' : `Return it to ${first}`}</h2>
			<label className="field">
				<span className="label">{isOwn ? 'Why? (optional)' : `What should ${first} change?`}</span>
				<textarea
					rows={3}
					maxLength={2000}
					required={!isOwn}
					value={note}
					onChange={event => setNote(event.target.value)}
				/>
			</label>
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy}>
					{isOwn ? 'Take it back' : `Return to ${first}`}
				</button>
				<button type="button" onClick={back}>
					Back
				</button>
			</div>
		</form>
	);
}
