import fc from 'fast-check';
import {extractText, getDocumentProxy} from 'unpdf';
import {describe, expect, test} from 'vitest';
import type {Story} from '#lib/api/contract.ts';
import {itemsCsv, redactionsCsv} from './csv.ts';
import {itemEml} from './eml.ts';
import {maskThirdParty} from './mask.ts';
import {itemPdf} from './pdf.ts';
import {manifestOf, rsmfFiles} from './rsmf.ts';
import {told} from './told.ts';

const at = Date.UTC(2026, 2, 12, 11, 6, 31);

function story(text: string, name = 'HS-L-000188'): Story {
	const person = {id: 'p-1', name: text.slice(0, 30)};
	const details = [
		{label: 'Answers to', text: `${text} mail me at sam@example.org or 0113 496 0000, @sam_b`},
	];
	return {
		item: {
			...{item: 'hold-1', name, at, site: 'x', account: '1700', location: 'group/leeds', kind: 'post'},
			handle: 'HarwellStoneLeeds',
			...{author: person, approvers: [{id: 'p-2', name: 'Tom'}], state: 'sent', siteId: '19', url: text},
			...{rules: ['FIN-09'], text, legalHolds: [], keptUntil: null, topic: 'usual', damaged: false},
		},
		versions: [],
		entries: [
			{
				seq: 1,
				name,
				type: 'hold.held',
				at,
				receivedAt: at,
				person: text,
				said: 'Sent for approval',
				details,
				erased: false,
				damaged: false,
			},
		],
		rules: [],
	};
}

const hostile = [
	'=HYPERLINK("http://evil.example","x")',
	'<script>alert(1)</script>',
	'a\r\nBcc: everybody@example.org\r\n\r\nnew body',
	'\u202egnp.exe',
	'\ud800 lone',
	'日本語 العربية ελληνικά 😀',
	'../../etc/passwd',
	`${'x'.repeat(3000)}`,
	'\0',
	'.\r\n.\r\nQUIT',
];
const texts = fc.oneof(fc.constantFrom(...hostile), fc.string({unit: 'binary', maxLength: 60}));

describe('text from the net stays in its field', () => {
	test('in an e-mail: no header but ours, no address but ours', async () => {
		await fc.assert(
			fc.asyncProperty(texts, async text => {
				const eml = (await itemEml(told(story(text)))).toString('latin1');
				const head = eml.slice(0, eml.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');
				const names = head.split('\r\n').map(line => line.slice(0, line.indexOf(':')).toLowerCase());
				expect(names.toSorted()).toEqual([
					'content-type',
					'date',
					'from',
					'message-id',
					'mime-version',
					'subject',
					'to',
					'x-countersign-item',
					'x-countersign-number',
					'x-countersign-state',
				]);
				const addresses = [...head.matchAll(/^(?:From|To):.*<([^>]*)>$/gm)].map(([, address]) => address);
				expect(addresses).toEqual(['p-1@archive.invalid', 'x.1700@archive.invalid']);
			}),
			{numRuns: 300},
		);
	});

	test('in a spreadsheet, in a file name, in a short-message manifest', () => {
		fc.assert(
			fc.property(texts, text => {
				const one = told(story(text, text));
				expect(one.file).toMatch(/^[A-Za-z0-9_-]*$/);
				for (const cell of itemsCsv([one]).matchAll(/"((?:[^"]|"")*)"/g))
					expect(cell[1]).not.toMatch(/^[=+\-@\t\r]/);
				expect(JSON.parse(JSON.stringify(manifestOf([story(text)]))).events[0].body).toBe(
					text.toWellFormed(),
				);
			}),
			{numRuns: 500},
		);
	});
});

describe('the forms', () => {
	test.each(hostile)('a PDF of %j can be read, and says the text', async text => {
		const said = (await readPdf(await itemPdf(told(story(text)), at))).replace(/\s/g, '');
		expect(said).toContain('HS-L-000188');
		if (/^[\x20-\x7e]+$/.test(text)) expect(said).toContain(text.replace(/\s/g, '').slice(0, 40));
	});

	test('a message of an account is one RSMF of all its posts', async () => {
		const [file] = await rsmfFiles([told(story('One')), told(story('Two'))]);
		expect(file!.name).toBe('x-1700.rsmf');
		const text = file!.bytes.toString('latin1');
		expect(text).toContain('X-RSMF-EventCount: 2');
		expect(text).toContain('filename=rsmf.zip');
	});

	test('what third parties wrote is masked and counted; what the firm said is not', () => {
		const one = told(story('Call 0113 496 0000'));
		expect(one.text).toBe('Call 0113 496 0000');
		expect(one.lines.join('\n')).not.toContain('sam@example.org');
		expect(redactionsCsv([one], at)).toContain('"e-mail address","1"');
		expect(maskThirdParty('nothing here')).toEqual({text: 'nothing here', masks: []});
	});
});

/** By another program than the one that wrote it. */
async function readPdf(bytes: Uint8Array): Promise<string> {
	return (await extractText(await getDocumentProxy(bytes), {mergePages: true})).text;
}
