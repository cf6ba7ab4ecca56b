/** What the line beside the site's button says. */
import type {Icon} from './icons.ts';

export interface Status {
	icon: Icon;
	tone: 'quiet' | 'good' | 'tip' | 'change' | 'wait' | 'stop' | 'blind';
	words: string;
	/** The one thing to do about it, as a button. */
	act?: 'copy' | 'see-change' | 'got-it' | undefined;
}

export const status = (icon: Icon, tone: Status['tone'], words: string, act?: Status['act']): Status => ({
	icon,
	tone,
	words,
	act,
});
