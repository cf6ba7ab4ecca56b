import {expect, test} from 'vitest';
import {emptyDraft} from '#lib/core/draft.ts';
import type {FromPage, ToPage} from '#lib/messaging/bridge-protocol.ts';
import type {Recogniser} from '#lib/sites/site.ts';
import {createGate} from './gate.ts';

const account = '1450000000000000101';
const outgoing = {name: 'CreateTweet', account, draft: emptyDraft('x', 'post', account), note: ''};

/** A page lock whose guard and whose clock are the test's. */
function rig() {
	const sent: FromPage[] = [];
	let guard: (message: ToPage) => void = () => undefined;
	const waits = new Map<boolean, () => void>();
	const gate = createGate({
		recogniser: {} as Recogniser,
		bridge: {
			connected: () => true,
			send: message => void sent.push(message),
			upload: () => undefined,
			listen: hear => {
				guard = hear;
			},
			onConsult: () => undefined,
		},
		cookies: () => '',
		afterWait(run, taken) {
			waits.set(taken, run);
			return () => void waits.delete(taken);
		},
	});
	guard({type: 'accounts', guarded: [account]});
	const decided: boolean[] = [];
	gate.decide(outgoing, 'xhr', go => void decided.push(go));
	return {sent, decided, waits, say: (message: ToPage) => guard(message)};
}

test('without a word of the guard a request is given up after the short wait', () => {
	const {waits, decided, sent} = rig();
	expect([...waits.keys()]).toEqual([false]);
	waits.get(false)!();
	expect(decided).toEqual([false]);
	expect(sent.at(-1)).toEqual({type: 'failed', id: 1, reason: 'no verdict in time'});
});

test('what the guard is at work on is waited for longer, and then no more', () => {
	const {waits, decided, say} = rig();
	say({type: 'taken', id: 1});
	expect([...waits.keys()]).toEqual([true]);
	say({type: 'verdict', id: 1, go: true, reason: ''});
	expect(decided).toEqual([true]);
	expect([...waits.keys()]).toEqual([]);
});

test('the long wait ends too, and a verdict after it lets nothing out', () => {
	const {waits, decided, say} = rig();
	say({type: 'taken', id: 1});
	waits.get(true)!();
	say({type: 'verdict', id: 1, go: true, reason: ''});
	say({type: 'taken', id: 1});
	expect(decided).toEqual([false]);
	expect([...waits.keys()]).toEqual([]);
});
