/**
 * Ctrl/Cmd+Enter dispatches a `submit` event on the form: no click, no native submission. During IME
 * composition it waits until the composition ends; then no key event precedes it (facebook.md, F2 and F3).
 */
export function submitByKey(event: KeyboardEvent): 'default' | 'send' {
	return event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? 'send' : 'default';
}

export function dispatchSubmit(form: HTMLFormElement, composing: boolean): void {
	const fire = (): void => {
		form.dispatchEvent(new SubmitEvent('submit', {bubbles: true, cancelable: true}));
	};
	if (composing) form.addEventListener('compositionend', () => setTimeout(fire), {once: true});
	else fire();
}
