/**
 * In the page's world: which post a comment box belongs to, where its links show only a `pfbid…`. The page's own
 * components were given the feedback id, and hand it to the request in the end. A guess of ours is checked there: it must
 * equal the request's own id.
 */

/** How far up the tree of components to look. */
const HIGHEST = 80;
/** `feedback:` in base64. */
const FEEDBACK = /^ZmVlZGJhY2s6[\w+/=]+$/;

interface Fibre {
	memoizedProps?: unknown;
	return?: Fibre | null;
}

/** The nearest feedback id of a post, in base64; '' when there is none. Never throws. */
export function feedbackOf(element: EventTarget): string {
	try {
		const key = Object.keys(element).find(name => name.startsWith('__reactFiber$'));
		let fibre = key ? ((element as unknown as Record<string, unknown>)[key] as Fibre) : null;
		for (let level = 0; fibre && level < HIGHEST; level++) {
			const found = postFeedback(fibre.memoizedProps, 2);
			if (found) return found;
			fibre = fibre.return ?? null;
		}
	} catch {
		// The page's objects may do anything when touched.
	}
	return '';
}

/** A comment's feedback has an underscore between two numbers. */
function postFeedback(value: unknown, depth: number): string | undefined {
	if (typeof value === 'string')
		return FEEDBACK.test(value) && /^feedback:\d+$/.test(atob(value)) ? value : undefined;
	if (depth === 0 || typeof value !== 'object' || value === null || value instanceof Node) return undefined;
	for (const inner of Object.values(value)) {
		const found = postFeedback(inner, inner !== null && typeof inner === 'object' ? depth - 1 : depth);
		if (found) return found;
	}
	return undefined;
}
