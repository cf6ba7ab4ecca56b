import {hashedClass} from '#sandbox/shared/classes.ts';
import type {FacebookBoot} from '#sandbox/shared/facebook-view.ts';

export const boot = JSON.parse(document.getElementById('boot')!.textContent!) as FacebookBoot;
export const {weather} = boot;

/** Class name of our style sheet; changes per load under `hashedClasses`. */
export const cx = (...names: (string | false)[]): string =>
	names
		.filter(name => name !== false)
		.map(name => (weather.hashedClasses ? hashedClass(name, boot.loadId) : `s-${name}`))
		.join(' ');

/** `renamedIds` drifts the one stable id of comment composers. */
export const SUBMIT_ID =
	weather.renamedIds === 'send' || weather.renamedIds === 'all'
		? 'v2-composer-submit'
		: 'focused-state-composer-submit';

export const themeClass = `__fb-${boot.theme}-mode`;

let clockOffset = boot.clockOffset;
export const now = (): number => Date.now() + clockOffset;
export const setClockOffset = (offset: number): void => {
	clockOffset = offset;
};
