/** One item on paper. The font is in the file: what somebody wrote reads the same on every machine. */
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import {PDFDocument, type PDFFont, type PDFPage, rgb} from 'pdf-lib';
import type {Told} from './told.ts';

const size = {width: 595, height: 842, margin: 48};
const ink = rgb(0.09, 0.13, 0.14);
const lineHeight = 1.45;

const resolve = createRequire(import.meta.url).resolve;
let font: Promise<Uint8Array> | undefined;

/** DejaVu: Latin, Greek, Cyrillic, Arabic, Hebrew, many signs. What it does not have is written as `[U+1F600]`. */
function fontBytes(): Promise<Uint8Array> {
	font ??= readFile(resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
	return font;
}

export async function itemPdf(one: Told, now: number): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	document.registerFontkit(fontkit);
	document.setTitle(one.title);
	document.setCreationDate(new Date(now));
	document.setModificationDate(new Date(now));
	document.setProducer('Countersign');
	const embedded = await document.embedFont(await fontBytes(), {subset: true});
	const pen = penOf(document, embedded);
	pen.write(one.title, 15);
	pen.space(6);
	for (const [label, value] of one.facts) if (value) pen.write(`${label}: ${value}`, 9);
	pen.space(8);
	pen.write('What was said', 11);
	pen.write(one.text, 11);
	pen.space(8);
	pen.write('What happened', 11);
	for (const line of one.lines) pen.write(line, 8);
	if (one.rules.length > 0) {
		pen.space(8);
		pen.write('The rules as they read that day', 11);
		for (const rule of one.rules) pen.write(rule, 8);
	}
	return document.save();
}

interface Pen {
	write(text: string, height: number): void;
	space(points: number): void;
}

function penOf(document: PDFDocument, font_: PDFFont): Pen {
	const known = new Set(font_.getCharacterSet());
	let page: PDFPage = document.addPage([size.width, size.height]);
	let y = size.height - size.margin;
	const next = (height: number) => {
		y -= height * lineHeight;
		if (y >= size.margin) return;
		page = document.addPage([size.width, size.height]);
		y = size.height - size.margin - height;
	};
	return {
		write(text, height) {
			for (const line of linesOf(printable(text, known), font_, height)) {
				next(height);
				page.drawText(line, {x: size.margin, y, size: height, font: font_, color: ink});
			}
		},
		space(points) {
			y -= points;
		},
	};
}

/** Characters that the font does not have, and those that turn or hide others, are written out. */
function printable(text: string, known: ReadonlySet<number>): string {
	return Array.from(text.toWellFormed(), character => {
		const code = character.codePointAt(0)!;
		if (character === '\n') return '\n';
		if (character === '\t') return '    ';
		const isHidden = /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(character);
		return known.has(code) && !isHidden
			? character
			: `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
	}).join('');
}

function linesOf(text: string, font_: PDFFont, height: number): string[] {
	const width = size.width - 2 * size.margin;
	const fits = (line: string) => font_.widthOfTextAtSize(line, height) <= width;
	return text.split('\n').flatMap(paragraph => wrap(paragraph, fits));
}

/** By words; a word that is wider than the page is cut. */
function wrap(paragraph: string, fits: (line: string) => boolean): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of paragraph.split(' ').flatMap(word => (fits(word) ? [word] : cut(word, fits)))) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (fits(longer)) line = longer;
		else {
			lines.push(line);
			line = word;
		}
	}
	return [...lines, line];
}

function cut(word: string, fits: (line: string) => boolean): string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const character of word) {
		if (fits(piece + character)) piece += character;
		else {
			pieces.push(piece);
			piece = character;
		}
	}
	return [...pieces, piece];
}
