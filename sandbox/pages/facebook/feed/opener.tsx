import {cx} from '../boot.ts';
import {t} from '../i18n.ts';
import {setState, useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {emptyDraft} from './publish.ts';

/** `[role=region] [role=link]+[role=button]`: opens the post dialog (facebook.md section 3). */
export function Opener({group = null}: {group?: string | null}) {
	const actor = useStore(state => state.actor);
	const open = (): void => setState({dialog: {kind: 'post', draft: emptyDraft(group)}});
	return (
		<div
			role="region"
			aria-label={t('createPost')}
			className={cx('opener')}
			{...(group ? {'data-pagelet': 'GroupInlineComposer'} : {})}
		>
			<div className={cx('opener-row')}>
				<a href={`/${actor.id}`} role="link" aria-label={actor.name}>
					<Avatar actor={actor} />
				</a>
				<Press className={cx('opener-button')} onPress={open}>
					<span>{group ? t('writeSomething') : t('onYourMind', actor.name)}</span>
				</Press>
			</div>
			<div className={cx('opener-tools')}>
				<Press className={cx('tool')} onPress={open}>
					<Icon name="image" /> {t('photo')}
				</Press>
			</div>
		</div>
	);
}
