import {createHost} from './host.ts';

export interface ModalOptions {
	theme: 'light' | 'dark';
	/** The dialog itself unless said: not onto a button, for the keys that pressed Post may still be down. */
	focus?: HTMLElement;
	/** After the dialog is gone, however. */
	closed: () => void;
}

/** Shows a dialog of ours as the browser's own modal one, so neither the site's focus traps nor its inert layers reach it. */
export function openModal(
	dialog: HTMLDialogElement,
	{theme, focus = dialog, closed}: ModalOptions,
): {close(): void} {
	const host = createHost('modal', close);
	host.setTheme(theme);
	dialog.addEventListener('cancel', event => {
		event.preventDefault();
		close();
	});
	host.body.append(dialog);
	document.documentElement.append(host.element);
	dialog.showModal();
	focus.focus();
	return {close};

	function close(): void {
		if (!host.element.isConnected) return;
		dialog.close();
		host.element.remove();
		closed();
	}
}
