import {createPortal} from 'react-dom';
import {cx} from '../boot.ts';
import {t} from '../i18n.ts';
import {Press} from '../ui/press.tsx';
import type {Composer} from './use-composer.ts';

/** The click on Post sent nothing; this dialog's button does (S6). */
export function Nudge({text, model}: {text: string; model: Composer}) {
	return createPortal(
		<div className={cx('overlay')}>
			<div role="alertdialog" aria-modal="true" className={cx('sheet')} data-testid="confirmationSheetDialog">
				<p>{text}</p>
				<Press testid="confirmationSheetConfirm" className={cx('send')} onPress={() => model.send(true)}>
					{t('post')}
				</Press>
				<Press testid="confirmationSheetCancel" className={cx('quiet')} onPress={() => model.setNudge(null)}>
					{t('close')}
				</Press>
			</div>
		</div>,
		document.getElementById('layers')!,
	);
}
