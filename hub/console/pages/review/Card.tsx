import {useState} from 'react';
import {HoldCard} from '#components/HoldCard.tsx';
import {lookedWords} from '#components/looked.ts';
import {Problem} from '#components/Problem.tsx';
import {ReasonButtons} from '#components/ReasonButtons.tsx';
import {good, plain, type Said} from '#components/said.ts';
import {clockTime} from '#components/words.ts';
import {signApproval} from '#lib/api/approval.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import {useDoing} from '../use-doing.ts';
import type {Desk} from './desk.ts';
import {ReadThenApprove} from './ReadThenApprove.tsx';

interface Props {
	latest: HoldView;
	desk: Desk;
	close: () => void;
	done: (said: Said) => void;
}

/** One item as people will see it. What was on the screen is what is signed. */
export function Card({latest, desk, close, done}: Props) {
	const [hold, setHold] = useState(latest);
	const [form, setForm] = useState<'none' | 'return'>('none');
	const hasChanged = latest.version !== hold.version || latest.digest !== hold.digest;
	return (
		<div className="stack">
			<button type="button" className="plain" onClick={close}>
				← All held items
			</button>
			<HoldCard hold={hold} now={desk.now()} />
			{hasChanged && (
				<div className="notice" role="alert">
					<p>This changed while you were looking at it. Look again.</p>
					<button type="button" onClick={() => setHold(latest)}>
						Show the new version
					</button>
				</div>
			)}
			{!hasChanged && form === 'none' && (
				<Approve hold={hold} desk={desk} done={done} toReturn={() => setForm('return')} />
			)}
			{!hasChanged && form === 'return' && (
				<Return hold={hold} desk={desk} done={done} back={() => setForm('none')} />
			)}
		</div>
	);
}

interface DecisionProps {
	hold: HoldView;
	desk: Desk;
	done: (said: Said) => void;
}

function Approve({hold, desk, done, toReturn}: DecisionProps & {toReturn: () => void}) {
	const approve = async () => {
		const claims = approvalClaims(hold, desk.person, desk.now(), crypto.randomUUID());
		const statement = await signApproval(desk.device.key, desk.device.device, claims);
		const {hold: after} = await desk.client.call('command', {type: 'approve', statement}, {id: hold.id});
		const until = clockTime(after.approval?.expiresAt ?? after.expiresAt, desk.now());
		const first = hold.author.name.split(' ')[0];
		if (after.looked) return done(lookedWords(after.looked));
		done(
			after.approval
				? good(`✓ ${first} can post it until ${until}.`)
				: good('✓ Approved by you. A further person looks.'),
		);
	};
	return (
		<section className="stack" aria-label="Your decision">
			<ReadThenApprove {...{approve, toReturn}} />
		</section>
	);
}

function Return({hold, desk, done, back}: DecisionProps & {back: () => void}) {
	const {busy, problem, run} = useDoing();
	const [reason, setReason] = useState<ReturnReason | null>(null);
	const [note, setNote] = useState('');
	const first = hold.author.name.split(' ')[0];
	const send = async () => {
		const command = {type: 'return' as const, version: hold.version, reason: reason!, note};
		const {hold: after} = await desk.client.call('command', command, {id: hold.id});
		done(after.looked ? lookedWords(after.looked) : plain(`↩ Returned. ${first} has been told why.`));
	};
	return (
		<form
			onSubmit={event => {
				event.preventDefault();
				void run(send);
			}}
		>
			<ReasonButtons chosen={reason} choose={setReason} />
			<label className="field">
				<span className="label">What should {first} do? (optional)</span>
				<textarea rows={3} maxLength={2000} value={note} onChange={event => setNote(event.target.value)} />
			</label>
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy || reason === null}>
					Return to {first}
				</button>
				<button type="button" onClick={back}>
					Back
				</button>
			</div>
		</form>
	);
}
