import {type ComponentProps, useCallback, useEffect, useMemo, useRef, useState} from 'react';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {AlikeCard} from './AlikeCard.tsx';
import {type Alike, alikeIn, rivalsOf} from './alike.ts';
import {QueueList} from './QueueList.tsx';
import {inGroups, isDecidable} from './queue-order.ts';
import {ReviewCard} from './ReviewCard.tsx';
import {SaidLine} from './SaidLine.tsx';
import {nothingSaid} from './said.ts';
import {useItem, useNow} from './use-desk.ts';
import {usePace} from './use-pace.ts';
import {usePlace} from './use-place.ts';

interface Props {
	items: readonly QueueItem[];
	/** The last answer came from memory: a decision would not reach anybody. */
	stale: boolean;
}

/** The reviewer's desk: the list, then one card after the other. The same in the popup and full page. */
export function Review({items, stale}: Props) {
	const now = useNow();
	const [said, setSaid] = useState(nothingSaid);
	const {elsewhere, decidable, groups, sets, order} = useMemo(() => sorted(items), [items]);
	const {place, setPlace, current, next} = useCards(order);
	const set = useOpenSet(sets, place, order);
	const pace = usePace();
	return (
		<main className="review">
			<SaidLine said={said} />
			{stale && <p className="notice">⇅ Offline. This is what was last seen; decisions need the hub.</p>}
			{set ? (
				<AlikeCard
					key={place}
					alike={set}
					open={setPlace}
					toList={() => setPlace('')}
					done={what => {
						setSaid(what);
						setPlace('');
					}}
				/>
			) : current ? (
				<Opened
					rivals={rivalsOf(current, decidable)}
					pace={pace}
					key={current.id}
					id={current.id}
					now={now}
					position={`${order.indexOf(current) + 1} of ${order.length}`}
					toList={() => setPlace('')}
					skip={order.length > 1 ? () => next(current.id) : undefined}
					done={what => {
						setSaid(what);
						next(current.id);
					}}
				/>
			) : (
				<QueueList groups={groups} sets={sets} now={now} open={setPlace} />
			)}
			{!set && !current && elsewhere.length > 0 && <p className="quiet">{elsewhereWords(elsewhere)}</p>}
		</main>
	);
}

/** The list carries less: all of an item comes when it is opened. */
function Opened({id, ...card}: {id: string} & Omit<ComponentProps<typeof ReviewCard>, 'hold'>) {
	const hold = useItem(id);
	return hold ? <ReviewCard hold={hold} {...card} /> : <p className="quiet loading">…</p>;
}

/** Which card is open, and which follows it. */
function useCards(order: readonly QueueItem[]) {
	const [place, setPlace] = usePlace();
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
	return {place, setPlace, current, next};
}

/** The set that is open. Its items leave the list one by one while they are approved: then it is what is left of the last one. */
function useOpenSet(sets: readonly Alike[], place: string, order: readonly QueueItem[]): Alike | undefined {
	const last = useRef<{place: string; set: Alike | undefined}>({place: '', set: undefined});
	const found = sets.find(({same}) => place === `alike:${same[0]!.id}`);
	const set = found ?? (last.current.place === place ? leftOf(last.current.set, order) : undefined);
	useEffect(() => {
		last.current = {place, set};
	}, [place, set]);
	return set;
}

function leftOf(set: Alike | undefined, order: readonly QueueItem[]): Alike | undefined {
	const waiting = new Set(order.map(({id}) => id));
	const same = set?.same.filter(({id}) => waiting.has(id)) ?? [];
	return set && same.length > 0 ? {...set, same} : set;
}

function elsewhereWords(holds: readonly QueueItem[]): string {
	const names = new Set(holds.flatMap(({claimedBy}) => (claimedBy ? [claimedBy.name] : [])));
	return `${holds.length === 1 ? '1 more is' : `${holds.length} more are`} open at ${[...names].join(', ')}.`;
}

/** Once for each list, not for each key: with hundreds of items it is felt. */
function sorted(holds: readonly QueueItem[]) {
	const decidable = holds.filter(isDecidable);
	const groups = inGroups(decidable);
	const elsewhere = holds.filter(({mayDecide}) => mayDecide === 'claimed-by-another');
	return {
		elsewhere,
		decidable,
		groups,
		sets: alikeIn(decidable),
		order: groups.flatMap(group => group.holds),
	};
}
