import {hash} from 'node:crypto';
import {proofLife} from './proof.ts';

/** Milliseconds: so much longer at most is one remembered. */
const step = proofLife / 3;

/**
 * Remembers proofs for as long as their time would be accepted; answers whether this one is new. Under load these are hundreds of
 * thousands: each is kept as its digest alone, with all others of its time.
 */
export function spentProofs(): (proof: string, now: number) => boolean {
	const seen = new Map<number, Set<string>>();
	return (proof, now) => {
		const time = Math.floor(now / step);
		for (const old of seen.keys()) if (old < time - 3) seen.delete(old);
		const digest = hash('sha256', proof, 'binary');
		for (const others of seen.values()) if (others.has(digest)) return false;
		const others = seen.get(time) ?? new Set();
		seen.set(time, others.add(digest));
		return true;
	};
}
