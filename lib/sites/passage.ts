/** The text of an editor and where each part of it stands in the DOM. Read-only. */

export interface Piece {
	/** A text node; or an element that stands for text (a picture of an emoji) or for an empty line. */
	node: Node;
	/** Offset in the passage's text, UTF-16 code units. */
	start: number;
	length: number;
}

export interface Passage {
	text: string;
	/** In reading order. */
	pieces: readonly Piece[];
}

/** Collects pieces; `text` advances the offset. */
export function passageBuilder() {
	let text = '';
	const pieces: Piece[] = [];
	return {
		add(node: Node, part: string) {
			pieces.push({node, start: text.length, length: part.length});
			text += part;
		},
		/** Text without a place of its own: a line break between blocks. */
		skip(part: string) {
			text += part;
		},
		done: (): Passage => ({text, pieces}),
	};
}

/**
 * Reads once for all calls of one turn: forty findings are painted at a time, and an editor changes between turns only. Not
 * for whoever changes the editor himself.
 */
export function oncePerTurn(read: () => Passage): () => Passage {
	let kept: Passage | undefined;
	return () => {
		if (kept) return kept;
		queueMicrotask(() => {
			kept = undefined;
		});
		kept = read();
		return kept;
	};
}

/** One range per text node touched by the span. Nothing for pictures: a highlight cannot paint them. */
export function rangesOf({pieces}: Passage, start: number, end: number): StaticRange[] {
	return pieces
		.filter(({node, start: at, length}) => node.nodeType === 3 && at < end && at + length > start)
		.map(
			({node, start: at, length}) =>
				new StaticRange({
					startContainer: node,
					startOffset: Math.max(0, start - at),
					endContainer: node,
					endOffset: Math.min(length, end - at),
				}),
		);
}

export interface Point {
	node: Node;
	offset: number;
}

/** Where a selection that begins at `offset` stands; `undefined` when the passage has no such place. */
export function startPoint({pieces}: Passage, offset: number): Point | undefined {
	const piece =
		pieces.find(({start, length}) => start <= offset && offset < start + Math.max(1, length)) ??
		pieces.findLast(({start, length}) => start + length === offset);
	return piece && pointIn(piece, offset);
}

/** Where a selection that ends at `offset` stands. */
export function endPoint(passage: Passage, offset: number): Point | undefined {
	const piece = passage.pieces.findLast(({start, length}) => start < offset && offset <= start + length);
	return piece ? pointIn(piece, offset) : startPoint(passage, offset);
}

function pointIn({node, start, length}: Piece, offset: number): Point {
	if (node.nodeType === 3) return {node, offset: offset - start};
	// Before or after a picture; in an empty line, before its line break.
	const parent = node.parentNode ?? node;
	const index = [...parent.childNodes].indexOf(node as ChildNode);
	return {node: parent, offset: index + (length > 0 && offset > start ? 1 : 0)};
}
