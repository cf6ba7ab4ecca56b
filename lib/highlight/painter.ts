/**
 * Underlines over an editor with CSS Custom Highlights. The editor's DOM is never changed: wrapping text corrupts
 * Draft.js and Lexical, overlays cost a layout each key (performance.md, 3.3).
 */
export type Look = 'block' | 'review' | 'advise';

export interface Mark {
	look: Look;
	ranges: readonly StaticRange[];
}

const looks: readonly Look[] = ['block', 'review', 'advise'];
const nameOf = (look: Look): string => `countersign-${look}`;

/** Distinguishable without colour: wavy, solid, dotted. */
const styles = {
	light: sheetOf('#c5221f', '#9a6700', '#1a5fb4'),
	dark: sheetOf('#ff8a80', '#f3c26b', '#8fc4ff'),
};

function sheetOf(block: string, review: string, advise: string): string {
	const rule = (look: Look, line: string): string =>
		`::highlight(${nameOf(look)}){text-decoration:underline ${line};text-decoration-skip-ink:none}`;
	return [
		rule('block', `wavy ${block} 1.5px`),
		rule('review', `solid ${review} 2px`),
		rule('advise', `dotted ${advise} 2px`),
	].join('');
}

export interface Painter {
	/** Replaces what was painted. Only what is in the viewport is registered: repainting costs per mark. */
	paint(editor: HTMLElement, marks: readonly Mark[], theme: 'light' | 'dark'): void;
	clear(): void;
	/** Marks outside the viewport were left out: paint again after scrolling. */
	isPartial(): boolean;
}

export function createPainter(document: Document): Painter {
	let sheet: CSSStyleSheet | undefined;
	let theme: string | undefined;
	let partial = false;

	return {paint, clear, isPartial: () => partial};

	function paint(editor: HTMLElement, marks: readonly Mark[], wanted: 'light' | 'dark'): void {
		if (!('highlights' in CSS)) return;
		if (marks.length > 0) dress(wanted);
		partial = marks.length > 0 && !isWholeInView(editor);
		for (const look of looks) {
			const ranges = marks
				.filter(mark => mark.look === look)
				.flatMap(mark => mark.ranges)
				.flatMap(range => liveRange(range) ?? [])
				.filter(range => !partial || isInView(range.getBoundingClientRect()));
			register(nameOf(look), ranges);
		}
	}

	function clear(): void {
		partial = false;
		if (!('highlights' in CSS)) return;
		for (const look of looks) CSS.highlights.delete(nameOf(look));
	}

	/** Highlights are styled by the document, not by a shadow root. */
	function dress(wanted: 'light' | 'dark'): void {
		if (!sheet) {
			sheet = new CSSStyleSheet();
			theme = undefined;
		}
		if (theme !== wanted) sheet.replaceSync(styles[wanted]);
		theme = wanted;
		// A page that assigns its own list drops ours.
		if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
	}

	/** Live, so that a mark moves with the text until the next check; `undefined` when the editor has changed. */
	function liveRange({startContainer, startOffset, endContainer, endOffset}: StaticRange): Range | undefined {
		const range = document.createRange();
		try {
			range.setStart(startContainer, startOffset);
			range.setEnd(endContainer, endOffset);
		} catch {
			return undefined;
		}
		return range.collapsed ? undefined : range;
	}
}

/** Marks move with the text by themselves: where they stand already, nothing is painted again. */
function register(name: string, ranges: readonly Range[]): void {
	const shown = CSS.highlights.get(name);
	if (ranges.length === 0) CSS.highlights.delete(name);
	else if (!shown || !isShown(ranges, [...shown])) CSS.highlights.set(name, new Highlight(...ranges));
}

const isShown = (wanted: readonly Range[], shown: readonly AbstractRange[]): boolean =>
	wanted.length === shown.length && wanted.every((range, i) => isSame(range, shown[i]!));

const isSame = (a: AbstractRange, b: AbstractRange): boolean =>
	a.startContainer === b.startContainer &&
	a.startOffset === b.startOffset &&
	a.endContainer === b.endContainer &&
	a.endOffset === b.endOffset;

function isWholeInView(editor: HTMLElement): boolean {
	const {top, bottom} = editor.getBoundingClientRect();
	return top >= 0 && bottom <= innerHeight;
}

function isInView({top, bottom}: DOMRect): boolean {
	return bottom >= -100 && top <= innerHeight + 100;
}
