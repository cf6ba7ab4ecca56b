/** Facebook's boxes for writing: a Lexical editor inside a form, in a dialog or under a story (facebook.md, section 3). */
import type {Operation} from '#lib/core/draft.ts';
import {wordsOf} from '../page.ts';
import {oncePerTurn, type Passage, rangesOf} from '../passage.ts';
import type {Composer, Reading} from '../site.ts';
import {replaceByPaste} from '../writing.ts';
import {openComposers} from './open-pages.ts';
import {answeredBy, editedBy, groupOfRoute, isTimed, repliesAfter, wordsAnswered} from './places.ts';
import {postButtonOf} from './post-button.ts';
import {passageOf} from './reading.ts';
import {selectors} from './selectors.ts';

/** All composers in the page, in document order. */
export function composersIn(root: ParentNode): Composer[] {
	const forms = root.querySelectorAll<HTMLFormElement>(
		`${selectors.dialogForm.css}, ${selectors.commentForm.css}`,
	);
	return [...[...forms].map(composerOfForm), ...openComposers()].filter(composer => composer !== undefined);
}

/** The composer whose form contains this node. */
export function composerAround(node: Element): Composer | undefined {
	const form = node.closest<HTMLFormElement>(`${selectors.dialogForm.css}, ${selectors.commentForm.css}`);
	if (form) return composerOfForm(form);
	return openComposers().find(({root}) => root.contains(node));
}

function composerOfForm(form: HTMLFormElement): Composer | undefined {
	const editor = editorOf(form);
	if (!editor) return undefined;
	const place = placeOf(form);
	const button = buttonOf(form, editor);
	const current = () => (editor.isConnected ? editor : (sameAgain(form, place.key) ?? editor));
	const passage = () => passageOf(current());
	const shown = oncePerTurn(passage);
	return {
		...place,
		editor,
		root: form,
		settings: () => wordsOf(buttonsAbove(form, editor)),
		blind: isComment(form) ? ['details'] : inDialogs,
		button,
		anchor: button && anchorFor(button, editor),
		read: () => readingOf(form, passage(), place),
		ranges: (start, end) => rangesOf(shown(), start, end),
		replace: (start, end, text) => replaceByPaste(current(), passage, start, end, text),
	};
}

function editorOf(form: HTMLFormElement): HTMLElement | null {
	// A form may hold other fields besides the words: a title, a description of a picture.
	const lexical = form.querySelector<HTMLElement>('[data-lexical-editor="true"]');
	return lexical ?? form.querySelector<HTMLElement>(selectors.editor.css);
}

/** After a remount: the form is the same, or another one stands in its place. */
function sameAgain(form: HTMLFormElement, key: string): HTMLElement | undefined {
	if (form.isConnected) return editorOf(form) ?? undefined;
	return composersIn(document).find(composer => composer.key === key)?.editor;
}

export function isComment(form: Element): boolean {
	return form.matches(selectors.commentForm.css);
}

type Place = Pick<Composer, 'key' | 'operation' | 'target' | 'inReplyTo' | 'repliesAfter'>;

function placeOf(form: HTMLFormElement): Place {
	return isComment(form) ? commentPlace(form) : dialogPlace(form);
}

/** Above the text a dialog has who writes and who will see it. */
function buttonsAbove(form: HTMLFormElement, editor: HTMLElement): Element[] {
	return [...form.querySelectorAll(selectors.button.css)].filter(
		button => editor.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_PRECEDING,
	);
}

/** Mentions, privacy, time, and whether a dialog writes a new post or edits one: in the site's state only. */
const inDialogs: Composer['blind'] = ['operation', 'target', 'quoted', 'audience', 'schedule', 'details'];

function commentPlace(form: HTMLFormElement): Place {
	const edited = editedBy(form);
	const target = edited ?? answeredBy(form);
	const operation: Operation = edited ? 'edit' : target?.kind === 'comment' ? 'reply' : 'comment';
	const key = `${operation}:${target?.id ?? ''}`;
	return {key, operation, target, inReplyTo: wordsAnswered(form), repliesAfter: repliesAfter(form)};
}

function dialogPlace(form: HTMLFormElement): Place {
	const shares = form.querySelector(selectors.shareButton.css) !== null;
	const target = groupOfRoute();
	const operation: Operation = shares ? 'share' : 'post';
	return {key: `${operation}:${target?.id ?? ''}`, operation, target, inReplyTo: undefined};
}

/** In a comment box the one in its own corner. */
function buttonOf(form: HTMLFormElement, editor: HTMLElement): HTMLElement | null {
	if (!isComment(form)) return postButtonOf(form, editor);
	return form.querySelector<HTMLElement>(`${selectors.commentSubmit.css} ${selectors.button.css}`);
}

/** The highest element around the button that does not hold the editor: a row before it breaks no other row. */
function anchorFor(button: HTMLElement, editor: HTMLElement): HTMLElement {
	let anchor = button;
	while (anchor.parentElement && !anchor.parentElement.contains(editor)) anchor = anchor.parentElement;
	return anchor;
}

function readingOf(form: HTMLFormElement, {text}: Passage, {operation, target}: Place): Reading {
	const unknown = [
		// What is shared is in the site's state only.
		...(operation === 'share' ? ['shared'] : []),
		...(isComment(form) && !target ? ['target'] : []),
		...(isTimed(form) ? ['schedule'] : []),
	];
	return {text, media: filesIn(form), unknown};
}

/** The page draws what was picked from its own memory; pictures of people and stories come over the network. */
function filesIn(form: HTMLFormElement): Reading['media'] {
	const shown = form.querySelectorAll<HTMLImageElement | HTMLVideoElement>(selectors.attachment.css);
	return [...shown].map(({src}) => ({sha256: '', type: '', alt: '', preview: src}));
}
