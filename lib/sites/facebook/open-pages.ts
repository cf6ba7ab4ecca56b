/**
 * Composers that stand in no form: Messenger, whose text no request shows (facebook.md, section 10), the feed of a group
 * and the Business Suite page. Found by the address and the editor's role.
 */
import type {Operation, Target} from '#lib/core/draft.ts';
import {socket} from '../by-socket.ts';
import {oncePerTurn, rangesOf} from '../passage.ts';
import type {Composer} from '../site.ts';
import {replaceByPaste} from '../writing.ts';
import {groupOfRoute, isTimed} from './places.ts';
import {passageOf} from './reading.ts';
import {selectors} from './selectors.ts';

interface OpenPage {
	operation: Operation;
	path: RegExp;
	editor: string;
}

const pages: readonly OpenPage[] = [
	// A thread has a number, or the name of whom one writes to.
	{operation: 'dm', path: /^\/(?:messages\/)?(?:e2ee\/)?t\/([\w.-]+)/, editor: selectors.messageEditor.css},
	{operation: 'post', path: /^\/groups\//, editor: selectors.groupEditor.css},
	{operation: 'post', path: /^\/latest\/composer\/?/, editor: selectors.businessEditor.css},
];

/** Composers of the page itself, if it is one of these, and of each chat that is docked to it. */
export function openComposers(): Composer[] {
	const page = composerOfPage();
	const chats = [...document.querySelectorAll(selectors.messages.css)].map(editorBeside);
	const docked = [...new Set(chats)].filter(editor => editor !== undefined && editor !== page?.editor);
	return [...(page ? [page] : []), ...docked.map(editor => composerFor('dm', editor!, undefined))];
}

/** The box under a log of messages: what is nearest around both holds nothing else that one could write in. */
function editorBeside(log: Element): HTMLElement | undefined {
	let chat = log.parentElement;
	while (chat && !chat.querySelector(selectors.editor.css)) chat = chat.parentElement;
	const [editor, ...others] = chat?.querySelectorAll<HTMLElement>(selectors.editor.css) ?? [];
	return others.length === 0 && editor?.matches(selectors.messageEditor.css) ? editor : undefined;
}

function composerOfPage(): Composer | undefined {
	for (const page of pages) {
		const found = page.path.exec(location.pathname);
		const editors = found ? [...document.querySelectorAll<HTMLElement>(page.editor)] : [];
		// Dialogs and comments lie over these pages, and in them.
		const editor = editors.find(each => !each.closest('form'));
		if (found && editor) return composerFor(page.operation, editor, found[1]);
	}
	return undefined;
}

function composerFor(operation: Operation, editor: HTMLElement, id: string | undefined): Composer {
	const root = rootOf(editor);
	const target: Target | null =
		operation === 'post' ? groupOfRoute() : id ? {kind: 'conversation', id} : null;
	const passage = () => passageOf(editor);
	const button = buttonsBelow(root, editor).at(-1) ?? null;
	const shown = oncePerTurn(passage);
	return {
		key: `${operation}:${target?.id ?? (operation === 'dm' ? 'docked' : 'page')}`,
		operation,
		editor,
		root,
		settings: () => '',
		...(operation === 'dm'
			? {blind: [], unseen: true as const}
			: {blind: ['details', 'audience', 'schedule', 'operation'] as const}),
		button,
		// In a chat box and button share a row, which has no room for a line.
		anchor: operation === 'dm' ? button && root : button,
		target,
		inReplyTo: undefined,
		read: () => ({
			text: passage().text,
			media: [],
			unknown: operation === 'dm' ? unseenOf(root, id) : isTimed(root) ? ['schedule'] : [],
		}),
		ranges: (start, end) => rangesOf(shown(), start, end),
		replace: (start, end, text) => replaceByPaste(editor, passage, start, end, text),
	};
}

/** What of a message is not in its words, by name. */
function unseenOf(root: HTMLElement, id: string | undefined): string[] {
	const files = root.querySelector(selectors.attachment.css) ? ['attachments'] : [];
	return [...files, ...(id ? [] : ['conversation']), socket];
}

/** From the editor up to the first element with a button below it. */
function rootOf(editor: HTMLElement): HTMLElement {
	for (let root = editor.parentElement; root; root = root.parentElement)
		if (buttonsBelow(root, editor).length > 0) return root;
	return editor;
}

function buttonsBelow(root: Element, editor: HTMLElement): HTMLElement[] {
	return [...root.querySelectorAll<HTMLElement>(selectors.button.css)].filter(
		button => editor.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING,
	);
}
