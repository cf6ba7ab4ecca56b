import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {fakeBrowser} from 'wxt/testing/fake-browser';
import {stayInTouch} from './in-touch.ts';

/** Ports as the browser gives them; `end` is the browser's: the background is gone. */
function ports() {
	const opened: {end: () => void; isClosed: boolean}[] = [];
	const connect = () => {
		const told: (() => void)[] = [];
		const port = {isClosed: false, end: () => told.forEach(tell => void tell())};
		opened.push(port);
		return {
			onDisconnect: {addListener: (tell: () => void) => void told.push(tell)},
			// Who closes a port himself is not told
			disconnect: () => {
				port.isClosed = true;
			},
		};
	};
	vi.spyOn(fakeBrowser.runtime, 'connect').mockImplementation(connect as never);
	return opened;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

test('a background that ended is started again at once', () => {
	const opened = ports();
	stayInTouch(new AbortController().signal, Date.now);
	vi.advanceTimersByTime(30_000);
	opened[0]!.end();
	vi.advanceTimersByTime(0);
	expect(opened).toHaveLength(2);
});

test('one that cannot start is asked once a second, not all the time', () => {
	const opened = ports();
	stayInTouch(new AbortController().signal, Date.now);
	for (let n = 0; n < 5; n++) {
		opened.at(-1)!.end();
		vi.advanceTimersByTime(999);
		expect(opened).toHaveLength(n + 1);
		vi.advanceTimersByTime(1);
	}
	expect(opened).toHaveLength(6);
});

test('a page that comes back has one port, whatever became of the old one', () => {
	const opened = ports();
	const again = stayInTouch(new AbortController().signal, Date.now);
	vi.advanceTimersByTime(30_000);
	opened[0]!.end();
	again();
	vi.advanceTimersByTime(30_000);
	expect(opened).toHaveLength(2);
	again();
	expect(opened.map(({isClosed}) => isClosed)).toEqual([true, true, false]);
});

test('after the end of the guard nothing is opened', () => {
	const opened = ports();
	const controller = new AbortController();
	const again = stayInTouch(controller.signal, Date.now);
	controller.abort();
	opened[0]!.end();
	again();
	vi.advanceTimersByTime(30_000);
	expect(opened.map(({isClosed}) => isClosed)).toEqual([true]);
});
