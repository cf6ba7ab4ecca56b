/**
 * Changing a draft as the author would: a real selection and one paste, which the site's editor turns into its own
 * change, with its own undo. The editor's DOM is never touched (facts/x.md, section 8; facts/facebook.md, section 5).
 */
import {endPoint, type Passage, startPoint} from './passage.ts';

interface Span {
	start: number;
	end: number;
	text: string;
}

/**
 * `read` is asked again each time: sites remount their editors. False when the text afterwards is not exactly the wanted
 * one; then the draft may still be the old one, or something else: show it to the author.
 */
export async function replaceByPaste(
	editor: HTMLElement,
	read: () => Passage,
	start: number,
	end: number,
	text: string,
): Promise<boolean> {
	const before = read();
	if (start < 0 || end < start || end > before.text.length) return false;
	const wanted = before.text.slice(0, start) + text + before.text.slice(end);
	if (wanted === before.text) return true;
	await focus(editor);
	if (editor instanceof HTMLTextAreaElement) insertInField(editor, start, end, text);
	if (read().text === wanted) return true;
	const span = pastable(before.text, {start, end, text});
	if (!(await select(read(), span))) return false;
	if (span.text === '') cut(editor);
	else paste(editor, span.text);
	return until(() => read().text === wanted);
}

/** The browser's own editing command: the page gets its events, and undo knows of it. */
function insertInField(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
	field.setSelectionRange(start, end);
	if (text === '') document.execCommand('delete');
	else document.execCommand('insertText', false, text);
}

/** A paste of nothing is ignored by editors: take a neighbour along, and cut only when there is none. */
function pastable(whole: string, {start, end, text}: Span): Span {
	if (text !== '') return {start, end, text};
	const after = neighbour(whole.slice(end), /^[^\n\uD800-\uDFFF]/);
	if (after) return {start, end: end + after.length, text: after};
	const before = neighbour(whole.slice(0, start), /[^\n\uD800-\uDFFF]$/);
	return {start: start - before.length, end, text: before};
}

function neighbour(text: string, pattern: RegExp): string {
	return pattern.exec(text)?.[0] ?? '';
}

async function focus(editor: HTMLElement): Promise<void> {
	if (editor.ownerDocument.activeElement === editor) return;
	editor.focus();
	// Editors put their own selection back when they get the focus: let them, first.
	await later();
}

/** The editor learns of a selection by `selectionchange`, which comes in a later task. */
async function select(passage: Passage, {start, end}: Span): Promise<boolean> {
	const from = startPoint(passage, start);
	const to = endPoint(passage, end);
	const selection = document.getSelection();
	if (!from || !to || !selection) return false;
	const settled = selectionChange();
	selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
	await settled;
	return true;
}

function paste(editor: HTMLElement, text: string): void {
	const data = new DataTransfer();
	data.setData('text/plain', text);
	editor.dispatchEvent(clipboardEvent('paste', data));
}

function cut(editor: HTMLElement): void {
	editor.dispatchEvent(clipboardEvent('cut', new DataTransfer()));
}

function clipboardEvent(type: string, clipboardData: DataTransfer): ClipboardEvent {
	return new ClipboardEvent(type, {clipboardData, bubbles: true, cancelable: true, composed: true});
}

/** An unchanged selection makes no event: wait two frames at most. */
function selectionChange(): Promise<void> {
	return new Promise(resolve => {
		const done = () => {
			clearTimeout(timer);
			document.removeEventListener('selectionchange', done);
			// After all listeners of this event, the editor's among them.
			setTimeout(resolve);
		};
		const timer = setTimeout(done, 40);
		document.addEventListener('selectionchange', done);
	});
}

/** Editors apply a paste at once or in one of the next tasks. */
async function until(isDone: () => boolean): Promise<boolean> {
	for (let turn = 0; turn < 25; turn++) {
		if (isDone()) return true;
		await later(turn);
	}
	return isDone();
}

function later(milliseconds = 0): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, milliseconds));
}
