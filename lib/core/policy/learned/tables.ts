import {hashWord} from '../format.ts';
import type {Pack} from '../pack.schema.ts';

/** The learned sections of a compiled policy; all empty where no pack has learned anything. */
export interface LearnedTables {
	/** Open addressing by hash of the feature: hash, offset in `learned` (0: free). */
	learnedAt: number[];
	/** Of each feature: number of weights, then rule and weight in one int. Begins with one that is never used. */
	learned: number[];
	/** Rule → score before any feature, or `unlearned`. */
	learnedBias: number[];
}

export const unlearned = -0x8000_0000;
export const weightOf = (packed: number) => (packed << 16) >> 16;
export const ruleOf = (packed: number) => packed >>> 16;

/** `rules` in the order of the compiled policy. A rule of another pack, or with `secondOpinion: false`, gets none. */
export function learnedTables(
	owned: readonly {rule: {id: string; secondOpinion?: false | undefined}; pack: Pick<Pack, 'learned'>}[],
): LearnedTables {
	const features = new Map<number, number[]>();
	const learnedBias = owned.map(({rule, pack}, index) => {
		const text = rule.secondOpinion === false ? undefined : pack.learned?.[rule.id];
		if (text === undefined) return unlearned;
		const [bias, ...weights] = text.split(' ');
		for (const one of weights) {
			const cut = one.lastIndexOf('=');
			const hash = hashWord(one.slice(0, cut));
			const list = features.get(hash) ?? [];
			features.set(hash, list);
			list.push((index << 16) | (Number(one.slice(cut + 1)) & 0xffff));
		}
		return Number(bias);
	});
	if (features.size === 0) return {learnedAt: [], learned: [], learnedBias: []};
	return {...tableOf(features), learnedBias};
}

function tableOf(features: ReadonlyMap<number, number[]>): Pick<LearnedTables, 'learnedAt' | 'learned'> {
	let size = 64;
	while (size < features.size * 2) size *= 2;
	const learnedAt = new Array<number>(size * 2).fill(0);
	const learned = [0];
	for (const [hash, weights] of features) {
		let slot = hash & (size - 1);
		while (learnedAt[slot * 2 + 1] !== 0) slot = (slot + 1) & (size - 1);
		learnedAt[slot * 2] = hash;
		learnedAt[slot * 2 + 1] = learned.length;
		learned.push(weights.length);
		for (const weight of weights) learned.push(weight);
	}
	return {learnedAt, learned};
}
