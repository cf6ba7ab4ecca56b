import {csvCell} from '../index-files.ts';
import {type Told, time} from './told.ts';

export function itemsCsv(items: readonly Told[]): string {
	const head = ['number', ...(items[0]?.facts.map(([label]) => label) ?? []), 'text', 'file'];
	return table([
		head,
		...items.map(one => [
			one.story.item.name,
			...one.facts.map(([, value]) => value),
			one.text,
			`items/${one.file}.json`,
		]),
	]);
}

/** What was masked, where and how often: never what it was. */
export function redactionsCsv(items: readonly Told[], now: number): string {
	const rows = items.flatMap(({masks}) =>
		masks.map(({where, kind, count}) => [where, kind, String(count), time(now)]),
	);
	return table([['where', 'what was masked', 'how many', 'when'], ...rows]);
}

/** RFC 4180, in UTF-8 with the mark that spreadsheets need. */
function table(rows: readonly string[][]): string {
	return `\ufeff${rows.map(row => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
