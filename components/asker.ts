/** Asks the background again and again until it answers: a browser may end it at any moment, and a screen must not stay empty for that. */
import {MessageError} from '#lib/messaging/send.ts';

/** Why there is nothing new. `late`: no answer yet, and it is asked again by itself; `gone`: this extension was updated. */
export type Trouble = 'none' | 'late' | 'gone';

export interface Shown<T> {
	/** An answer was had. */
	answer?: T;
	trouble: Trouble;
}

/** Milliseconds until it is asked again: the first time, and at most. */
const [firstPause, longestPause] = [200, 5000];
export const pauseAfter = (failures: number) => Math.min(longestPause, firstPause * 2 ** (failures - 1));

/**
 * One question at a time, and each answer is shown: a wish to ask again that comes meanwhile is one more question
 * afterwards, however many they were. Ends with `signal`.
 */
export function asker<T>(
	ask: () => Promise<T>,
	show: (shown: Shown<T>) => void,
	signal: AbortSignal,
): {again: () => void} {
	let isAsking = false;
	let isWanted = false;
	let failures = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function once(): Promise<Shown<T>> {
		try {
			const answer = await ask();
			failures = 0;
			return {answer, trouble: 'none'};
		} catch (error) {
			if (error instanceof MessageError && error.code === 'gone') return {trouble: 'gone'};
			failures += 1;
			return {trouble: 'late'};
		}
	}

	async function run(): Promise<void> {
		clearTimeout(timer);
		isWanted = true;
		if (isAsking) return;
		isAsking = true;
		while (isWanted && !signal.aborted) {
			isWanted = false;
			const shown = await once();
			if (signal.aborted) return;
			show(shown);
			if (shown.trouble === 'late') timer = setTimeout(again, pauseAfter(failures));
		}
		isAsking = false;
	}
	const again = () => void run();

	signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
	again();
	return {again};
}
