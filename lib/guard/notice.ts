import type {Composer} from '#lib/sites/site.ts';
import {copyText} from './clipboard.ts';
import {own} from './ui/ours.ts';

export interface Notice {
	show(what: keyof typeof texts, composer: Composer | undefined): void;
	hide(): void;
}

const texts = {
	updated: 'Countersign was updated. Your draft is safe here. Copy it, then reload the page.',
	'not-ready': "Countersign isn't ready. Nothing was posted. Press again in a moment.",
} as const;

const style =
	'position:fixed;inset:auto 0 24px 0;margin:auto;width:fit-content;z-index:2147483647;max-width:calc(100vw - 48px);' +
	'display:flex;flex-wrap:wrap;gap:12px;align-items:center;padding:10px 14px;border-radius:10px;border:1px solid #8a949e;' +
	'background:#16324f;color:#fff;font:14px/1.4 system-ui,sans-serif;box-shadow:0 6px 24px rgba(0,0,0,.35)';
const buttonStyle =
	'font:600 13px/1 system-ui,sans-serif;min-height:30px;padding:4px 12px;border-radius:8px;border:1px solid #fff;' +
	'background:transparent;color:#fff;cursor:pointer';

/** The one sentence that this part of the guard can say by itself, when the kit with the real screens cannot come. */
export function createNotice(document: Document): Notice {
	let host: HTMLElement | undefined;

	return {show, hide};

	function show(what: keyof typeof texts, composer: Composer | undefined): void {
		hide();
		host = document.createElement('div');
		own(host, hide);
		const root = host.attachShadow({mode: 'closed'});
		const box = document.createElement('div');
		box.style.cssText = style;
		const words = document.createElement('span');
		words.setAttribute('role', 'alert');
		box.append(words);
		if (composer) box.append(button('Copy draft', () => void copyText(composer.read().text)));
		box.append(button('Dismiss', hide));
		root.append(box);
		document.documentElement.append(host);
		// After it is in the page, so that a screen reader hears it appear.
		words.textContent = texts[what];
	}

	function hide(): void {
		host?.remove();
		host = undefined;
	}

	function button(label: string, press: () => void): HTMLButtonElement {
		const element = document.createElement('button');
		element.type = 'button';
		element.textContent = label;
		element.style.cssText = buttonStyle;
		element.addEventListener('click', press);
		return element;
	}
}
