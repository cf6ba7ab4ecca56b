/** 5,000 hostile strings in what leaves the archive: in a browser nothing of them runs, in every form they stay in their field. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {parse} from 'csv-parse/sync';
import {chromium} from 'playwright-core';
import {extractText, getDocumentProxy} from 'unpdf';
import {expect, test} from 'vitest';
import {itemEml} from '#hub/archive/export/forms/eml.ts';
import {itemPdf} from '#hub/archive/export/forms/pdf.ts';
import {told} from '#hub/archive/export/forms/told.ts';
import {type IndexRow, indexCsv, indexHtml} from '#hub/archive/export/index-files.ts';
import {seeded} from '#hub/outbox.fixture.ts';
import type {Story} from '#lib/api/contract.ts';
import {findChromium} from '../../scripts/browser.ts';

const count = 5000;

/** Each of them means harm somewhere: in a page, a spreadsheet, a mail, a path, to the eye. */
const parts = [
	...[
		'<script>ran()</script>',
		'<img src=x onerror=ran()>',
		'"><svg onload=ran()>',
		"'-ran()-'",
		'</td></table>',
	],
	...[
		'javascript:ran()',
		'<a href="javascript:ran()">x</a>',
		'<iframe srcdoc="<script>parent.ran()</script>">',
	],
	...[
		'<style>*{background:url(http://evil.example/)}</style>',
		'<base href="http://evil.example/">',
		'<!--',
		']]>',
	],
	...[
		'<meta http-equiv=refresh content="0;url=http://evil.example/">',
		'&lt;script&gt;',
		'<link rel=x href=//e>',
	],
	...[
		'=1+1',
		'+HYPERLINK("http://evil.example")',
		'-2+3',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		'＝1+1',
		'|cmd',
		'%0A=1',
	],
	...[
		'\r\nBcc: all@example.org',
		'\r\n\r\nbody',
		'.\r\n',
		'\u2028',
		'\u202egnp.exe',
		'\u2066',
		'\u200b',
		'\0',
	],
	...[
		'../../etc/passwd',
		'C:\\x',
		'CON',
		'\ud800',
		'\udfff',
		'\ufeff',
		'💥',
		'é',
		'"',
		"'",
		',',
		';',
		'`ran()`',
	],
];

function strings(): string[] {
	const random = seeded(6);
	const draw = () => parts[Math.floor(random() * parts.length)]!;
	return Array.from({length: count}, (_, i) =>
		i < parts.length
			? parts[i]!
			: Array.from({length: 1 + Math.floor(random() * 4)}, draw).join(i % 2 ? '' : ' '),
	);
}

const all = strings();
/** As a text ends up in a file: without lone surrogates, and with one form of line end. */
const shown = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd');

/** Browsers write line ends and replacements their own way; what turns the eye is written as its number. */
const unseen =
	/[\s\ufeff\ufffd\u200b-\u200f\u2028-\u202e\u2060-\u2069]|\[U\+[0-9A-F]{4}\]|(?![\t\n\r])\p{Cc}/gu;
const letters = (text: string) => shown(text).replace(unseen, '');

function rowOf(text: string, i: number): IndexRow {
	const leaf = {
		...{
			v: 1 as const,
			org: 'o',
			seq: i,
			name: `HS-${i}`,
			type: 'hold.held',
			at: 1,
			receivedAt: 1,
			by: 'p-1',
			hold: null,
		},
		...{device: null, site: 'x' as const, account: text, siteIds: [text], policy: null, about: []},
		payload: {alg: 'A256GCM', ct: '', size: 0, commit: ''},
	} as const;
	return {leaf, person: text, text, file: null, status: 'content'};
}

test(`${count} strings in a page from the disk: nothing runs, nothing is asked for, each is shown`, async () => {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-hostile-'));
	const path = join(folder, 'index.html');
	writeFileSync(path, indexHtml(parts[0]!, all.map(rowOf)));
	const browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']});
	try {
		const page = await browser.newPage();
		const asked: string[] = [];
		const ran: string[] = [];
		page.on('request', request => asked.push(request.url()));
		page.on('dialog', dialog => void dialog.dismiss());
		await page.exposeFunction('ran', () => void ran.push('ran'));
		const url = pathToFileURL(path).href;
		await page.goto(url);
		const cells = await page.locator('tbody tr').evaluateAll(rows => rows.map(row => row.textContent ?? ''));
		expect(cells).toHaveLength(count);
		for (const [i, text] of all.entries()) expect(letters(cells[i]!)).toContain(letters(text));
		expect(asked).toEqual([url]);
		expect(ran).toEqual([]);
		expect(page.url()).toBe(url);
	} finally {
		await browser.close();
		rmSync(folder, {recursive: true, force: true});
	}
});

test(`${count} strings in a spreadsheet: no cell computes, each comes back`, () => {
	const rows = parse(indexCsv(all.map(rowOf)), {bom: true}) as string[][];
	const text = rows[0]!.indexOf('text');
	expect(rows).toHaveLength(count + 1);
	rows.slice(1).forEach((row, i) => {
		for (const cell of row) expect(cell).not.toMatch(/^[\s\ufeff]*[=+\-@|%＝＋－＠]|^[\t\r\n]/);
		expect([shown(all[i]!), `'${shown(all[i]!)}`]).toContain(row[text]);
	});
});

const ours = new Set([
	...['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'],
	...['content-transfer-encoding', 'x-countersign-item', 'x-countersign-number', 'x-countersign-state'],
]);

test(`${count} strings in a mail and a file's name: no header, no address, no path but ours`, async () => {
	for (const text of all) {
		const one = told(storyOf(text));
		expect(one.file).toMatch(/^[A-Za-z0-9_-]*$/);
		const eml = (await itemEml(one)).toString('latin1');
		const head = eml.slice(0, eml.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');
		const names = head.split('\r\n').map(line => line.slice(0, line.indexOf(':')).toLowerCase());
		expect(names.filter(name => !ours.has(name))).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
		const [, to] = /^To:.*<([^>]*)>$/m.exec(head) ?? [];
		expect(to).toBe('x.1700@archive.invalid');
	}
});

const held = {
	...{
		seq: 1,
		name: 'HS-1',
		type: 'hold.held',
		at: 1,
		receivedAt: 1,
		person: 'Priya',
		said: 'Sent for approval',
	},
	erased: false,
	damaged: false,
};

/** What of it every font has: the rest is written as numbers, in an order for the eye. */
const plain = (text: string) => text.replace(/\[U\+[0-9A-F]{4,6}\]|[^\x21-\x7e]/g, '');

test(`${count} strings on paper: nothing to run, to open or to press, each can be read`, async () => {
	const each = 50;
	for (let from = 0; from < count; from += each) {
		const some = all.slice(from, from + each);
		const details = some.map((text, i) => ({label: `Wording ${i}`, text}));
		const pdf = await getDocumentProxy(await itemPdf(told(storyOf(some[0]!, details)), 1));
		const [actions, opened, files] = await Promise.all([
			pdf.getJSActions(),
			pdf.getOpenAction(),
			pdf.getAttachments(),
		]);
		expect([actions, opened, files]).toEqual([null, null, null]);
		for (let n = 1; n <= pdf.numPages; n++) expect(await (await pdf.getPage(n)).getAnnotations()).toEqual([]);
		const said = plain((await extractText(pdf, {mergePages: true})).text);
		for (const text of some) expect(said).toContain(plain(shown(text)));
		await pdf.loadingTask.destroy();
	}
});

function storyOf(text: string, details: Story['entries'][number]['details'] = []): Story {
	const person = {id: 'p-1', name: text.slice(0, 30)};
	return {
		item: {
			...{
				item: 'hold-1',
				name: text,
				at: 1,
				site: 'x',
				account: '1700',
				handle: text,
				location: 'group/leeds',
				kind: 'post',
			},
			...{author: person, approvers: [person], state: 'sent', siteId: '19', url: text, rules: []},
			...{text, legalHolds: [], keptUntil: null, topic: 'usual', damaged: false},
		},
		versions: [],
		entries: details.length === 0 ? [] : [{...held, details}],
		rules: [],
	};
}
