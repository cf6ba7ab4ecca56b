/** The bundle's table of contents for people: nothing in it is trusted, and nothing in it runs. */
import type {Leaf} from '#lib/core/archive/leaf.ts';

export interface IndexRow {
	leaf: Leaf;
	/** Of the person, as certified; empty when unknown. */
	person: string;
	/** What was written, if the entry has a text; untrusted. */
	text: string;
	/** In the bundle; `null` when the content is not there. */
	file: string | null;
	status: 'content' | 'erased' | 'damaged' | 'not selected';
}

const columns: [string, (row: IndexRow) => string][] = [
	['number', row => row.leaf.name],
	['what', row => row.leaf.type],
	['when (UTC)', row => timeOf(row.leaf.at)],
	['received (UTC)', row => timeOf(row.leaf.receivedAt)],
	['person', row => row.person],
	['person id', row => row.leaf.by ?? ''],
	['site', row => row.leaf.site ?? ''],
	['account', row => row.leaf.account ?? ''],
	['hold', row => row.leaf.hold?.id ?? ''],
	['state after', row => row.leaf.hold?.state ?? ''],
	['id at the site', row => row.leaf.siteIds.join(' ')],
	['text', row => row.text],
	['file', row => row.file ?? row.status],
];

/** RFC 4180, in UTF-8 with the mark that spreadsheets need. */
export function indexCsv(rows: readonly IndexRow[]): string {
	const lines = [columns.map(([name]) => name), ...rows.map(row => columns.map(([, cell]) => cell(row)))];
	return `\ufeff${lines.map(cells => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would compute gets an apostrophe: text from the net must stay text. */
export function csvCell(text: string): string {
	const clean = text.toWellFormed().replaceAll('\0', '\ufffd');
	const safe = /^[\s\ufeff]*[=+\-@|%＝＋－＠]|^[\t\r\n]/.test(clean) ? `'${clean}` : clean;
	return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows in the page; the CSV has them all. */
const pageRows = 5000;

export function indexHtml(title: string, rows: readonly IndexRow[]): string {
	const shown = rows.slice(0, pageRows);
	const rest =
		rows.length > shown.length ? `<p>${rows.length - shown.length} more are in index.csv.</p>` : '';
	const head = columns.map(([name]) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
	const body = shown.map(
		row => `<tr>${columns.map(([name, cell]) => htmlCell(name, cell(row))).join('')}</tr>`,
	);
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<h1>${escapeHtml(title)}</h1>
<p>${rows.length} entries. This page is for reading; what proves them is in the other files: see README.txt.</p>
<div><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>
${rest}
</html>
`;
}

function htmlCell(name: string, text: string): string {
	if (name === 'text') return `<td class="text">${escapeHtml(text)}</td>`;
	// Our own file names only: digits.
	if (/^records\/\d+\.json$/.test(text)) return `<td><a href="${text}">${text}</a></td>`;
	return `<td>${escapeHtml(text)}</td>`;
}

const style = [
	':root{color-scheme:light dark;font:14px/1.45 system-ui,sans-serif}body{margin:2rem}',
	'div{overflow-x:auto}table{border-collapse:collapse}',
	'th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #8884}',
	'th,td{white-space:nowrap}td{unicode-bidi:isolate}',
	'.text{min-width:20rem;max-width:36rem;white-space:pre-wrap;overflow-wrap:anywhere}',
].join('');

/** Also makes invisible and direction-changing characters visible: what is shown is what is there. */
export function escapeHtml(text: string): string {
	return text
		.toWellFormed()
		.replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd')
		.replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, visible)
		.replace(/[&<>"'`]/g, char => `&#${char.charCodeAt(0)};`);
}

function visible(char: string): string {
	return `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

function timeOf(at: number): string {
	const date = new Date(at);
	return Number.isNaN(date.getTime()) ? String(at) : date.toISOString().slice(0, 19).replace('T', ' ');
}
