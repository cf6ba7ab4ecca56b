import {useRef, useState} from 'react';
import type {StoryView} from '#sandbox/shared/facebook-view.ts';
import {graphql, merged} from '../api/graphql.ts';
import {cx} from '../boot.ts';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import {createVariables, emptyDraft} from '../feed/publish.ts';
import {t} from '../i18n.ts';
import {setState} from '../store.ts';
import {Press} from '../ui/press.tsx';
import {DialogFrame, submitKey} from './frame.tsx';

const close = (): void => setState({dialog: null});

/** Edits a published post. On an error the dialog stays with its text. */
export function EditDialog({story}: {story: StoryView}) {
	const editor = useRef<EditorHandle | null>(null);
	const [failed, setFailed] = useState(false);
	const save = (): void => void saveEdit(story, editor.current!.text()).catch(() => setFailed(true));
	const label = t('onYourMind', story.author.name);
	return (
		<DialogFrame label={t('editPost')} title={t('editPost')} onClose={close} onSubmit={save}>
			{submitByKey => (
				<>
					<EditorBox
						handle={editor}
						label={label}
						placeholder={label}
						initialText={story.text}
						focusOnMount
						className={cx('dialog-editor')}
						onText={() => setFailed(false)}
						onKey={submitKey}
						onSend={submitByKey}
					/>
					{failed && (
						<div role="alert" className={cx('refused')}>
							{t('actionFailed')}
						</div>
					)}
					<footer className={cx('dialog-foot')}>
						<Press label={t('save')} className={cx('primary')} onPress={save}>
							{t('save')}
						</Press>
					</footer>
					<input type="file" className={cx('file')} />
				</>
			)}
		</DialogFrame>
	);
}

async function saveEdit(story: StoryView, text: string): Promise<void> {
	const draft = {...emptyDraft(), text};
	const clientId = `client:${crypto.randomUUID()}`;
	const lines = await graphql('ComposerStoryEditMutation', createVariables(draft, clientId, story.storyId));
	const view = (merged(lines).story_edit as {story: {sandbox_view: StoryView}}).story.sandbox_view;
	setState(({feed}) => ({dialog: null, feed: feed.map(each => (each.id === story.id ? view : each))}));
}
