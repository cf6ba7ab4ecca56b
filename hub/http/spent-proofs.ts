import {hash} from 'node:crypto';
import {proofLife} from './proof.ts';

/** Milliseconds: so much longer at most is one remembered. */
const step = proofLife / 3;

/**
 * Remembers proofs for as long as their time would be accepted; answers whether this one is new. Under load these are hundreds of
 * thousands: each is kept as eight bytes of its digest, with all others of its time. Two proofs that share them are refused one of
 * the two; of a million that is one chance in thirty million, and the browser asks again with another.
 */
export function spentProofs(): (proof: string, now: number) => boolean {
	const seen = new Map<number, Digests>();
	return (proof, now) => {
		const time = Math.floor(now / step);
		for (const old of seen.keys()) if (old < time - 3) seen.delete(old);
		const digest = hash('sha256', proof, 'buffer');
		const [first, second] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
		for (const others of seen.values()) if (others.has(first, second)) return false;
		const others = seen.get(time) ?? createDigests();
		seen.set(time, others);
		others.add(first, second);
		return true;
	};
}

/** Of two numbers of 32 bits each. */
interface Digests {
	has(first: number, second: number): boolean;
	/** One that is not there. */
	add(first: number, second: number): void;
}

/** A table outside the heap, in which each stands at its own place, or at the next one that is free. */
function createDigests(): Digests {
	let places = new Uint32Array(2 * 1024);
	let taken = 0;

	/** Of the digest, or of the zeros that say that it is not there. */
	function placeOf(first: number, second: number): number {
		const last = places.length / 2 - 1;
		for (let place = first & last; ; place = (place + 1) & last) {
			const [one, other] = [places[2 * place]!, places[2 * place + 1]!];
			if ((one === 0 && other === 0) || (one === first && other === second)) return 2 * place;
		}
	}

	function put(first: number, second: number): void {
		const place = placeOf(first, second);
		places[place] = first;
		places[place + 1] = second;
	}

	function grow(): void {
		const before = places;
		places = new Uint32Array(before.length * 2);
		for (let i = 0; i < before.length; i += 2)
			if (before[i] !== 0 || before[i + 1] !== 0) put(before[i]!, before[i + 1]!);
	}

	return {
		has(first, second) {
			const place = placeOf(first, second);
			return places[place] !== 0 || places[place + 1] !== 0;
		},
		add(first, second) {
			taken += 1;
			if (taken * 8 > places.length * 3) grow();
			put(first, second);
		},
	};
}
