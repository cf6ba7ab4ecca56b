/** "What do you see here?": the one question that the background asks a page. Answered at once, from what is there. */
import {browser} from 'wxt/browser';
import type {PageAnswer} from './page-parts.ts';

const question = 'page:look';

/** The background's half. `null`: nothing is said of this page. Rejects when no script of ours is in it. */
export async function lookAt(tab: number): Promise<unknown> {
	return browser.tabs.sendMessage(tab, {countersign: question}, {frameId: 0});
}

/** The page's half. Only our own background and screens can ask: they have no tab of a site. */
export function whenLookedAt(look: () => PageAnswer | null, signal: AbortSignal): void {
	const listener = (
		message: unknown,
		sender: {id?: string},
		respond: (answer: unknown) => void,
	): undefined => {
		if (sender.id !== browser.runtime.id || !isQuestion(message)) return;
		respond(look());
	};
	browser.runtime.onMessage.addListener(listener);
	signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), {once: true});
}

function isQuestion(value: unknown): boolean {
	return (
		typeof value === 'object' && value !== null && 'countersign' in value && value.countersign === question
	);
}
