import {useCallback, useEffect, useMemo, useState} from 'react';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {isDecidable} from './queue-order.ts';

type Version = Pick<QueueItem, 'id' | 'version'>;
const keyOf = ({id, version}: Version) => `${id} ${version}`;

/** Without what was decided here: the hub has confirmed it, and the list comes a moment later. */
export function useOver(
	items: readonly QueueItem[],
): [left: readonly QueueItem[], over: (decided: Version) => void] {
	const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
	useEffect(() => {
		const open = new Set(items.filter(isDecidable).map(keyOf));
		// The list knows of the others by now
		setDecided(before => {
			const after = new Set([...before].filter(key => open.has(key)));
			return after.size === before.size ? before : after;
		});
	}, [items]);
	const left = useMemo(() => items.filter(item => !decided.has(keyOf(item))), [items, decided]);
	const over = useCallback(
		(version: Version) => setDecided(before => new Set([...before, keyOf(version)])),
		[],
	);
	return [left, over];
}
