import {type ReactNode, useEffect, useMemo, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {createClient} from '#lib/api/client.ts';
import type {ConsoleSession} from '#lib/api/console.ts';
import {useDoing} from '../use-doing.ts';
import type {Desk} from './desk.ts';
import {enrolReviewDevice, findReviewDevice, type ReviewDevice} from './device-key.ts';

interface Props {
	title: string;
	session: ConsoleSession;
	children: (desk: Desk) => ReactNode;
}

/** A page whose decisions are signed by a key of this very browser; it asks for one first. */
export function WithDevice({title, session, children}: Props) {
	const {id} = session.person;
	const {busy, problem, run} = useDoing();
	const [device, setDevice] = useState<ReviewDevice | null>();
	useEffect(() => {
		findReviewDevice(id).then(
			found => setDevice(found ?? null),
			() => setDevice(null),
		);
	}, [id]);
	if (device === undefined) return <p className="quiet">…</p>;
	if (device)
		return (
			<AtDesk device={device} session={session}>
				{children}
			</AtDesk>
		);
	return (
		<>
			<h1>{title}</h1>
			<p>
				This browser gets a key of its own. What you decide here is signed with it, while you are signed in.
			</p>
			<Problem>{problem}</Problem>
			<div className="actions">
				<button
					type="button"
					className="primary"
					disabled={busy}
					onClick={() => void run(() => enrolReviewDevice(id).then(setDevice))}
				>
					Use this browser for reviewing
				</button>
			</div>
		</>
	);
}

function AtDesk({device, session, children}: Omit<Props, 'title'> & {device: ReviewDevice}) {
	const {person, now} = session;
	const [ahead] = useState(() => now - Date.now());
	const desk = useMemo(() => {
		const clock = () => Date.now() + ahead;
		const {key, device: id} = device;
		const client = createClient({
			...{url: location.origin, key, device: id, now: clock},
			credentials: 'same-origin',
		});
		return {client, device, person: person.id, now: clock};
	}, [device, person.id, ahead]);
	return children(desk);
}
