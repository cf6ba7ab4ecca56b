import {hashedClass} from '#sandbox/shared/classes.ts';
import type {XBoot} from '#sandbox/shared/x-view.ts';

export const boot = JSON.parse(document.getElementById('boot')!.textContent!) as XBoot;
export const {weather} = boot;

/** Class name of our style sheet; changes per load under `hashedClasses`. */
export const cx = (...names: (string | false)[]): string =>
	names
		.filter(name => name !== false)
		.map(name => (weather.hashedClasses ? hashedClass(name, boot.loadId) : `s-${name}`))
		.join(' ');

const EDITOR = /^tweetTextarea_\d+$/;
const SEND = /^tweetButton(Inline)?$/;
const WRAPPER = /^(toolBar|tweetTextarea_\d+(_label|RichTextInputContainer)|composeBoxContainer)$/;

/** A `data-testid` value. `renamedIds` drifts them; the bare x-web front end keeps only editor and button. */
export function tid(name: string): string | undefined {
	const kind = kindOf(name);
	if (weather.frontEnd === 'x-web-bare' && kind !== 'editor' && kind !== 'send') return undefined;
	const {renamedIds} = weather;
	return kind && (renamedIds === 'all' || renamedIds === kind) ? `v2-${name}` : name;
}

function kindOf(name: string): 'editor' | 'send' | 'wrapper' | undefined {
	if (EDITOR.test(name)) return 'editor';
	if (SEND.test(name)) return 'send';
	return WRAPPER.test(name) ? 'wrapper' : undefined;
}

let clockOffset = boot.clockOffset;
export const now = (): number => Date.now() + clockOffset;
export const setClockOffset = (offset: number): void => {
	clockOffset = offset;
};
