/** Word lists as people keep them: CSV, JSON, plain lines, Word and Excel. Read line by line, so that a problem has a place. */
import {CsvError, parse as parseCsv} from 'csv-parse/sync';
import mammoth from 'mammoth';
import readExcel from 'read-excel-file/node';
import {unzip} from '../deploy/unzip.ts';
import {textOf} from '../text-of.ts';
import {phrasesOfJson} from './lexicon-json.ts';
import type {ReadPhrases} from './phrases.ts';

const lexiconFormats = ['csv', 'json', 'txt', 'docx', 'xlsx'] as const;
type LexiconFormat = (typeof lexiconFormats)[number];

const problem = (line: number, message: string): ReadPhrases => ({problems: [{line, column: 1, message}]});
const limits = {phrases: 5000, letters: 200};

/** Words are compared without case, so case is dropped; what is there twice is there once. */
export async function readPhrases(format: LexiconFormat, bytes: Buffer): Promise<ReadPhrases> {
	const read = await readers[format](bytes);
	if ('problems' in read) return read;
	const seen = new Set<string>();
	const phrases = read.phrases
		.map(({line, text}) => ({line, text: text.trim().toLowerCase().replaceAll(/\s+/g, ' ')}))
		.filter(({text}) => text !== '' && !seen.has(text) && seen.add(text));
	const long = phrases.find(({text}) => text.length > limits.letters);
	if (long)
		return problem(long.line, `This is longer than ${limits.letters} letters. Write the words that matter.`);
	if (phrases.length > limits.phrases)
		return problem(
			phrases[limits.phrases]!.line,
			`A list has at most ${limits.phrases} lines. Make two of it.`,
		);
	return phrases.length > 0
		? {phrases}
		: problem(1, 'There are no words in this file. Write one phrase a line.');
}

/** The same again: importing it changes nothing. */
export function writePhrases(format: 'csv' | 'json', name: string, phrases: readonly string[]): string {
	if (format === 'json') return `${JSON.stringify({name, phrases}, null, '\t')}\n`;
	const cell = (text: string) =>
		/[",\n\r]|^\s|\s$|^[=+@-]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	return `${['phrase', ...phrases].map(cell).join('\r\n')}\r\n`;
}

const readers: Record<LexiconFormat, (bytes: Buffer) => ReadPhrases | Promise<ReadPhrases>> = {
	csv: written(fromCsv),
	json: written(phrasesOfJson),
	txt: written(fromLines),
	docx: fromWord,
	xlsx: fromExcel,
};

function written(read: (text: string) => ReadPhrases) {
	return (bytes: Buffer): ReadPhrases => {
		const text = textOf(bytes);
		return 'data' in text ? read(text.data) : text;
	};
}

function fromLines(text: string): ReadPhrases {
	return {phrases: text.split(/\r\n|\r|\n/).map((line, i) => ({line: i + 1, text: line}))};
}

function fromCsv(text: string): ReadPhrases {
	try {
		const options = {info: true, relaxColumnCount: true, skipEmptyLines: true, delimiter: [',', ';', '\t']};
		const rows = parseCsv(text, options) as unknown as {record: string[]; info: {lines: number}}[];
		return inColumn(rows.map(({record, info}) => ({line: info.lines, cells: record})));
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const {lines} = error as CsvError & {lines?: number};
		const what = error.code.includes('QUOTE')
			? 'A quote is opened and not closed'
			: 'This line cannot be read';
		return problem(lines ?? 1, `${what}. Write "" for a quote inside quotes.`);
	}
}

interface Row {
	line: number;
	cells: readonly unknown[];
}

/** The column whose head says so, else the first. */
function inColumn(rows: readonly Row[]): ReadPhrases {
	const heads = (rows[0]?.cells ?? []).map(cell =>
		String(cell ?? '')
			.trim()
			.toLowerCase(),
	);
	const at = heads.findIndex(head => /^(phrases?|words?|terms?|keywords?)$/.test(head));
	const body = at < 0 ? rows : rows.slice(1);
	return {phrases: body.map(({line, cells}) => ({line, text: String(cells[Math.max(0, at)] ?? '')}))};
}

/** Bytes that a Word or Excel file may unpack to: a small file can hold terabytes of nothing. */
const unpacked = 30_000_000;

async function fromWord(bytes: Buffer): Promise<ReadPhrases> {
	try {
		unzip(bytes, unpacked);
		const {value} = await mammoth.extractRawText({buffer: bytes});
		return fromLines(value.replaceAll('\n\n', '\n'));
	} catch {
		return problem(1, 'This is not a Word file (.docx). Save it as one, or as plain text.');
	}
}

async function fromExcel(bytes: Buffer): Promise<ReadPhrases> {
	try {
		unzip(bytes, unpacked);
		const [sheet] = await readExcel(bytes);
		return inColumn((sheet?.data ?? []).map((cells, i) => ({line: i + 1, cells})));
	} catch {
		return problem(1, 'This is not an Excel file (.xlsx). Save it as one, or as CSV.');
	}
}
