import {useRef, useState} from 'react';
import {cx, now} from '../boot.ts';
import {Photos} from '../dialogs/photos.tsx';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import type {PostDraft} from '../feed/post-draft.ts';
import {emptyDraft, publishPost} from '../feed/publish.ts';
import {t} from '../i18n.ts';
import {showToast, useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Press} from '../ui/press.tsx';
import {DialogScheduler} from './scheduler.tsx';

/** Accessible names here contain zero-width spaces. */
const LABEL = 'Write into the\u200b dialogue box to\u200b include text with your post.';

/** The Business Suite composer: a combobox three levels below its label, with a schedule switch. */
export function BusinessComposer() {
	const actor = useStore(state => state.actor);
	const [draft, setDraft] = useState(emptyDraft());
	const [round, setRound] = useState(0);
	const editor = useRef<EditorHandle | null>(null);
	const change = (with_: Partial<PostDraft>): void => setDraft(before => ({...before, ...with_}));
	const ready = draft.text.trim() !== '' || draft.photos.length > 0;
	const word = draft.at === null ? 'publish' : 'schedule';
	const submit = (): void => {
		void publishPost({...draft, text: editor.current!.text()}, 'BusinessComposerStoryCreationMutation').then(
			() => showToast({text: t(word)}),
		);
		setDraft(emptyDraft());
		setRound(round + 1);
	};
	return (
		<div className={cx('card', 'business')}>
			<h1>{t('createPostTitle')}</h1>
			<div className={cx('dialog-actor')}>
				<Avatar actor={actor} /> <strong>{actor.name}</strong>
			</div>
			<div aria-label={LABEL} role="group" className={cx('business-text')}>
				<div>
					<EditorBox
						key={round}
						handle={editor}
						role="combobox"
						placeholder={t('writeSomething')}
						onText={text => change({text})}
						onKey={() => 'default'}
						onSend={() => undefined}
					/>
				</div>
			</div>
			<Photos photos={draft.photos} onChange={photos => change({photos})} />
			<DialogScheduler at={draft.at} now={now()} onChange={at => change({at})} />
			<Press label={t(word)} className={cx('primary')} disabled={!ready} onPress={submit}>
				{t(word)}
			</Press>
		</div>
	);
}
