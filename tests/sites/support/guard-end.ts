/**
 * The isolated world of the tests: a guard's end of the bridge that answers as told, and the adapter of the page's site.
 * Tests reach it as `globalThis.end` through the debugger; the page cannot.
 */
import {connectGuard} from '#lib/messaging/bridge.ts';
import type {FromPage} from '#lib/messaging/bridge-protocol.ts';
import {draftOf} from '#lib/sites/draft-of.ts';
import {operations as facebookOperations} from '#lib/sites/facebook/operations.ts';
import {site as facebook} from '#lib/sites/facebook/site.ts';
import {operations as xOperations} from '#lib/sites/x/operations.ts';
import {site as x} from '#lib/sites/x/site.ts';

const site = self.origin.endsWith('facebook.com') ? facebook : x;
const operations = site === x ? xOperations : facebookOperations;
const guard = connectGuard();
site.consult?.(guard.consult);
const heard: FromPage[] = [];
let verdict: 'go' | 'refuse' | 'silent' = 'silent';

guard.listen(message => {
	heard.push(message);
	if (message.type === 'ask' && verdict !== 'silent') answer(message.id, verdict === 'go');
});

function answer(id: number, go: boolean) {
	guard.send({type: 'verdict', id, go, reason: ''});
}

/** Gestures stopped by `sends` in the capture phase, as the gesture lock does. */
const stopped: string[] = [];
function stopGestures() {
	for (const type of ['click', 'keydown', 'keyup', 'submit', 'beforeinput'])
		window.addEventListener(
			type,
			event => {
				const composer = site.sends(event);
				if (!composer) return;
				event.preventDefault();
				event.stopImmediatePropagation();
				stopped.push(`${type} ${composer.key}`);
			},
			{capture: true},
		);
}

const end = {
	site,
	guard,
	heard,
	stopped,
	stopGestures,
	answer,
	accounts: (...guarded: string[]) => guard.send({type: 'accounts', guarded}),
	answerWith: (answer: typeof verdict) => {
		verdict = answer;
	},
	/** What the guard would submit for review: the draft of the composer under the caret, or of the first one. */
	draft() {
		const composer = site.composerOf(document.activeElement) ?? site.composers()[0]!;
		return draftOf(site.id, composer, site.account() ?? '', composer.read());
	},
	outcomes: () =>
		heard.flatMap(message =>
			message.type === 'answered' ? [operations.outcome(message.name, message.status, message.body)] : [],
		),
	composers: () =>
		site
			.composers()
			.map(({key, read}) => ({key, text: read().text}))
			.filter(each => each.text !== ''),
	words(from: number, to: number) {
		const ranges = end.composer().ranges(from, to);
		return ranges.map(range => range.startContainer.textContent!.slice(range.startOffset, range.endOffset));
	},
	composer: () => site.composerOf(document.activeElement) ?? site.composers()[0]!,
};

export type End = typeof end;
Object.assign(globalThis, {end});
