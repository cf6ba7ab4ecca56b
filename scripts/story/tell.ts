import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';

export interface StoryStep {
	name: string;
	ok: boolean;
	ms: number;
	/** Paths of its screenshots, relative to the story's folder. */
	screenshots: string[];
	error?: string;
}

/** Tells one step after the other, with a screenshot of each; the first that fails ends the story. */
export function storyTeller(out: string, say: (line: string) => void) {
	mkdirSync(join(out, 'screenshots'), {recursive: true});
	const steps: StoryStep[] = [];

	/** `tell` returns the pages to be photographed. */
	async function step(name: string, tell: () => Promise<Page[] | Page | undefined>): Promise<void> {
		const start = performance.now();
		const told: StoryStep = {name, ok: false, ms: 0, screenshots: []};
		steps.push(told);
		try {
			const pages = [(await tell()) ?? []].flat();
			told.screenshots = await Promise.all(pages.map((page, i) => photograph(page, steps.length, i, name)));
			told.ok = true;
		} catch (error) {
			told.error = String((error as Error).message ?? error);
			throw error;
		} finally {
			told.ms = Math.round(performance.now() - start);
			say(`${told.ok ? '✓' : '✗'} ${name} (${(told.ms / 1000).toFixed(1)} s)`);
			for (const path of told.screenshots) say(`    ${join(out, path)}`);
		}
	}

	async function photograph(page: Page, number: number, part: number, name: string): Promise<string> {
		const slug = name
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 60);
		const path = join(
			'screenshots',
			`${String(number).padStart(2, '0')}${part ? `-${part + 1}` : ''}-${slug}.png`,
		);
		await page.screenshot({path: join(out, path), animations: 'disabled'});
		return path;
	}

	return {
		step,
		steps,
		/** `story.json`: the contract of design.md, section 10. */
		write(result: {records: number; receipts: number; verified: boolean}) {
			const ok = steps.length > 0 && steps.every(({ok}) => ok) && result.verified;
			writeFileSync(join(out, 'story.json'), `${JSON.stringify({ok, steps, ...result}, null, '\t')}\n`);
			return ok;
		},
	};
}
export type StepTeller = ReturnType<typeof storyTeller>['step'];
