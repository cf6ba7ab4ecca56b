/** Which words of the draft are selected on the screen: what a question is about. */
import type {Span} from '#lib/core/review/word-changes.ts';

/** In the draft's own offsets; `null` when nothing of the draft is selected. */
export function selectedSpan(root: ParentNode = document.body, selection = getSelection()): Span | null {
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
	const range = selection.getRangeAt(0);
	const pieces = [...root.querySelectorAll<HTMLElement>('.public [data-at]')].filter(each =>
		range.intersectsNode(each),
	);
	const [first, last] = [pieces[0], pieces.at(-1)];
	if (!first || !last) return null;
	const start = offsetIn(first, range.startContainer, range.startOffset) ?? startOf(first);
	const end = offsetIn(last, range.endContainer, range.endOffset) ?? startOf(last) + lengthOf(last);
	return start < end ? {start, end} : null;
}

const startOf = (piece: HTMLElement) => Number(piece.dataset.at);
/** A character that is shown by another sign stands for itself, whole. */
const lengthOf = (piece: HTMLElement) => Number(piece.dataset.length ?? piece.textContent.length);

/** `undefined` when the edge of the selection is not inside this piece: then all of the piece is meant. */
function offsetIn(piece: HTMLElement, container: Node, offset: number): number | undefined {
	if (piece.dataset.length !== undefined || container !== piece.firstChild) return;
	return startOf(piece) + offset;
}
