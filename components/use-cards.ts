import {useCallback, useEffect, useRef, useState} from 'react';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {followerOf} from './queue-order.ts';
import {usePlace} from './use-place.ts';

/** Which card is open, and which follows it. */
export function useCards(order: readonly QueueItem[]) {
	const [place, setPlace] = usePlace();
	const [isDeciding, setDeciding] = useState(false);
	const latest = useRef(order);
	latest.current = order;
	const last = useRef<QueueItem>(undefined);
	const found = order.find(({id}) => id === place) ?? (place === 'next' ? order[0] : undefined);
	// The list may hear of a decision before who made it: the card stays until then
	const current = found ?? (isDeciding ? last.current : undefined);
	last.current = current;
	useEffect(() => {
		if (place === 'next' && current) setPlace(current.id);
	}, [place, current, setPlace]);
	/** `from`: the order in which the card was seen, which may be another by now. */
	const next = useCallback(
		(after: string, from: readonly QueueItem[]) =>
			setPlace(followerOf(after, from, latest.current)?.id ?? ''),
		[setPlace],
	);
	return {place, setPlace, current, next, setDeciding};
}
