/** X's boxes for direct messages: Draft.js in the legacy client, a plain textarea in XChat (x.md, sections 4 and 13). */
import type {Target} from '#lib/core/draft.ts';
import {socket} from '../by-socket.ts';
import {oncePerTurn, rangesOf} from '../passage.ts';
import type {Composer} from '../site.ts';
import {replaceByPaste} from '../writing.ts';
import {passageOf} from './reading.ts';
import {selectors} from './selectors.ts';

/** All message boxes in the page. */
export function messageComposersIn(root: ParentNode): Composer[] {
	return [...root.querySelectorAll<HTMLElement>(selectors.messageEditor.css)].map(messageComposer);
}

/** The message box around this node. */
export function messageComposerAround(node: Element): Composer | undefined {
	return messageComposersIn(node.ownerDocument).find(({root}) => root.contains(node));
}

/** Enter alone sends; the drawer and the page have it alike. */
export function isMessageKey({key, shiftKey, ctrlKey, metaKey, isComposing}: KeyboardEvent): boolean {
	return key === 'Enter' && !shiftKey && !ctrlKey && !metaKey && !isComposing;
}

function messageComposer(editor: HTMLElement): Composer {
	const root = rootOf(editor);
	const button = root.querySelector<HTMLElement>(selectors.messageButton.css);
	const target = conversation();
	const passage = () => passageOf(editor);
	const shown = oncePerTurn(passage);
	const unseen = editor.matches(selectors.sealedEditor.css);
	return {
		key: `message:${target?.id ?? ''}`,
		operation: 'dm',
		editor,
		root,
		blind: [],
		settings: () => '',
		...(unseen && {unseen: true as const}),
		button,
		anchor: button && root,
		target,
		inReplyTo: undefined,
		read: () => ({
			text: passage().text,
			media: [],
			unknown: [
				...(root.querySelector(selectors.messageFiles.css) ? ['attachments'] : []),
				...(target ? [] : ['conversation']),
				...(unseen ? [socket] : []),
			],
		}),
		ranges: (start, end) => rangesOf(shown(), start, end),
		replace: (start, end, text) => replaceByPaste(editor, passage, start, end, text),
	};
}

function rootOf(editor: HTMLElement): HTMLElement {
	for (let root = editor.parentElement; root; root = root.parentElement)
		if (root.querySelector(selectors.messageButton.css)) return root;
	return editor;
}

/** In the drawer the address says nothing of it. */
function conversation(): Target | null {
	const id = /^\/(?:messages|i\/chat)\/([\w-]+)/.exec(location.pathname)?.[1];
	return id ? {kind: 'conversation', id} : null;
}
