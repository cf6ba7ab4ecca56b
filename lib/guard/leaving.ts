/**
 * A page is being left while the site still has something to send: X sends what waits in its undo window only now (x.md, S7).
 * A verdict takes longer than a closing page lives, so the browser asks first; what was begun goes out when the person stays.
 */
export interface Leaving {
	/** A guarded account may act here. Until then a page has no listener of ours. */
	watch(): void;
	/** Something was let go by a gesture, and the site may send it only when the page is left. */
	pressed(): void;
	/** A request came; `done` when it has been decided. `lost`: the page went before that. */
	began(id: number, lost: () => void): void;
	done(id: number): void;
	/** While the browser asks, time stands still for the page: what came in between is decided after it. */
	over(): Promise<void> | undefined;
}

/** Milliseconds in which a page that may go is gone, as a rule. */
const pause = 500;

/** `isReal`: a script of the page can dispatch these events too, and must not make us say that a page has gone. */
export function createLeaving(
	window: Window,
	signal: AbortSignal,
	isReal = (event: Event) => event.isTrusted,
): Leaving {
	const undecided = new Map<number, () => void>();
	let ended: Promise<void> | undefined;

	return {
		// The same listener again changes nothing: it keeps its place before those of the site's composers.
		watch: () => window.addEventListener('beforeunload', begun, {capture: true, signal}),
		pressed() {
			// Anew each time, so that it comes after the site's: browsers call these listeners in the order of their coming.
			window.removeEventListener('beforeunload', ask);
			window.addEventListener('beforeunload', ask, {signal});
			window.addEventListener('pagehide', gone, {signal});
		},
		began: (id, lost) => void undecided.set(id, lost),
		done: id => void undecided.delete(id),
		over: () => ended,
	};

	function begun(event: Event): void {
		if (!isReal(event)) return;
		ended = new Promise(resolve => {
			// It runs when the person has answered and the page is still there: for a page that goes, no approval is spent.
			setTimeout(() => {
				ended = undefined;
				resolve();
			}, pause);
		});
	}

	function ask(event: Event): void {
		if (undecided.size > 0) event.preventDefault();
	}

	function gone(event: Event): void {
		if (!isReal(event)) return;
		for (const lost of undecided.values()) lost();
		undecided.clear();
	}
}
