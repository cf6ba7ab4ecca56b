/** What a search found, in the forms that people and their tools read. The proof is in the other files of the bundle. */
import type {Story} from '#lib/api/contract.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {BundleWriter} from '../bundle-writer.ts';
import {itemsCsv, redactionsCsv} from './csv.ts';
import {itemEml} from './eml.ts';
import {itemPdf} from './pdf.ts';
import {rsmfFiles} from './rsmf.ts';
import {type Told, told} from './told.ts';

export async function writeForms(
	writer: BundleWriter,
	stories: AsyncIterable<Story>,
	{pdf, now, onItem}: {pdf: boolean; now: number; onItem: () => void},
): Promise<void> {
	const items: Told[] = [];
	for await (const story of stories) {
		const one = told(story);
		items.push(one);
		await writer.add(`items/${one.file}.json`, canonicalJson(one.story));
		await writer.add(`items/${one.file}.eml`, await itemEml(one));
		if (pdf) await writer.add(`items/${one.file}.pdf`, await itemPdf(one, now));
		onItem();
	}
	await writer.add('items.csv', itemsCsv(items));
	await writer.add('redactions.csv', redactionsCsv(items, now));
	for (const {name, bytes} of await rsmfFiles(items)) await writer.add(`rsmf/${name}`, bytes);
}
