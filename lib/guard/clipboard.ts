/** Copies text on a person's click. Some pages refuse the clipboard API; the old command still works there. */
export async function copyText(text: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		const fill = (event: ClipboardEvent): void => {
			event.clipboardData?.setData('text/plain', text);
			event.preventDefault();
			event.stopImmediatePropagation();
		};
		window.addEventListener('copy', fill, {capture: true, once: true});
		document.execCommand('copy');
		window.removeEventListener('copy', fill, {capture: true});
	}
}
