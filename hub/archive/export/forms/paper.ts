/** Lines on paper, from top to bottom. The font is in the file: what somebody wrote reads the same on every machine. */
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import {PDFDocument, type PDFFont, type PDFPage, PDFString, type RGB, rgb} from 'pdf-lib';

const size = {width: 595, height: 842, margin: 48};
/** Points of a line. */
const room = size.width - 2 * size.margin;
const ink = rgb(0.09, 0.13, 0.14);
const quietInk = rgb(0.35, 0.41, 0.43);
const linkInk = rgb(0.02, 0.32, 0.55);
const lineHeight = 1.45;

const resolve = createRequire(import.meta.url).resolve;

/** The font as all documents share it: reading it takes longer than writing a page. */
interface Face {
	bytes: Uint8Array;
	parsed: ReturnType<typeof fontkit.create>;
	/** Characters that it has. */
	known: ReadonlySet<number>;
}
/** What moves a glyph is worked out and then not used: pdf-lib sets one after the other, by their widths. */
const placing = {kern: false, mark: false, mkmk: false, cpsp: false};
let face: Promise<Face> | undefined;

/** DejaVu: Latin, Greek, Cyrillic, Arabic, Hebrew, many signs. What it does not have is written as `[U+1F600]`. */
async function readFace(): Promise<Face> {
	const bytes = await readFile(resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
	const parsed = fontkit.create(bytes);
	return {bytes, parsed, known: new Set(parsed.characterSet)};
}

/** A document and the pen that writes into it. */
export async function newPaper(title: string, now: number): Promise<{document: PDFDocument; pen: Pen}> {
	const document = await PDFDocument.create();
	face ??= readFace();
	const shared = await face;
	document.registerFontkit({create: () => shared.parsed});
	document.setTitle(title);
	document.setCreationDate(new Date(now));
	document.setModificationDate(new Date(now));
	document.setProducer('Countersign');
	const embedded = await document.embedFont(shared.bytes, {subset: true, features: placing});
	return {document, pen: penOf(document, embedded, shared.known)};
}

/** A piece of a line; `url`: it can be pressed. */
export interface Piece {
	text: string;
	/** Points from the left margin to where it begins; of a figure, to where it ends. */
	x: number;
	url?: string | undefined;
	isFigure?: true;
	isQuiet?: true;
}

export interface Pen {
	write(text: string, height: number): void;
	/** Side by side on one line; each is cut at the next one. */
	row(pieces: readonly Piece[], height: number): void;
	space(points: number): void;
	/** From margin to margin. */
	line(): void;
	/** A new page, unless so much still fits on this one; was one begun? */
	keep(points: number): boolean;
}

function penOf(document: PDFDocument, font: PDFFont, known: ReadonlySet<number>): Pen {
	const widthOf = measured(font);
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
			for (const line of linesOf(printable(text, known), widthOf, room / height)) {
				next(height);
				page.drawText(line, {x: size.margin, y, size: height, font, color: ink});
			}
		},
		row(pieces, height) {
			next(height);
			for (const [i, piece] of pieces.entries()) {
				const {text, x, url, isFigure} = piece;
				const [line = ''] = linesOf(printable(text, known), widthOf, freeFor(piece, pieces[i + 1]) / height);
				const width = font.widthOfTextAtSize(line, height);
				const at = {x: size.margin + x - (isFigure ? width : 0), y, size: height, font};
				page.drawText(line, {...at, color: inkOf(piece)});
				if (url) linkAt(page, {...at, width}, url);
			}
		},
		space(points) {
			y -= points;
		},
		line() {
			y -= 3;
			const [start, end] = [size.margin, size.width - size.margin].map(x => ({x, y}));
			page.drawLine({start: start!, end: end!, thickness: 0.5, color: quietInk});
		},
		keep(points) {
			if (y - points >= size.margin) return false;
			page = document.addPage([size.width, size.height]);
			y = size.height - size.margin;
			return true;
		},
	};
}

function inkOf({url, isQuiet}: Piece): RGB {
	if (url) return linkInk;
	return isQuiet ? quietInk : ink;
}

/** Points: as far as the next piece, and some more where that is a figure, which begins before its end. */
function freeFor({x, isFigure}: Piece, next: Piece | undefined): number {
	if (isFigure || !next) return room - (isFigure ? 0 : x);
	return next.x - x - (next.isFigure ? 34 : 4);
}

/** Width of a word at the height 1. Only as long as the document is written: what people said is not kept. */
function measured(font: PDFFont): (word: string) => number {
	const widths = new Map<string, number>();
	return word => {
		const width = widths.get(word) ?? font.widthOfTextAtSize(word, 1);
		widths.set(word, width);
		return width;
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

/** By words; a word that is wider than the line is cut. `width`: at the height 1. */
function linesOf(text: string, widthOf: (word: string) => number, width: number): string[] {
	const cutToFit = (word: string) =>
		widthOf(word) <= width ? [word] : filled(Array.from(word), '', {widthOf, width});
	return text
		.split('\n')
		.flatMap(paragraph => filled(paragraph.split(' ').flatMap(cutToFit), ' ', {widthOf, width}));
}

function filled(
	pieces: readonly string[],
	between: string,
	{widthOf, width}: {widthOf: (word: string) => number; width: number},
): string[] {
	const lines: string[] = [];
	let [line, used] = ['', 0];
	for (const [i, piece] of pieces.entries()) {
		const more = widthOf(between) + widthOf(piece);
		if (i > 0 && used + more <= width) {
			line += between + piece;
			used += more;
			continue;
		}
		if (i > 0) lines.push(line);
		[line, used] = [piece, widthOf(piece)];
	}
	return [...lines, line];
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
