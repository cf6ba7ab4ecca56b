import {useRef, useState} from 'react';
import type {StoryView} from '#sandbox/shared/facebook-view.ts';
import {graphql, merged} from '../api/graphql.ts';
import {cx} from '../boot.ts';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import {createVariables, emptyDraft} from '../feed/publish.ts';
import {t} from '../i18n.ts';
import {setState} from '../store.ts';
import {Icon} from '../ui/icons.tsx';
import {Layer} from '../ui/layer.tsx';
import {Press} from '../ui/press.tsx';
import {dispatchSubmit, submitByKey} from './ime.ts';

const close = (): void => setState({dialog: null});

/** Edits a published post. On an error the dialog stays with its text. */
export function EditDialog({story}: {story: StoryView}) {
	const form = useRef<HTMLFormElement>(null);
	const editor = useRef<EditorHandle | null>(null);
	const [failed, setFailed] = useState(false);
	const save = async (): Promise<void> => {
		const draft = {...emptyDraft(), text: editor.current!.text()};
		try {
			const data = merged(
				await graphql(
					'ComposerStoryEditMutation',
					createVariables(draft, `client:${crypto.randomUUID()}`, story.storyId),
				),
			);
			const view = (data.story_edit as {story: {sandbox_view: StoryView}}).story.sandbox_view;
			setState(({feed}) => ({dialog: null, feed: feed.map(each => (each.id === story.id ? view : each))}));
		} catch {
			setFailed(true);
		}
	};
	return (
		<Layer onEscape={close}>
			<div className={cx('overlay')}>
				<div role="dialog" aria-modal="true" aria-label={t('editPost')} className={cx('dialog')}>
					<form
						ref={form}
						method="POST"
						onSubmit={event => {
							event.preventDefault();
							void save();
						}}
					>
						<header className={cx('dialog-head')}>
							<h2>{t('editPost')}</h2>
							<Press label={t('close')} className={cx('icon-button')} onPress={close}>
								<Icon name="close" />
							</Press>
						</header>
						<EditorBox
							handle={editor}
							label={t('onYourMind', story.author.name)}
							placeholder={t('onYourMind', story.author.name)}
							initialText={story.text}
							focusOnMount
							className={cx('dialog-editor')}
							onText={() => setFailed(false)}
							onKey={submitByKey}
							onSend={() => dispatchSubmit(form.current!, false)}
						/>
						{failed && (
							<div role="alert" className={cx('refused')}>
								{t('actionFailed')}
							</div>
						)}
						<footer className={cx('dialog-foot')}>
							<Press label={t('save')} className={cx('primary')} onPress={() => void save()}>
								{t('save')}
							</Press>
						</footer>
						<input type="file" className={cx('file')} />
						<input type="submit" style={{display: 'none'}} />
					</form>
				</div>
			</div>
		</Layer>
	);
}
