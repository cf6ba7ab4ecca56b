import type {TextProblem} from '../yaml-problems.ts';

export interface Phrase {
	/** Where it stands in the file, from 1. */
	line: number;
	text: string;
}

export type ReadPhrases = {phrases: Phrase[]} | {problems: TextProblem[]};
