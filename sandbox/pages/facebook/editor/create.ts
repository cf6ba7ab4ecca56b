import {HashtagNode} from '@lexical/hashtag';
import {createEmptyHistoryState, registerHistory} from '@lexical/history';
import {registerRichText} from '@lexical/rich-text';
import {mergeRegister} from '@lexical/utils';
import {
	$createParagraphNode,
	$createTextNode,
	$getRoot,
	$isElementNode,
	createEditor,
	type LexicalEditor,
	type LexicalNode,
	ParagraphNode,
} from 'lexical';
import {registerMarks} from './marks.ts';
import {EmojiNode, MentionNode} from './nodes.ts';

/** A Lexical editor whose blocks look as captured: `<p style="text-align: left;">` (facebook.md section 5). */
export function makeEditor(text: string): {editor: LexicalEditor; stop: () => void} {
	const editor = createEditor({
		namespace: 'sandbox',
		nodes: [MentionNode, HashtagNode, EmojiNode],
		onError(error) {
			throw error;
		},
	});
	const stop = mergeRegister(
		editor.registerNodeTransform(ParagraphNode, node => {
			if (node.getFormatType() === '') node.setFormat('left');
		}),
		registerRichText(editor),
		registerMarks(editor),
		registerHistory(editor, createEmptyHistoryState(), 300),
	);
	editor.update(() => $fill(text), {discrete: true, tag: 'history-merge'});
	return {editor, stop};
}

function $fill(text: string): void {
	const root = $getRoot().clear();
	for (const line of text.split('\n')) {
		const paragraph = $createParagraphNode().setFormat('left');
		if (line !== '') paragraph.append($createTextNode(line));
		root.append(paragraph);
	}
}

export function fill(editor: LexicalEditor, text: string): void {
	editor.update(() => $fill(text), {discrete: true});
}

/** The wire text: blocks joined by ONE newline, as the site flattens it. */
export function textOf(editor: LexicalEditor): string {
	return editor.getEditorState().read(() => $getRoot().getChildren().map(blockText).join('\n'));
}

const blockText = (node: LexicalNode): string =>
	$isElementNode(node) ? node.getChildren().map(blockText).join('') : node.getTextContent();
