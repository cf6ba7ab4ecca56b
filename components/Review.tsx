import {type ComponentProps, useLayoutEffect, useMemo, useRef, useState} from 'react';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {AlikeCard} from './AlikeCard.tsx';
import {type Alike, alikeIn, rivalsOf} from './alike.ts';
import {QueueList} from './QueueList.tsx';
import {inGroups, isDecidable} from './queue-order.ts';
import {ReviewCard} from './ReviewCard.tsx';
import {SaidLine} from './SaidLine.tsx';
import {nothingSaid} from './said.ts';
import {useCards} from './use-cards.ts';
import {useItem, useNow} from './use-desk.ts';
import {useOver} from './use-over.ts';
import {usePace} from './use-pace.ts';

interface Props {
	items: readonly QueueItem[];
	/** The last answer came from memory: a decision would not reach anybody. */
	stale: boolean;
}

/** The reviewer's desk: the list, then one card after the other. The same in the popup and full page. */
export function Review({items, stale}: Props) {
	const now = useNow();
	const [said, setSaid] = useState(nothingSaid);
	const [left, over] = useOver(items);
	const {elsewhere, decidable, groups, sets, order} = useMemo(() => sorted(left), [left]);
	const {place, setPlace, current, next, setDeciding} = useCards(order);
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
					over={over}
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
					position={positionIn(order, current)}
					toList={() => setPlace('')}
					skip={order.length > 1 ? () => next(current.id, order) : undefined}
					over={over}
					deciding={setDeciding}
					done={what => {
						setSaid(what);
						next(current.id, order);
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

/** The set that is open. Its items leave the list one by one while they are approved: then it is what is left of the last one. */
function useOpenSet(sets: readonly Alike[], place: string, order: readonly QueueItem[]): Alike | undefined {
	const last = useRef<{place: string; set: Alike | undefined}>({place: '', set: undefined});
	const found = sets.find(({same}) => place === `alike:${same[0]!.id}`);
	const set = found ?? (last.current.place === place ? leftOf(last.current.set, order) : undefined);
	useLayoutEffect(() => {
		last.current = {place, set};
	}, [place, set]);
	return set;
}

function leftOf(set: Alike | undefined, order: readonly QueueItem[]): Alike | undefined {
	const waiting = new Set(order.map(({id}) => id));
	const same = set?.same.filter(({id}) => waiting.has(id)) ?? [];
	return set && same.length > 0 ? {...set, same} : set;
}

/** Nothing while its decision is on the way and the list knows of it already. */
function positionIn(order: readonly QueueItem[], item: QueueItem): string {
	const at = order.indexOf(item);
	return at < 0 ? '' : `${at + 1} of ${order.length}`;
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
