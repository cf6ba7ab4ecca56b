import {createPortal} from 'react-dom';
import {cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {navigate, useStore} from '../store.ts';

/** Old toasts stay their five seconds, beside newer ones. */
export function Toasts() {
	const toasts = useStore(state => state.toasts);
	return createPortal(
		<div className={cx('toasts')}>
			{toasts.map(({key, text, href, actions}) => (
				<div key={key} role="alert" className={cx('toast')} data-testid={tid('toast')}>
					<span>{text}</span>
					{href && (
						<a
							href={href}
							onClick={event => {
								event.preventDefault();
								navigate(href);
							}}
						>
							{t('view')}
						</a>
					)}
					{actions?.map(({label, run}) => (
						<button type="button" key={label} onClick={run}>
							{label}
						</button>
					))}
				</div>
			))}
		</div>,
		document.getElementById('layers')!,
	);
}
