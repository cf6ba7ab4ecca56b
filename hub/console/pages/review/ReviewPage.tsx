import {useCallback, useEffect, useMemo, useState} from 'react';
import {QueueList} from '#components/QueueList.tsx';
import {inGroups, isDecidable} from '#components/queue-order.ts';
import {createClient} from '#lib/api/client.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {wordsOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {useDoing} from '../use-doing.ts';
import {Card} from './Card.tsx';
import type {Desk} from './desk.ts';
import {enrolReviewDevice, findReviewDevice, type ReviewDevice} from './device-key.ts';

/** Reviewing where no extension runs: list, card, decision. Each approval is signed by a key of this very browser. */
export function ReviewPage({session}: PageProps) {
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
	if (device) return <Queue device={device} session={session} />;
	return (
		<>
			<h1>Review</h1>
			<p>
				This browser gets a key of its own. What you approve here is signed with it, while you are signed in.
			</p>
			<p className="problem" role="alert">
				{problem}
			</p>
			<button
				type="button"
				className="primary"
				disabled={busy}
				onClick={() => void run(() => enrolReviewDevice(id).then(setDevice))}
			>
				Use this browser for reviewing
			</button>
		</>
	);
}

/** Under a thumb each item is judged by itself: identical ones together are for the larger screen. */
const noSets: [] = [];
/** Milliseconds between looks at the queue. */
const every = 15_000;

function Queue({device, session}: {device: ReviewDevice; session: PageProps['session']}) {
	const desk = useDesk(device, session);
	const {holds, problem, again} = useHolds(desk);
	// A message outside the browser links to the item it tells of
	const [open, setOpen] = useState(() => new URLSearchParams(location.search).get('item') ?? undefined);
	const [said, setSaid] = useState('');
	const groups = inGroups((holds ?? []).filter(isDecidable));
	const order = groups.flatMap(group => group.holds);
	const current = order.find(hold => hold.id === open);
	const decided = (words: string) => {
		setSaid(words);
		setOpen(undefined);
		again();
	};
	return (
		<>
			<h1>Review</h1>
			<p className="said" role="status">
				{said}
			</p>
			{problem !== '' && <p className="notice">⇅ {problem}</p>}
			{current ? (
				<Card key={current.id} latest={current} desk={desk} close={() => setOpen(undefined)} done={decided} />
			) : (
				holds && <QueueList groups={groups} sets={noSets} now={desk.now()} open={setOpen} />
			)}
		</>
	);
}

function useDesk(device: ReviewDevice, {person, now}: PageProps['session']): Desk {
	const [ahead] = useState(() => now - Date.now());
	return useMemo(() => {
		const clock = () => Date.now() + ahead;
		const {key, device: id} = device;
		const client = createClient({
			...{url: location.origin, key, device: id, now: clock},
			credentials: 'same-origin',
		});
		return {client, device, person: person.id, now: clock};
	}, [device, person.id, ahead]);
}

function useHolds({client}: Desk) {
	const [holds, setHolds] = useState<HoldView[]>();
	const [problem, setProblem] = useState('');
	const again = useCallback(() => {
		client.call('holds', undefined, {view: 'queue'}).then(
			found => {
				setHolds(found);
				setProblem('');
			},
			error => setProblem(wordsOf(error)),
		);
	}, [client]);
	useEffect(() => {
		again();
		const timer = setInterval(again, every);
		return () => clearInterval(timer);
	}, [again]);
	return {holds, problem, again};
}
