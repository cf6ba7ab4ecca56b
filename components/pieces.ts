import type {Finding} from '#lib/core/policy/finding.ts';
import {type Revealed, revealedIn} from './revealed.ts';

/** A stretch of the draft in which nothing begins or ends. */
export interface Piece {
	text: string;
	start: number;
	/** Numbers of the findings that cover it, from 0. */
	findings: number[];
	revealed: Revealed | undefined;
}

/** Cuts the text at every edge of a finding and of a character that has to be shown. Nothing is lost or added. */
export function piecesOf(text: string, findings: readonly Pick<Finding, 'start' | 'end'>[]): Piece[] {
	const revealed = revealedIn(text);
	const edges = new Set([0, text.length]);
	for (const {start, end} of [...findings, ...revealed])
		for (const edge of [start, end]) if (edge > 0 && edge < text.length) edges.add(edge);
	const cuts = [...edges].sort((a, b) => a - b);
	return cuts.slice(0, -1).map((start, i) => ({
		text: text.slice(start, cuts[i + 1]),
		start,
		findings: findings.flatMap((f, n) => (f.start <= start && start < f.end ? [n] : [])),
		revealed: revealed.find(r => r.start <= start && start < r.end),
	}));
}
