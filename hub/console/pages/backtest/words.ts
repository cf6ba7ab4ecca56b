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

export const whole = new Intl.NumberFormat('en-GB');
export const when = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
export const hundredths = (share: number) => `${Math.round(share * 100)} %`;
