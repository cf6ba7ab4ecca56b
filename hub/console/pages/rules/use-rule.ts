import {useCallback, useEffect, useRef, useState} from 'react';
import type {RuleTrial} from '#lib/api/console.ts';
import {ask, wordsOf} from '../ask.ts';

export interface Sample {
	text: string;
	site: 'x' | 'facebook';
	kind: 'post' | 'reply' | 'comment';
}

export interface Edited {
	yaml: string;
	change: (yaml: string) => void;
	sample: Sample;
	trySample: (sample: Sample) => void;
	trial: RuleTrial | undefined;
	/** When what was typed was last kept, and whether something is not kept yet. */
	kept: 'typing' | 'kept' | string;
}

/** Milliseconds after the last key stroke. */
const pause = {trial: 350, draft: 700};

/** A rule in somebody's hands: tried while it is written, and kept, so that nothing typed is lost. */
export function useRule(pack: string, rule: string | null, begun: string, mayWrite: boolean): Edited {
	const [yaml, setYaml] = useState(begun);
	const [sample, trySample] = useState<Sample>({text: '', site: 'x', kind: 'post'});
	const [kept, setKept] = useState<Edited['kept']>('kept');
	const trial = useTrial(pack, rule, yaml, sample);
	const isTouched = useRef(false);
	useEffect(() => {
		if (!mayWrite || !isTouched.current) return;
		const timer = setTimeout(() => {
			ask('keepRuleDraft', {yaml}, {pack, rule: rule ?? 'new'}).then(
				() => setKept('kept'),
				error => setKept(wordsOf(error)),
			);
		}, pause.draft);
		return () => clearTimeout(timer);
	}, [pack, rule, yaml, mayWrite]);
	const change = useCallback((next: string) => {
		isTouched.current = true;
		setKept('typing');
		setYaml(next);
	}, []);
	return {yaml, change, sample, trySample, trial, kept};
}

function useTrial(pack: string, rule: string | null, yaml: string, sample: Sample): RuleTrial | undefined {
	const [trial, setTrial] = useState<RuleTrial>();
	useEffect(() => {
		let isCurrent = true;
		const timer = setTimeout(() => {
			// A trial that fails leaves the last one; saving says what is wrong
			ask('tryRule', {pack, rule, yaml, sample}).then(
				next => isCurrent && setTrial(next),
				() => {},
			);
		}, pause.trial);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [pack, rule, yaml, sample]);
	return trial;
}
