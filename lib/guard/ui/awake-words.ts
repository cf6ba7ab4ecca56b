import type {Awake} from '#lib/messaging/route-preview.ts';
import {timeOf} from './times.ts';

/** `Reviewers: off until 08:00 · on call: Amira`; nothing while somebody is there. */
export function awakeWords(awake: Awake | null | undefined, now: number): string | undefined {
	if (!awake || awake.people > 0) return undefined;
	const until = awake.backAt === null ? 'off' : `off until ${timeOf(awake.backAt, now)}`;
	return `Reviewers: ${until} · ${awake.onCall ? `on call: ${first(awake.onCall.name)}` : 'nobody is on call'}`;
}

/** `You can't approve your own reply. Amira can, or it will wait until 08:00.` */
export function neverAlone({backAt, onCall}: Awake, noun: string, now: number): string {
	const wait =
		backAt === null ? 'it waits until somebody is there' : `it will wait until ${timeOf(backAt, now)}`;
	return `You can’t approve your own ${noun}. ${onCall ? `${first(onCall.name)} can, or ${wait}` : capital(wait)}.`;
}

export const first = (name: string) => name.split(' ')[0] ?? name;

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
