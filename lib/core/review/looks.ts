/**
 * Against approval as theatre (product.md, HA20): a share of the approvals is looked at again by somebody who is not told how the
 * first look ended, and now and then a practice item stands among the real ones. Pure: chance is the hub's secret `seed`.
 */
import {sha256} from '@noble/hashes/sha2.js';
import {utf8ToBytes} from '@noble/hashes/utils.js';
import type {Hold, PersonId} from './hold.ts';

/** How often; 0 = never. */
export interface Habits {
	/** Percent of the approvals that somebody else looks at again. */
	secondLook: number;
	/** About one practice item in so many decisions. */
	practice: number;
}

export const noHabits: Habits = {secondLook: 0, practice: 0};

/** Whoever does not know the seed can neither foresee the draw nor repeat it until it falls as he likes. */
export function isDrawn(seed: string, hold: Pick<Hold, 'id' | 'version'>, {secondLook}: Habits): boolean {
	return lot(seed, 'second look', hold.id, String(hold.version)) * 100 < secondLook;
}

type Judged = Pick<Hold, 'id' | 'authors' | 'claimants' | 'approvals'>;

/** Has no part in it yet: neither wrote nor changed nor approved it. */
export function isFresh(person: PersonId, {authors, claimants, approvals}: Judged): boolean {
	return ![...authors, ...claimants, ...approvals.map(({reviewer}) => reviewer)].includes(person);
}

/** One of these reviewers, by lot; nobody where all have had a part in it. Their order makes no difference. */
export function whoLooksAgain(
	seed: string,
	hold: Judged,
	reviewers: readonly PersonId[],
): PersonId | undefined {
	const fresh = [...new Set(reviewers)].filter(person => isFresh(person, hold)).sort();
	return fresh[Math.floor(lot(seed, 'who', hold.id) * fresh.length)];
}

/** Decisions until the next practice item: from half to one and a half of `practice`, so that nobody can count along. */
export function untilPractice(seed: string, person: PersonId, round: number, {practice}: Habits): number {
	const half = Math.floor(practice / 2);
	return Math.max(
		1,
		practice - half + Math.floor(lot(seed, 'practice', person, String(round)) * (2 * half + 1)),
	);
}

/** Which of `count` items comes in this round: each once before any comes again, from another beginning for everybody. */
export function practiceOf(seed: string, person: PersonId, round: number, count: number): number {
	return (Math.floor(lot(seed, 'item', person) * count) + round) % count;
}

/** From 0 to 1, without 1. */
function lot(seed: string, ...what: string[]): number {
	const {buffer, byteOffset} = sha256(utf8ToBytes([seed, ...what].join('\n')));
	return new DataView(buffer, byteOffset).getUint32(0) / 2 ** 32;
}
