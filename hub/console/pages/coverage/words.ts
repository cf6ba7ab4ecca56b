import type {CoveredBrowser} from '#lib/api/console.ts';

export const stateWords: Record<CoveredBrowser['state'], string> = {
	current: '✓ On the rules in force',
	arriving: '◔ On their way',
	offline: '– Switched off',
	stuck: '! Stuck',
};

const when = new Intl.DateTimeFormat('en-GB', {
	weekday: 'short',
	day: 'numeric',
	month: 'short',
	hour: '2-digit',
	minute: '2-digit',
});
export const time = (ms: number) => when.format(ms);

/** Rounded down: 100 % means all of them. */
export const percent = (part: number, of: number) => (of === 0 ? 0 : Math.floor((part * 100) / of));

/** `48 s`, `6 min`, `2 h`: as a person says it. */
export function span(ms: number): string {
	if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
	if (ms < 120 * 60_000) return `${Math.round(ms / 60_000)} min`;
	return `${Math.round(ms / 3_600_000)} h`;
}

/** `group/north/leeds` by its last word; the whole place is in the title. */
export const branchName = (location: string) => location.split('/').at(-1)!;
