import type {CDPSession, Page} from 'playwright-core';

/** What to look for: a role and an accessible name, as a screen reader would say them. Without a role: any text. */
export interface Look {
	role?: string;
	name: string | RegExp;
}

interface Seen {
	role: string;
	name: string;
	node: number;
	disabled: boolean;
}

interface AxNode {
	ignored: boolean;
	role?: {value: string};
	name?: {value: string};
	backendDOMNodeId?: number;
	properties?: {name: string; value: {value: unknown}}[];
}

/** Long enough for two busy cores; a wait ends as soon as the thing is there. */
const patience = 15_000;

/**
 * Countersign's own screens inside a site live in closed shadow roots, where page scripts and Playwright's selectors cannot
 * look. People can: this reads the accessibility tree, and clicks with the real mouse.
 */
export async function screenOf(page: Page) {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Accessibility.enable');
	const all = () => seenIn(cdp);
	const find = async (look: Look) => {
		let last: Seen[] = [];
		const ask = async () => {
			last = await all();
			return last.find(seen => matches(seen, look));
		};
		return until(ask, () => `${describe(look)}; there was: ${textOf(last)}`);
	};
	/** Where it is, if it is still there a moment later: words that arrive beside it push it away. */
	const restingPlace = async (look: Look) => {
		const before = await middleOf(cdp, (await find(look)).node);
		const {node} = await find(look);
		const after = await middleOf(cdp, node);
		return before.x === after.x && before.y === after.y ? after : undefined;
	};
	return {
		all,
		find,
		/** Waits until nothing matches. */
		gone: (look: Look) =>
			until(
				async () => ((await all()).some(seen => matches(seen, look)) ? undefined : true),
				`no ${describe(look)}`,
			),
		has: async (look: Look) => (await all()).some(seen => matches(seen, look)),
		/** Presses where a person would: in the middle of what is visible of it. */
		async click(look: Look) {
			const {x, y} = await until(() => restingPlace(look), `${describe(look)} to stand still`);
			await page.mouse.click(x, y);
		},
		/** Waits until what `read` gives is no longer `before`. */
		changed: <T>(read: () => Promise<T>, before: T) =>
			until(async () => ((await read()) === before ? undefined : true), 'a change'),
		async focus(look: Look) {
			const {node} = await find(look);
			await cdp.send('DOM.focus', {backendNodeId: node});
		},
		close: () => cdp.detach(),
	};
}
export type Screen = Awaited<ReturnType<typeof screenOf>>;

async function seenIn(cdp: CDPSession): Promise<Seen[]> {
	const {nodes} = (await cdp.send('Accessibility.getFullAXTree')) as {nodes: AxNode[]};
	return nodes.filter(node => !node.ignored && node.backendDOMNodeId !== undefined).map(seen);
}

function seen(node: AxNode): Seen {
	return {
		role: node.role?.value ?? '',
		name: node.name?.value ?? '',
		node: node.backendDOMNodeId!,
		disabled: node.properties?.some(({name, value}) => name === 'disabled' && value.value === true) ?? false,
	};
}

function matches(seen: Seen, {role, name}: Look): boolean {
	return (
		seen.role === (role ?? 'StaticText') &&
		(typeof name === 'string' ? seen.name === name : name.test(seen.name))
	);
}

async function middleOf(cdp: CDPSession, node: number): Promise<{x: number; y: number}> {
	await cdp.send('DOM.scrollIntoViewIfNeeded', {backendNodeId: node});
	const {quads} = await cdp.send('DOM.getContentQuads', {backendNodeId: node});
	const quad = quads[0];
	if (!quad) throw new Error('what was found takes no room on the screen');
	const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = quad;
	return {x: (x1 + x2) / 2, y: (y1 + y2) / 2};
}

/** Asks again until there is an answer; the error says what was waited for. */
export async function until<T>(
	ask: () => Promise<T | undefined>,
	what: string | (() => string),
	ms = patience,
): Promise<T> {
	const end = performance.now() + ms;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (performance.now() > end)
			throw new Error(`waited ${ms / 1000} s for ${typeof what === 'string' ? what : what()}`);
		await new Promise(resolve => setTimeout(resolve, 50));
	}
}

/** The words of the screen, for an error that can be understood. */
function textOf(seen: readonly Seen[]): string {
	const texts = seen.filter(({role}) => role === 'StaticText').map(({name}) => name);
	return texts.join(' | ').slice(0, 2000);
}

function describe({role, name}: Look): string {
	return `${role ?? 'the words'} ${name}`;
}
