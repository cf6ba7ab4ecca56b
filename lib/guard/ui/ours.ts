/**
 * Our elements in the page, and what Escape does in each. Kept beside both parts of the guard, in the isolated world, where
 * no script of the page can see it.
 */
const shared = globalThis as {'countersign:ours'?: WeakMap<EventTarget, () => void>};
shared['countersign:ours'] ??= new WeakMap();
const ours = shared['countersign:ours'];

/** Is this event's target a screen of ours? Outside a closed shadow root its host is the target. */
export function isOurs(target: EventTarget | null): boolean {
	return target !== null && ours.has(target);
}

export function own(element: HTMLElement, onEscape: () => void): void {
	ours.set(element, onEscape);
}

/**
 * Escape in our screens is ours alone: a site that listens in the capture phase would close its composer, and the draft
 * with it. Call before the page's scripts run.
 */
export function keepEscape(window: Window, signal: AbortSignal): void {
	const keep = (event: KeyboardEvent): void => {
		const leave = event.key === 'Escape' && event.target ? ours.get(event.target) : undefined;
		if (!leave) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		leave();
	};
	window.addEventListener('keydown', keep, {capture: true, signal});
}
