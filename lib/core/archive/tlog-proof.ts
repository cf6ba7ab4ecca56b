/** C2SP tlog-proof files (c2sp.org/tlog-proof): index, audit path and checkpoint of one entry, for hand-over. */
import {ArchiveError} from './archive-error.ts';
import {fromBase64, toBase64} from './bytes.ts';
import type {Hash} from './merkle.ts';

const magic = 'c2sp.org/tlog-proof@v1';

export interface TlogProof {
	index: number;
	proof: readonly Hash[];
	/** A signed note. */
	checkpoint: string;
}

export function formatTlogProof({index, proof, checkpoint}: TlogProof): string {
	return `${[magic, `index ${index}`, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`;
}

/** Throws `malformed`. Our proofs carry no `extra` line. */
export function parseTlogProof(text: string): TlogProof {
	const split = text.indexOf('\n\n');
	const [first, second, ...hashes] = text.slice(0, Math.max(split, 0)).split('\n');
	const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(second ?? '') ?? [];
	const proof = hashes.map(fromBase64);
	if (first !== magic || index === undefined || proof.some(({length}) => length !== 32))
		throw new ArchiveError('malformed', 'not a tlog-proof');
	return {index: Number(index), proof, checkpoint: text.slice(split + 2)};
}
