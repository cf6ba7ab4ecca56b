import {useCallback, useEffect, useState} from 'react';
import {QueueList} from '#components/QueueList.tsx';
import {inGroups, isDecidable} from '#components/queue-order.ts';
import {SaidLine} from '#components/SaidLine.tsx';
import {nothingSaid, type Said} from '#components/said.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {wordsOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Card} from './Card.tsx';
import type {Desk} from './desk.ts';
import {WithDevice} from './WithDevice.tsx';

/** Reviewing where no extension runs: list, card, decision. Each approval is signed by a key of this very browser. */
export function ReviewPage({session}: PageProps) {
	return (
		<WithDevice title="Review" session={session}>
			{desk => <Queue desk={desk} />}
		</WithDevice>
	);
}

/** Under a thumb each item is judged by itself: identical ones together are for the larger screen. */
const noSets: [] = [];
/** Milliseconds between looks at the queue. */
const every = 15_000;

function Queue({desk}: {desk: Desk}) {
	const {holds, problem, again} = useHolds(desk);
	// A message outside the browser links to the item it tells of
	const [open, setOpen] = useState(() => new URLSearchParams(location.search).get('item') ?? undefined);
	const [said, setSaid] = useState(nothingSaid);
	const waiting = (holds ?? []).filter(isDecidable);
	const current = waiting.find(hold => hold.id === open);
	const decided = (what: Said) => {
		setSaid(what);
		setOpen(undefined);
		again();
	};
	return (
		<>
			<h1>Review</h1>
			<SaidLine said={said} />
			{problem !== '' && <p className="notice">⇅ {problem}</p>}
			{current ? (
				<Card key={current.id} latest={current} desk={desk} close={() => setOpen(undefined)} done={decided} />
			) : (
				holds && <QueueList groups={inGroups(waiting)} sets={noSets} now={desk.now()} open={setOpen} />
			)}
		</>
	);
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
