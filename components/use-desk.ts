/** What the screens know, asked from the background and asked again whenever it says that something changed. */
import {useCallback, useEffect, useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import type {DeskMessages, DeskState, OwnRecord} from '#lib/messaging/catalogue.ts';
import {onBroadcast, send} from '#lib/messaging/send.ts';

/** `undefined` until the first answer; `failed` when the background does not answer. */
export interface Asked<T> {
	value: T | undefined;
	failed: boolean;
	again: () => void;
}

function useAsked<T>(ask: () => Promise<T>): Asked<T> {
	const [value, setValue] = useState<T>();
	const [failed, setFailed] = useState(false);
	const [turn, setTurn] = useState(0);
	const again = useCallback(() => setTurn(n => n + 1), []);
	// biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is the wish to ask again
	useEffect(() => {
		let isCurrent = true;
		const show = (isFailed: boolean, answer?: T) => {
			if (!isCurrent) return;
			setFailed(isFailed);
			if (!isFailed) setValue(answer);
		};
		ask().then(
			answer => show(false, answer),
			() => show(true),
		);
		return () => {
			isCurrent = false;
		};
	}, [ask, turn]);
	useEffect(() => {
		const controller = new AbortController();
		onBroadcast(again, controller.signal);
		return () => controller.abort();
	}, [again]);
	return {value, failed, again};
}

const askState = () => send('desk:state', {});
const askHolds = async () => (await send('queue:list', {})) satisfies DeskMessages['queue:list']['reply'];
const askRecords = async (): Promise<OwnRecord[]> => {
	const reply = await send('records:mine', {});
	return reply.ok ? reply.records : [];
};

export function useDeskState(): Asked<DeskState> {
	return useAsked(askState);
}

export function useRecords(): Asked<OwnRecord[]> {
	return useAsked(askRecords);
}

export interface Holds {
	queue: HoldView[];
	mine: HoldView[];
	stale: boolean;
}

/** All holds that concern this person: to decide, and his own. */
export function useHolds(person: string | undefined): Asked<Holds> {
	const asked = useAsked(askHolds);
	const reply = asked.value;
	const holds = reply?.ok ? reply.holds : undefined;
	return {
		...asked,
		value: holds && {
			queue: holds.filter(({author}) => author.id !== person),
			mine: holds.filter(({author}) => author.id === person),
			stale: reply?.ok ? reply.stale : true,
		},
	};
}

/** The time, moving on once a minute: waits and ends are shown to the minute. */
export function useNow(): number {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 30_000);
		return () => clearInterval(timer);
	}, []);
	return now;
}
