import type {Pack} from '../pack.schema.ts';
import {hashOfName} from './features.ts';

/** The learned sections of a compiled policy; all empty where no pack has learned anything. */
export interface LearnedTables {
	/** Open addressing by hash of the feature: hash, offset in `learned` (0: free). */
	learnedAt: number[];
	/** Of each feature: number of weights, then opinion and weight in one unit of 16 bits. Begins with one that is never used. */
	learned: number[];
	/** Opinion → its rule, and its score before any feature. */
	learnedRules: number[];
}

/** A weight has one byte, as has the opinion it belongs to: what is read for each word should stay near the processor. */
const heaviest = 127;
const mostOpinions = 256;
export const weightOf = (packed: number) => (packed << 24) >> 24;
export const opinionOf = (packed: number) => packed >>> 8;
const packed = (opinion: number, weight: number) =>
	(opinion << 8) | (Math.max(-heaviest, Math.min(heaviest, weight)) & 0xff);

/** `rules` in the order of the compiled policy. A rule of another pack, or with `secondOpinion: false`, gets none. */
export function learnedTables(
	owned: readonly {rule: {id: string; secondOpinion?: false | undefined}; pack: Pick<Pack, 'learned'>}[],
): LearnedTables {
	const features = new Map<number, number[]>();
	const learnedRules: number[] = [];
	owned.forEach(({rule, pack}, index) => {
		const text = rule.secondOpinion === false ? undefined : pack.learned?.[rule.id];
		const opinion = learnedRules.length / 2;
		if (text === undefined || opinion === mostOpinions) return;
		const [bias, ...weights] = text.split(' ');
		learnedRules.push(index, Number(bias));
		for (const one of weights) {
			const cut = one.lastIndexOf('=');
			const hash = hashOfName(one.slice(0, cut));
			const list = features.get(hash) ?? [];
			features.set(hash, list);
			list.push(packed(opinion, Number(one.slice(cut + 1))));
		}
	});
	if (features.size === 0) return {learnedAt: [], learned: [], learnedRules: []};
	return {...tableOf(features), learnedRules};
}

// Fuller, and a search for a feature that is not there gets long; emptier, and the table gets large.
const fullest = 0.7;

function tableOf(features: ReadonlyMap<number, number[]>): Pick<LearnedTables, 'learnedAt' | 'learned'> {
	let size = 64;
	while (size * fullest < features.size) size *= 2;
	const learnedAt = new Array<number>(size * 2).fill(0);
	const learned = [0];
	for (const [hash, weights] of features) {
		let slot = slotFor(hash, size - 1);
		while (learnedAt[slot * 2 + 1] !== 0) slot = (slot + 1) & (size - 1);
		learnedAt[slot * 2] = hash;
		learnedAt[slot * 2 + 1] = learned.length;
		learned.push(weights.length);
		for (const weight of weights) learned.push(weight);
	}
	return {learnedAt, learned};
}

/** Where the search for a feature begins: the low bits of its hash alone lie too close together. */
export const slotFor = (hash: number, wrap: number) => (hash ^ (hash >>> 15)) & wrap;
