import {type ReactNode, useRef} from 'react';
import {cx} from '../boot.ts';
import {t} from '../i18n.ts';
import {Icon} from '../ui/icons.tsx';
import {Layer} from '../ui/layer.tsx';
import {Press} from '../ui/press.tsx';

interface Props {
	/** Share dialogs have none (facebook.md section 3). */
	label?: string;
	title: string;
	onClose: () => void;
	onSubmit: () => void;
	/** Gets a function that submits the form the way a key does. */
	children: (submitByKey: () => void) => ReactNode;
}

/** `[role=dialog] form[method=POST]` with a hidden submit input: the frame of every composer dialog. */
export function DialogFrame({label, title, onClose, onSubmit, children}: Props) {
	const form = useRef<HTMLFormElement>(null);
	const composing = useRef(false);
	return (
		<Layer onEscape={onClose}>
			<div className={cx('overlay')}>
				<div role="dialog" aria-modal="true" aria-label={label} className={cx('dialog')}>
					<form
						ref={form}
						method="POST"
						onSubmit={event => {
							event.preventDefault();
							onSubmit();
						}}
						onKeyDown={event => {
							// Lexical hears no keys while composing; the form does, and waits (F3).
							if (composing.current && submitKey(event.nativeEvent) === 'send')
								submitAfterComposition(form.current!);
						}}
						onCompositionStart={() => {
							composing.current = true;
						}}
						onCompositionEnd={() => {
							composing.current = false;
						}}
					>
						<header className={cx('dialog-head')}>
							<h2>{title}</h2>
							<Press label={t('close')} className={cx('icon-button')} onPress={onClose}>
								<Icon name="close" />
							</Press>
						</header>
						{children(() => dispatchSubmit(form.current!))}
						<input type="submit" style={{display: 'none'}} />
					</form>
				</div>
			</div>
		</Layer>
	);
}

/** Ctrl/Cmd+Enter in a dialog's editor (F2). */
export function submitKey(event: KeyboardEvent): 'default' | 'send' {
	return event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? 'send' : 'default';
}

/** A synthetic `submit` event: no click, no native submission (F2). */
function dispatchSubmit(form: HTMLFormElement): void {
	form.dispatchEvent(new SubmitEvent('submit', {bubbles: true, cancelable: true}));
}

/** During IME composition the submit waits until it ends; then no key event precedes it (F3). */
function submitAfterComposition(form: HTMLFormElement): void {
	form.addEventListener('compositionend', () => setTimeout(() => dispatchSubmit(form)), {once: true});
}
