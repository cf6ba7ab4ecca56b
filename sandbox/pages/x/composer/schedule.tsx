import {useState} from 'react';
import {createPortal} from 'react-dom';
import {cx, now} from '../boot.ts';
import {t} from '../i18n.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import type {Composer} from './use-composer.ts';

/** Opens a sheet with date and time; confirming it does not send, it relabels the button. */
export function SchedulePicker({model}: {model: Composer}) {
	const [open, setOpen] = useState(false);
	const [value, setValue] = useState('');
	const show = (): void => {
		setValue(localInput(model.at ?? now() + 86_400_000));
		setOpen(true);
	};
	const confirm = (): void => {
		model.setAt(new Date(value).getTime());
		setOpen(false);
	};
	return (
		<>
			<Press testid="scheduleOption" label={t('schedule')} onPress={show}>
				<Icon name="clock" />
			</Press>
			{open &&
				createPortal(
					<div className={cx('overlay')}>
						<div role="dialog" aria-modal="true" aria-label={t('schedule')} className={cx('sheet')}>
							<h2>{t('schedule')}</h2>
							<input
								type="datetime-local"
								value={value}
								aria-label={t('schedule')}
								onChange={event => setValue(event.target.value)}
							/>
							<Press testid="scheduledConfirmationPrimaryAction" className={cx('send')} onPress={confirm}>
								{t('confirm')}
							</Press>
						</div>
					</div>,
					document.getElementById('layers')!,
				)}
		</>
	);
}

function localInput(at: number): string {
	const date = new Date(at);
	return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
