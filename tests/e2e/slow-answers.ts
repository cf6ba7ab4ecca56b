import type {Page} from 'playwright-core';

interface Gate {
	shut(): void;
	open(): void;
}

/** A background may be slow: between `shut` and `open` this page's questions of that name wait. Loads the page again. */
export async function slowAnswers(page: Page, question: string) {
	await page.addInitScript(question => {
		let opened = Promise.withResolvers<void>();
		opened.resolve();
		const send = chrome.runtime.sendMessage as (...args: unknown[]) => unknown;
		const sendLate = (...args: unknown[]) =>
			(args[0] as {countersign?: string}).countersign === question
				? opened.promise.then(() => send(...args))
				: send(...args);
		Object.assign(chrome.runtime, {sendMessage: sendLate});
		const shut = () => {
			opened = Promise.withResolvers<void>();
		};
		Object.assign(globalThis, {gate: {shut, open: () => opened.resolve()} satisfies Gate});
	}, question);
	await page.reload();
	const gate = (turn: keyof Gate) =>
		page.evaluate(turn => (globalThis as unknown as {gate: Gate}).gate[turn](), turn);
	return {shut: () => gate('shut'), open: () => gate('open')};
}
