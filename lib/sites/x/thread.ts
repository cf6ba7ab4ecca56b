/** The editors of a thread as one text: its parts one after the other, as `wholeOf` puts them. */
import {partStarts} from '#lib/core/thread.ts';
import type {Passage} from '../passage.ts';
import {replaceByPaste} from '../writing.ts';
import {passageOf} from './reading.ts';

export function joined(passages: readonly Passage[]): Passage {
	const {starts, text} = partStarts(passages.map(passage => passage.text));
	const pieces = passages.flatMap((passage, i) =>
		passage.pieces.map(piece => ({...piece, start: piece.start + starts[i]!})),
	);
	return {text, pieces};
}

/** A change within one part; false when it would touch two. */
export async function replaceIn(
	editors: readonly HTMLElement[],
	start: number,
	end: number,
	text: string,
): Promise<boolean> {
	const texts = editors.map(editor => passageOf(editor).text);
	const {starts} = partStarts(texts);
	const at = starts.findIndex((from, i) => from <= start && end <= from + texts[i]!.length);
	const editor = editors[at];
	if (!editor) return false;
	const own = () => passageOf(editor);
	return replaceByPaste(editor, own, start - starts[at]!, end - starts[at]!, text);
}
