import {cx} from '../boot.ts';
import {t} from '../i18n.ts';
import {hideToast, useStore} from '../store.ts';
import {Icon} from './icons.tsx';
import {Press} from './press.tsx';

export function Toasts() {
	const toasts = useStore(state => state.toasts);
	return (
		<div className={cx('toasts')}>
			{toasts.map(({key, text, action}) => (
				<div key={key} role="alert" className={cx('toast')}>
					<span>{text}</span>
					{action && (
						<Press
							className={cx('toast-action')}
							onPress={() => {
								hideToast(key);
								action.run();
							}}
						>
							{action.label}
						</Press>
					)}
					<Press label={t('close')} className={cx('toast-close')} onPress={() => hideToast(key)}>
						<Icon name="close" size={16} />
					</Press>
				</div>
			))}
		</div>
	);
}
