import {AxeBuilder} from '@axe-core/playwright';
import {expect, type Page} from '@playwright/test';

/** Axe finds nothing on one of our own screens as it stands now (WCAG 2.2 AA). */
export async function accessible(page: Page, what: string) {
	const {violations} = await new AxeBuilder({page})
		.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
		.analyze();
	expect(violations.map(({id, nodes}) => `${what}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}
