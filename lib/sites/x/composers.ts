/** X's boxes for writing, found anew each time: the site remounts them at will (x.md, sections 4 and 6). */
import type {Operation, Target} from '#lib/core/draft.ts';
import {wholeOf} from '#lib/core/thread.ts';
import {wordsOf} from '../page.ts';
import {oncePerTurn, rangesOf} from '../passage.ts';
import type {Composer, Reading} from '../site.ts';
import {passageOf} from './reading.ts';
import {isEditor, selectors} from './selectors.ts';
import {joined, replaceIn} from './thread.ts';

/** Nearest common ancestor of editor and tool bar was 19 levels up on the live site in 2026-10. */
const HIGHEST = 40;

/** All composers for posts in the page, in document order. */
export function composersIn(root: ParentNode): Composer[] {
	const composers = editorsIn(root).map(composerFor);
	// The editors of a thread share one: the first stands for all.
	return composers.filter((each, i) => composers.findIndex(other => other.root === each.root) === i);
}

/** The composer that contains this node, or whose button it is in. */
export function composerAround(node: Element): Composer | undefined {
	const editors = editorsIn(node.ownerDocument);
	const editor =
		editors.find(each => each.contains(node)) ?? nearest(editors.filter(each => rootOf(each).contains(node)));
	return editor && composerFor(editor);
}

/** The innermost root wins; of a thread's editors, which share one, the first. */
function nearest(editors: HTMLElement[]): HTMLElement | undefined {
	return editors.find(editor =>
		editors.every(other => !rootOf(editor).contains(rootOf(other)) || rootOf(editor) === rootOf(other)),
	);
}

function editorsIn(root: ParentNode): HTMLElement[] {
	const marked = [...root.querySelectorAll<HTMLElement>(selectors.editor.css)].filter(isEditor);
	// The mobile site marks an element around a plain textarea.
	return marked.map(element => element.querySelector('textarea') ?? element);
}

function composerFor(any: HTMLElement): Composer {
	const root = rootOf(any);
	const editor = editorsIn(root)[0] ?? any;
	const place = placeOf(editor);
	// The editors may have been remounted since the caller asked: look for those that took their place.
	const current = () => {
		if (editor.isConnected) return editorsOf(editor);
		const again = editorsIn(document).find(each => placeOf(each).key === place.key);
		return again ? editorsOf(again) : [editor];
	};
	const passage = () => joined(current().map(passageOf));
	const shown = oncePerTurn(passage);
	return {
		...place,
		editor,
		root,
		blind: blindOf(editor, place),
		settings: () => wordsOf(settingsIn(root)),
		button: root.querySelector<HTMLElement>(selectors.button.css),
		anchor: root.querySelector<HTMLElement>(selectors.toolBar.css),
		read: () => readingOf(current()),
		ranges: (start, end) => rangesOf(shown(), start, end),
		replace: (start, end, text) => replaceIn(current(), start, end, text),
	};
}

/** A file brings buttons of its own, which say nothing about who may see the post. */
function settingsIn(root: HTMLElement): Element[] {
	const controls = [...root.querySelectorAll(selectors.setting.css)];
	return controls.filter(control => !control.closest(selectors.attachments.css));
}

/** All parts of the thread that this editor is in; else itself alone. */
export function editorsOf(editor: HTMLElement): HTMLElement[] {
	const all = editorsIn(rootOf(editor));
	return all.length > 0 ? all : [editor];
}

/** From the editor up to the first element that also holds a send button, but never into another composer. */
function rootOf(editor: HTMLElement): HTMLElement {
	let root = editor;
	for (let level = 0; level < HIGHEST && root.parentElement; level++) {
		if (root.querySelector(selectors.button.css)) return root;
		if (root.matches(selectors.dialog.css)) return root;
		root = root.parentElement;
	}
	return editor;
}

/** Who may reply has a localized label only; what a dialog edits or quotes is in the site's state (x.md, sections 4 and 5). */
function blindOf(editor: HTMLElement, {operation}: Place): Composer['blind'] {
	const root = rootOf(editor);
	const isAnything = operation === 'post' && editor.closest(selectors.dialog.css) !== null;
	return [
		...(['replies', 'details'] as const),
		...(isAnything ? (['operation', 'target', 'quoted'] as const) : []),
		...(root.querySelector(selectors.poll.css) ? (['poll'] as const) : []),
		...(operation === 'schedule' ? (['schedule', 'target', 'quoted'] as const) : []),
	];
}

type Place = Pick<Composer, 'key' | 'operation' | 'target' | 'inReplyTo'>;

function placeOf(editor: HTMLElement): Place {
	const dialog = editor.closest(selectors.dialog.css);
	const article = articleAnswered(editor, dialog);
	const answered = article ? idOf(article) : isComposeRoute() ? '' : routeStatus();
	const target: Target | null = answered ? {kind: 'post', id: answered} : null;
	return {
		key: keyOf(dialog, answered),
		operation: operationOf(editor, target),
		target,
		inReplyTo: answered ? textOf(article ?? articleOf(answered)) : undefined,
	};
}

function keyOf(dialog: Element | null, answered: string): string {
	const place = dialog ? 'modal' : answered ? 'reply' : 'home';
	return `${place}:${answered}`;
}

/**
 * The post that a reply answers: in a dialog the one above its editor; inline, the route tells, but not while a dialog
 * with a route of its own lies over the page.
 */
function articleAnswered(editor: HTMLElement, dialog: Element | null): Element | null {
	if (dialog) return articleBefore(dialog, editor);
	const inline = editor.closest(selectors.inlineReply.css);
	return inline && isComposeRoute() ? articleBefore(editor.ownerDocument, editor) : null;
}

function operationOf(editor: HTMLElement, target: Target | null): Operation {
	if (rootOf(editor).querySelector(selectors.scheduled.css)) return 'schedule';
	if (target) return 'reply';
	return quotedByRoute(editor) ? 'quote' : 'post';
}

function articleBefore(root: ParentNode, editor: HTMLElement): Element | null {
	const articles = [...root.querySelectorAll(selectors.article.css)];
	return (
		articles.findLast(each => each.compareDocumentPosition(editor) & Node.DOCUMENT_POSITION_FOLLOWING) ?? null
	);
}

function articleOf(id: string): Element | null {
	const articles = [...document.querySelectorAll(selectors.article.css)];
	return articles.find(article => idOf(article) === id) ?? null;
}

/** The link around the post's time. */
function idOf(article: Element): string {
	const href = article.querySelector('a[href*="/status/"] time')?.closest('a')?.getAttribute('href');
	return /\/status\/(\d+)/.exec(href ?? '')?.[1] ?? '';
}

function textOf(article: Element | null): string | undefined {
	const words = article?.querySelector(selectors.articleText.css);
	if (!words) return undefined;
	const copy = words.cloneNode(true) as Element;
	for (const image of copy.querySelectorAll('img')) image.replaceWith(image.alt);
	return copy.textContent ?? undefined;
}

function routeStatus(): string {
	return /^\/[^/]+\/status\/(\d+)/.exec(location.pathname)?.[1] ?? '';
}

function isComposeRoute(): boolean {
	return /^\/(?:compose|intent)\//.test(location.pathname);
}

/** `/compose/post?url=<post>` opens a quote; otherwise the quoted post is in the site's state only. */
function quotedByRoute(editor: HTMLElement): string | null {
	if (!editor.closest(selectors.dialog.css) || !isComposeRoute()) return null;
	const url = new URLSearchParams(location.search).get('url') ?? '';
	return /^https:\/\/(?:x|twitter)\.com\/[^/]+\/status\/(\d+)/.exec(url)?.[1] ?? null;
}

function readingOf(editors: HTMLElement[]): Reading {
	const [first] = editors;
	const root = rootOf(first!);
	const quoted = quotedByRoute(first!);
	const parts = editors.map(editor => ({
		text: passageOf(editor).text,
		media: [...mediaOf(editor)],
		poll: null,
	}));
	const {text, media, thread} = wholeOf(parts);
	const signs = [selectors.poll, selectors.scheduled, selectors.editWindow];
	const unknown = signs.filter(({css}) => root.querySelector(css));
	return {
		text,
		media,
		unknown: [
			...unknown.map(({css}) => /"(\w+)"/.exec(css)?.[1] ?? css),
			...(!quoted && showsAnother(first!, root) ? ['quoted'] : []),
		],
		more: {...(quoted && {quoted}), ...(parts.length > 1 && {thread})},
	};
}

/** A post of somebody stands under the editor of a dialog: what is sent will name it, and only the request says which. */
function showsAnother(editor: HTMLElement, root: HTMLElement): boolean {
	if (!editor.closest(selectors.dialog.css)) return false;
	return [...root.querySelectorAll(selectors.quoted.css)].some(
		each =>
			!each.closest(selectors.article.css) &&
			editor.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING,
	);
}

/** Files of this editor's own item: the largest element around it that holds no other editor. */
function mediaOf(editor: HTMLElement): Reading['media'] {
	let item = editor;
	while (item.parentElement && editorsIn(item.parentElement).length === 1 && item !== rootOf(editor))
		item = item.parentElement;
	const attached = item.querySelector(selectors.attachments.css);
	if (!attached) return [];
	const alts = [...attached.querySelectorAll<HTMLInputElement>(selectors.altText.css)];
	return [...attached.querySelectorAll<HTMLImageElement | HTMLVideoElement>('img, video')].map(
		(shown, i) => ({
			sha256: '',
			type: '',
			alt: alts[i]?.value ?? (shown instanceof HTMLImageElement ? shown.alt : ''),
			preview: shown.currentSrc || shown.src,
		}),
	);
}
