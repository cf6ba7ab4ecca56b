import {browser} from 'wxt/browser';

/** Opens one of our own pages in a tab. A popup closes by that; its work is kept. */
export function openPage(name: 'review' | 'options'): void {
	void browser.tabs.create({url: new URL(`/${name}.html`, location.href).href});
}
