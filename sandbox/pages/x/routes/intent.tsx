import {createPortal} from 'react-dom';
import {cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {navigate, store} from '../store.ts';
import {toggleLike, toggleRepost} from '../timeline/actions.ts';
import {PostCard} from '../timeline/post-card.tsx';
import {Press} from '../ui/press.tsx';

/** `/intent/like` and `/intent/retweet`: a sheet whose button acts (S5). */
export function Intent({action, id}: {action: string; id: string}) {
	const post = store.getState().timeline.find(other => other.id === id);
	if (!post) return <p className={cx('note')}>This post does not exist.</p>;
	const confirm = (): void => {
		void (action === 'retweet' ? toggleRepost(post) : toggleLike(post));
		navigate('/home');
	};
	return createPortal(
		<div className={cx('overlay')}>
			<div role="dialog" aria-modal="true" className={cx('modal')} data-testid={tid('sheetDialog')}>
				<PostCard post={post} />
				<div className={cx('moved-send', 'padded')}>
					<Press testid="confirmationSheetConfirm" className={cx('send')} onPress={confirm}>
						{t(action === 'retweet' ? 'repost' : 'like')}
					</Press>
				</div>
			</div>
		</div>,
		document.getElementById('layers')!,
	);
}
