import {useEffect} from 'react';
import type {Params} from '#lib/api/client.ts';
import type {Call, ReplyOf} from './ask.ts';
import {type Answer, useAnswer} from './use-answer.ts';

/** Asked again every so many milliseconds, while somebody looks at the page. */
export function useLive<K extends Call>(name: K, every: number, params?: Params): Answer<ReplyOf<K>> {
	const answer = useAnswer(name, params);
	const {again} = answer;
	useEffect(() => {
		const timer = setInterval(() => document.visibilityState === 'visible' && again(), every);
		return () => clearInterval(timer);
	}, [again, every]);
	return answer;
}
