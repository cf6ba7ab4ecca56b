import type {Status} from './status.ts';

/** `Ready-approved reply R-CMP-04 v6` */
export function readyWords({id, version}: {id: string; version: number}): Status {
	const words = `Ready-approved reply ${id} v${version} · goes out without waiting`;
	return {icon: 'check', tone: 'good', words};
}

/** The words of one stand in the composer, changed. */
export const lockedWords: Status = {
	icon: 'clock',
	tone: 'wait',
	words: 'Changing this wording needs a second person. The blanks are yours.',
};
