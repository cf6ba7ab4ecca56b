import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {fakeBrowser} from 'wxt/testing/fake-browser';
import {answer, type ContentHandlers, type DeskHandlers, type Sender} from './answer.ts';
import {onBroadcast, send} from './send.ts';

const self = {id: fakeBrowser.runtime.id, base: 'chrome-extension://ours/'};
const popup: Sender = {id: self.id, url: `${self.base}popup.html`};

/** The fake browser names no sender; a real one does, and the door looks at nothing else. */
function speakAs(sender: Sender) {
	const trigger = fakeBrowser.runtime.onMessage.trigger as (...args: unknown[]) => Promise<unknown>;
	vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(
		(message: unknown) =>
			new Promise((resolve, reject) => void trigger(message, sender, resolve).catch(reject)),
	);
}

const answerWith = (desk: unknown) =>
	answer(self, {content: {} as ContentHandlers, desk: desk as DeskHandlers}, () => {});

beforeEach(() => fakeBrowser.reset());
afterEach(() => void vi.restoreAllMocks());

describe('send and answer', () => {
	test('an answer comes back through the channel that was kept open', async () => {
		speakAs(popup);
		answerWith({
			'hold:weigh': async ({hold}: {hold: string}) => ({ok: true, touches: [`about ${hold}`]}),
		});
		expect(await send('hold:weigh', {hold: 'h1', text: ''})).toEqual({ok: true, touches: ['about h1']});
	});

	test('the door’s refusal is an error with its code', async () => {
		speakAs(popup);
		answerWith({});
		await expect(send('hold:claim', {hold: 5 as unknown as string})).rejects.toMatchObject({
			code: 'malformed',
		});
	});

	test('a stranger is turned away', async () => {
		speakAs({id: 'another', url: 'chrome-extension://another/'});
		answerWith({});
		await expect(send('desk:state', {})).rejects.toMatchObject({code: 'not-for-you'});
	});

	test('a handler that never answers ends in silence, not in a hanging button', async () => {
		speakAs(popup);
		answerWith({'desk:state': () => new Promise(() => {})});
		await expect(send('desk:state', {}, 5)).rejects.toMatchObject({code: 'silent'});
	});

	test('no background is silence', async () => {
		await expect(send('desk:state', {})).rejects.toMatchObject({code: 'silent'});
	});
});

describe('broadcasts', () => {
	const message = {broadcast: 'state:changed', content: {what: 'holds'}};

	test.each<[string, Sender, number]>([
		['the background is heard', {id: self.id}, 1],
		['a content script is not: a hijacked page could speak for it', {id: self.id, tab: {id: 1}}, 0],
		['another extension is not', {id: 'another'}, 0],
	])('%s', async (_, sender, times) => {
		const heard: unknown[] = [];
		const controller = new AbortController();
		onBroadcast(said => heard.push(said), controller.signal);
		const trigger = fakeBrowser.runtime.onMessage.trigger as (...args: unknown[]) => Promise<unknown>;
		await trigger(message, sender, () => {});
		controller.abort();
		await trigger(message, sender, () => {});
		expect(heard).toHaveLength(times);
	});
});
