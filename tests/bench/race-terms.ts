/** Terms in texts: ours beside the peers. Runs in Node and in a page, after a check that all find the same. */
import {engineMatcher, type Matcher, ours, peers} from './matchers.ts';
import {type Effort, type Race, race} from './paired.ts';
import type {Spans} from './texts.ts';

export interface TermsScene {
	terms: readonly string[];
	texts: readonly string[];
	/** The same with their terms disguised. */
	disguised: readonly string[];
	/** Where the terms stand, by hand. */
	truth: readonly Spans[];
	/** Names of `peers`. */
	beside: readonly string[];
	effort: Effort;
}

/** An engine did not find what it should: its time would mean nothing. */
export class CrossCheckError extends Error {
	override name = 'CrossCheckError';
}

export function raceTerms(scene: TermsScene, policy: ArrayBuffer): Promise<Race> {
	const own = engineMatcher(policy);
	const all = [own, ...scene.beside.map(name => ({name, ...peers[name]!(scene.terms)}))];
	for (const one of all) crossCheck(one, scene);
	return race(
		all.map(({name, spans}) => ({name, run: () => scene.texts.map(spans)})),
		scene.effort,
	);
}

/** One text, two policies: does time grow with the number of terms? The shorter list is the peer. */
export function raceSizes(
	{texts, effort}: Pick<TermsScene, 'texts' | 'effort'>,
	long: ArrayBuffer,
	short: ArrayBuffer,
): Promise<Race> {
	const own = engineMatcher(long);
	const other = engineMatcher(short);
	return race(
		[
			{name: ours, run: () => texts.map(own.spans)},
			{name: 'itself with 100 terms', run: () => texts.map(other.spans)},
		],
		effort,
	);
}

export function crossCheck({name, folds, spans}: Matcher, {texts, disguised, truth}: TermsScene): void {
	texts.forEach((text, i) => {
		const wrong = difference(truth[i]!, spans(text));
		if (wrong) throw new CrossCheckError(`${name}: ${wrong} in text ${i}`);
		const found = folds ? spans(disguised[i]!).length : truth[i]!.length;
		if (found !== truth[i]!.length)
			throw new CrossCheckError(`${name}: ${found} of ${truth[i]!.length} terms in disguised text ${i}`);
	});
}

function difference(truth: Spans, found: Spans): string | undefined {
	const shown = (spans: Spans) => new Set(spans.map(([start, end]) => `${start}–${end}`));
	const wanted = shown(truth);
	const got = shown(found);
	const missed = [...wanted].filter(span => !got.has(span));
	const extra = [...got].filter(span => !wanted.has(span));
	if (missed.length + extra.length === 0) return;
	return `${missed.length} missed (${missed[0] ?? ''}), ${extra.length} too many (${extra[0] ?? ''})`;
}
