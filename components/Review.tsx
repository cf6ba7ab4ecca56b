import {useCallback, useEffect, useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import {AlikeCard} from './AlikeCard.tsx';
import {alikeIn, rivalsOf} from './alike.ts';
import {QueueList} from './QueueList.tsx';
import {inGroups, isDecidable} from './queue-order.ts';
import {ReviewCard} from './ReviewCard.tsx';
import {useNow} from './use-desk.ts';
import {usePace} from './use-pace.ts';
import {usePlace} from './use-place.ts';

interface Props {
	holds: readonly HoldView[];
	/** The last answer came from memory: a decision would not reach anybody. */
	stale: boolean;
}

/** The reviewer's desk: the list, then one card after the other. The same in the popup and full page. */
export function Review({holds, stale}: Props) {
	const now = useNow();
	const [place, setPlace] = usePlace();
	const [said, setSaid] = useState('');
	const decidable = holds.filter(isDecidable);
	const groups = inGroups(decidable);
	const sets = alikeIn(decidable);
	const set = sets.find(({same}) => place === `alike:${same[0]!.id}`);
	const pace = usePace();
	const order = groups.flatMap(group => group.holds);
	const current = order.find(({id}) => id === place) ?? (place === 'next' ? order[0] : undefined);
	useEffect(() => {
		if (place === 'next' && current) setPlace(current.id);
	}, [place, current, setPlace]);
	const next = useCallback(
		(after: string) => {
			const at = order.findIndex(({id}) => id === after);
			setPlace(order[at + 1]?.id ?? (order[0]?.id === after ? '' : (order[0]?.id ?? '')));
		},
		[order, setPlace],
	);
	return (
		<main className="review">
			<p className="said" role="status">
				{said}
			</p>
			{stale && <p className="notice">⇅ Offline. This is what was last seen; decisions need the hub.</p>}
			{set ? (
				<AlikeCard
					key={place}
					alike={set}
					open={setPlace}
					toList={() => setPlace('')}
					done={words => {
						setSaid(words);
						setPlace('');
					}}
				/>
			) : current ? (
				<ReviewCard
					rivals={rivalsOf(current, decidable)}
					pace={pace}
					key={current.id}
					hold={current}
					now={now}
					position={`${order.indexOf(current) + 1} of ${order.length}`}
					toList={() => setPlace('')}
					skip={order.length > 1 ? () => next(current.id) : undefined}
					done={words => {
						setSaid(words);
						next(current.id);
					}}
				/>
			) : (
				<QueueList groups={groups} sets={sets} now={now} open={setPlace} />
			)}
		</main>
	);
}
