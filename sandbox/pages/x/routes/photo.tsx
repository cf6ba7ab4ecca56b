import {createPortal} from 'react-dom';
import {cx} from '../boot.ts';
import {Composer} from '../composer/composer.tsx';
import {t} from '../i18n.ts';
import {navigate} from '../store.ts';
import {PostCard} from '../timeline/post-card.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {useThread} from './status.tsx';

/** `…/photo/1`: the reply composer here has `tweetButton`: the id follows "in a modal", not the kind. */
export function PhotoModal({id, back}: {id: string; back: string}) {
	const {thread, reload} = useThread(id);
	const post = thread.find(each => each.id === id);
	if (!post) return null;
	return createPortal(
		<div className={cx('overlay')}>
			<div role="dialog" aria-modal="true" className={cx('modal')}>
				<div className={cx('modal-bar')}>
					<Press label={t('close')} onPress={() => navigate(back)}>
						<Icon name="close" />
					</Press>
				</div>
				<PostCard post={post} focal />
				<Composer storeKey={id} placement="modal" replyTo={id} onSent={reload} />
			</div>
		</div>,
		document.getElementById('layers')!,
	);
}
