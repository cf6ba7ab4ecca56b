import {useState} from 'react';
import {createPortal} from 'react-dom';
import {graphql} from '../api/graphql.ts';
import {cx, tid, weather} from '../boot.ts';
import {Composer} from '../composer/composer.tsx';
import {t} from '../i18n.ts';
import {composerText, navigate, store, writeComposer} from '../store.ts';
import {PostCard} from '../timeline/post-card.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';

const STATUS = /^https:\/\/x\.com\/\w+\/status\/(\d+)/;

/** `/compose/post`: a dialog over the page behind, so that two `tweetTextarea_0` exist. */
export function ComposeModal({query, back}: {query: URLSearchParams; back: string}) {
	const [asking, setAsking] = useState(false);
	const parent = known(query.get('in_reply_to'));
	const quote = known(STATUS.exec(query.get('url') ?? '')?.[1]);
	const editOf = known(query.get('edit'));
	const leave = (): void => navigate(back);
	const close = (): void => {
		(document.activeElement as HTMLElement | null)?.blur();
		if (composerText('modal') && !editOf) setAsking(true);
		else leave();
	};
	return createPortal(
		<div className={cx('overlay')}>
			<div className={cx('backdrop')} data-testid={tid('mask')} />
			<div role="dialog" aria-modal="true" aria-labelledby="modal-header" className={cx('modal')}>
				<div className={cx('modal-bar')}>
					<Press testid="app-bar-close" label={t('close')} onPress={close}>
						<Icon name="close" />
					</Press>
					<span id="modal-header" className={cx('grow')}>
						{editOf ? 'Edit post' : ''}
					</span>
					<span id="app-bar-slot" />
					<Press
						testid="unsentButton"
						className={cx('quiet')}
						onPress={() => navigate('/compose/post/unsent/drafts')}
					>
						{t('drafts')}
					</Press>
				</div>
				{parent && <PostCard post={parent} />}
				<Composer
					storeKey="modal"
					placement="modal"
					focusOnMount
					replyTo={parent?.id ?? null}
					quote={quote}
					editOf={editOf}
					initialText={
						editOf?.text ?? query.get('text') ?? (weather.twoComposers ? 'Draft in the dialog.' : '')
					}
					onSent={leave}
				/>
				{asking && <SaveSheet onDone={leave} onStay={() => setAsking(false)} />}
			</div>
		</div>,
		document.getElementById('layers')!,
	);
}

const known = (id: string | null | undefined) =>
	store.getState().timeline.find(post => post.id === id) ?? null;

/** Saving a draft sends its text to the site but publishes nothing (S11). */
function SaveSheet({onDone, onStay}: {onDone: () => void; onStay: () => void}) {
	const finish = (): void => {
		onDone();
		// After the composer has unmounted and written its text back.
		setTimeout(() => writeComposer('modal', {composerData: []}));
	};
	const save = async (): Promise<void> => {
		const status = composerText('modal');
		await graphql('CreateDraftTweet', {
			post_tweet_request: {
				status,
				media_ids: [],
				auto_populate_reply_metadata: false,
				exclude_reply_user_ids: [],
			},
		});
		finish();
	};
	return (
		<div className={cx('overlay')}>
			<div
				role="alertdialog"
				aria-modal="true"
				className={cx('sheet')}
				data-testid={tid('confirmationSheetDialog')}
			>
				<h2>Save post?</h2>
				<Press testid="confirmationSheetConfirm" className={cx('send')} onPress={() => void save()}>
					{t('save')}
				</Press>
				<Press testid="confirmationSheetCancel" className={cx('quiet')} onPress={finish}>
					{t('discard')}
				</Press>
				<Press className={cx('quiet')} onPress={onStay}>
					{t('close')}
				</Press>
			</div>
		</div>
	);
}
