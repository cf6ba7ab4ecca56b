import type {BacktestHead, BacktestSubject} from '#lib/api/console.ts';

export function subjectWords(subject: BacktestSubject): string {
	switch (subject.kind) {
		case 'changes':
			return 'Everything changed since the last release';
		case 'rule':
			return `Rule ${subject.rule}`;
		case 'pack':
			return `The whole pack ${subject.pack}`;
		case 'release':
			return `What version ${subject.version} changed`;
	}
}

export const stateWords: Record<BacktestHead['state'], string> = {
	running: '◔ Running',
	done: '✓ Done',
	stopped: '– Stopped',
	failed: '! Failed',
};

export const standingWords = {
	live: 'live now',
	waiting: 'waiting now',
	approved: 'approved, not posted',
	other: 'not out',
} as const;

export const placeName = (location: string) =>
	location === ''
		? 'no place'
		: location
				.split('/')
				.at(-1)!
				.replace(/^./, first => first.toUpperCase());

/** Of held items: as much as one can feel. */
export function perDay(load: number): string {
	if (load === 0) return 'nothing';
	if (load < 0.1) return 'less than one in ten days';
	return `about ${load < 10 ? load.toFixed(1) : Math.round(load)} a day`;
}

export const whole = new Intl.NumberFormat('en-GB');
export const when = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
export const hundredths = (share: number) => `${Math.round(share * 100)} %`;
