import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createLeaving} from './leaving.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** `forged`: what a script of the page dispatches, which no test can tell from the browser's own but by its word. */
function page(flush: () => void = () => undefined, forged = false) {
	const window = new EventTarget();
	const leaving = createLeaving(window as Window, new AbortController().signal, () => !forged);
	leaving.watch();
	window.addEventListener('beforeunload', flush);
	leaving.pressed();
	const leave = () => {
		const event = new Event('beforeunload', {cancelable: true});
		window.dispatchEvent(event);
		return event.defaultPrevented ? 'asks' : 'goes';
	};
	return {leaving, leave, hide: () => window.dispatchEvent(new Event('pagehide'))};
}

test('a page with nothing on its way is left without a question', () => {
	const {leaving, leave} = page();
	expect(leave()).toBe('goes');
	leaving.began(1, vi.fn());
	leaving.done(1);
	expect(leave()).toBe('goes');
});

test('what the site sends only now makes the browser ask, and is decided when the person has stayed', async () => {
	const {leaving, leave} = page(() => leaving.began(1, vi.fn()));
	const decided = vi.fn();
	expect(leave()).toBe('asks');
	void leaving.over()!.then(decided);
	await vi.advanceTimersByTimeAsync(400);
	expect(decided).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(200);
	expect(decided).toHaveBeenCalled();
	expect(leaving.over()).toBeUndefined();
});

test('what went with its page is told, once', () => {
	const lost = vi.fn();
	const {leaving, leave, hide} = page(() => leaving.began(1, lost));
	leave();
	hide();
	hide();
	expect(lost).toHaveBeenCalledOnce();
});

test('a forged farewell neither delays nor tells anything', () => {
	const lost = vi.fn();
	const {leaving, leave, hide} = page(() => leaving.began(1, lost), true);
	leave();
	expect(leaving.over()).toBeUndefined();
	hide();
	expect(lost).not.toHaveBeenCalled();
});
