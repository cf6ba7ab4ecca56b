import {own} from './ours.ts';
import {sheet} from './sheet.ts';

/** Events that a site's root listeners would take for its own composer's. */
const kept = [
	...['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'],
	...['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'submit'],
	...['paste', 'copy', 'cut', 'focusin', 'focusout', 'wheel'],
];

export interface Host {
	/** What is put into the page. */
	element: HTMLElement;
	/** What our parts are put into. */
	body: HTMLElement;
	setTheme(theme: 'light' | 'dark'): void;
}

/** A box for one screen of ours: own styles, own events, nothing of the site's inside. */
export function createHost(kind: 'line' | 'card' | 'modal', onEscape: () => void): Host {
	const element = document.createElement('div');
	const root = element.attachShadow({mode: 'closed'});
	const body = document.createElement('div');
	body.className = `body ${kind}`;
	adopt(root);
	root.append(body);
	for (const type of kept) root.addEventListener(type, event => event.stopPropagation());
	own(element, onEscape);
	return {element, body, setTheme};

	/** At each check: what is the case already is not written, so that the browser need not work out our looks again. */
	function setTheme(theme: 'light' | 'dark'): void {
		if (body.dataset.theme !== theme) body.dataset.theme = theme;
	}
}

function adopt(root: ShadowRoot): void {
	try {
		const style = new CSSStyleSheet();
		style.replaceSync(sheet);
		root.adoptedStyleSheets = [style];
	} catch {
		// Firefox refuses a content script's own style sheet objects here.
		const style = document.createElement('style');
		style.textContent = sheet;
		root.append(style);
	}
}
