/** Lines on paper, from top to bottom. The font is in the file: what somebody wrote reads the same on every machine. */
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import {PDFDocument, type PDFFont, type PDFPage, PDFString, rgb} from 'pdf-lib';

const size = {width: 595, height: 842, margin: 48};
const ink = rgb(0.09, 0.13, 0.14);
const linkInk = rgb(0.02, 0.32, 0.55);
const lineHeight = 1.45;

const resolve = createRequire(import.meta.url).resolve;
let font: Promise<Uint8Array> | undefined;

/** DejaVu: Latin, Greek, Cyrillic, Arabic, Hebrew, many signs. What it does not have is written as `[U+1F600]`. */
function fontBytes(): Promise<Uint8Array> {
	font ??= readFile(resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
	return font;
}

/** A document and the pen that writes into it. */
export async function newPaper(title: string, now: number): Promise<{document: PDFDocument; pen: Pen}> {
	const document = await PDFDocument.create();
	document.registerFontkit(fontkit);
	document.setTitle(title);
	document.setCreationDate(new Date(now));
	document.setModificationDate(new Date(now));
	document.setProducer('Countersign');
	const embedded = await document.embedFont(await fontBytes(), {subset: true});
	return {document, pen: penOf(document, embedded)};
}

/** A piece of a line; `url`: it can be pressed. */
export interface Piece {
	text: string;
	/** Points from the left margin. */
	x: number;
	url?: string | undefined;
}

export interface Pen {
	write(text: string, height: number): void;
	/** Side by side on one line; each is cut at the next one. */
	row(pieces: readonly Piece[], height: number): void;
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
		row(pieces, height) {
			next(height);
			for (const [i, {text, x, url}] of pieces.entries()) {
				const width = (pieces[i + 1]?.x ?? size.width - 2 * size.margin) - x - 4;
				const [line = ''] = linesOf(printable(text, known), font_, height, width);
				const at = {x: size.margin + x, y, size: height, font: font_};
				page.drawText(line, {...at, color: url ? linkInk : ink});
				if (url) linkAt(page, {...at, width: font_.widthOfTextAtSize(line, height)}, url);
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

function linesOf(
	text: string,
	font_: PDFFont,
	height: number,
	width = size.width - 2 * size.margin,
): string[] {
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

/** An annotation of the page, as any reader of PDF follows it (ISO 32000-1, 12.5.6.5). */
function linkAt(
	page: PDFPage,
	{x, y, width, size: height}: {x: number; y: number; width: number; size: number},
	url: string,
): void {
	const {context} = page.doc;
	const link = context.obj({
		...{Type: 'Annot', Subtype: 'Link', Border: [0, 0, 0]},
		Rect: [x, y - 2, x + width, y + height],
		A: {Type: 'Action', S: 'URI', URI: PDFString.of(url)},
	});
	page.node.addAnnot(context.register(link));
}
