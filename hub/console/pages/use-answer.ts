import {useCallback, useEffect, useState} from 'react';
import type {Params} from '#lib/api/client.ts';
import {ask, type Call, type ReplyOf, wordsOf} from './ask.ts';

export interface Answer<T> {
	/** Nothing until the first answer; the last good one while asking again. */
	value: T | undefined;
	problem: string;
	again: () => void;
}

/** What the hub answers to a question without a body; asked again when the question changes or on `again`. */
export function useAnswer<K extends Call>(name: K, params?: Params): Answer<ReplyOf<K>> {
	const [value, setValue] = useState<ReplyOf<K>>();
	const [problem, setProblem] = useState('');
	const [turn, setTurn] = useState(0);
	const question = JSON.stringify(params ?? {});
	// biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is the wish to ask again
	useEffect(() => {
		let isCurrent = true;
		ask(name, undefined, JSON.parse(question) as Params).then(
			answer => {
				if (!isCurrent) return;
				setValue(answer);
				setProblem('');
			},
			error => isCurrent && setProblem(wordsOf(error)),
		);
		return () => {
			isCurrent = false;
		};
	}, [name, question, turn]);
	const again = useCallback(() => setTurn(n => n + 1), []);
	return {value, problem, again};
}
