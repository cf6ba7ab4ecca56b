/** Texts of posts in the sites' own records and in the gap register: copies that an erasure must reach. */
import type {SiteExport} from '#lib/core/archive/completeness/facts.ts';
import type {Gap} from '#lib/core/archive/completeness/gap.ts';
import {plain, shortOf} from '#lib/core/archive/completeness/reconcile.ts';
import type {Transaction} from '../store/schema.ts';

/** Number, time and kind stay: what the site has published is still compared by those. */
export async function blankSiteTexts(trx: Transaction, texts: ReadonlySet<string>): Promise<void> {
	const gone = new Set([...texts].map(plain));
	if (gone.size === 0) return;
	for (const {sha256, published} of await trx
		.selectFrom('site_exports')
		.select(['sha256', 'published'])
		.execute()) {
		const list = JSON.parse(published) as SiteExport['published'];
		if (!list.some(one => gone.has(plain(one.text)))) continue;
		const rest = list.map(one => (gone.has(plain(one.text)) ? {...one, text: ''} : one));
		await trx
			.updateTable('site_exports')
			.set({published: JSON.stringify(rest)})
			.where('sha256', '=', sha256)
			.execute();
	}
	await blankGaps(trx, [...gone].map(shortOf));
}

async function blankGaps(trx: Transaction, shorts: readonly string[]): Promise<void> {
	const without = (text: string) => shorts.reduce((rest, short) => rest.replaceAll(short, ''), text);
	for (const {id, gap: json} of await trx.selectFrom('gaps').select(['id', 'gap']).execute()) {
		const gap = JSON.parse(json) as Gap;
		const [what, key] = [without(gap.what), without(gap.key)];
		if (what === gap.what && key === gap.key) continue;
		await trx
			.updateTable('gaps')
			.set({key, gap: JSON.stringify({...gap, what, key})})
			.where('id', '=', id)
			.execute();
	}
}
