import {useRef, useState} from 'react';
import type {StoryView} from '#sandbox/shared/facebook-view.ts';
import {boot, cx} from '../boot.ts';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import type {PostDraft} from '../feed/post-draft.ts';
import {emptyDraft, publishPost, shareOperation} from '../feed/publish.ts';
import {sendSimple} from '../feed/simple.ts';
import {t} from '../i18n.ts';
import {sendMessage} from '../messenger/bridge.ts';
import {setState, useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {DialogFrame, submitKey} from './frame.tsx';
import {PrivacyButton} from './privacy.tsx';

const close = (): void => setState({dialog: null});

/** The share dialog: no `aria-label` on its editor, only a placeholder (facebook.md section 3). */
export function ShareDialog({story}: {story: StoryView}) {
	const actor = useStore(state => state.actor);
	const [draft, setDraft] = useState<PostDraft>({...emptyDraft(), shared: story});
	const editor = useRef<EditorHandle | null>(null);
	const submit = (): void => {
		close();
		const operation = draft.group ? 'useCometGroupReshareMutation' : shareOperation();
		void publishPost({...draft, text: editor.current?.text() ?? ''}, operation);
	};
	return (
		<DialogFrame title={t('share')} onClose={close} onSubmit={submit}>
			{submitByKey => (
				<>
					<div className={cx('dialog-actor')}>
						<Avatar actor={actor} />
						<div>
							<strong>{actor.name}</strong>
							<PrivacyButton privacy={draft.privacy} onChange={privacy => setDraft({...draft, privacy})} />
							<Destination draft={draft} onChange={group => setDraft({...draft, group})} />
						</div>
					</div>
					<EditorBox
						handle={editor}
						placeholder={t('saySomething')}
						focusOnMount
						className={cx('dialog-editor', 'short')}
						onText={text => setDraft(before => ({...before, text}))}
						onKey={submitKey}
						onSend={submitByKey}
					/>
					<footer className={cx('dialog-foot')}>
						<Press className={cx('icon-button')} label={t('story')} onPress={() => shareToStory(story)}>
							<Icon name="image" />
						</Press>
						<Press className={cx('icon-button')} label={t('message')} onPress={() => shareToMessenger(story)}>
							<Icon name="chat" />
						</Press>
						<Press
							label={t('shareNow')}
							className={cx('primary')}
							onPress={submit}
							attributes={{'data-ad-rendering-role': 'share_button'}}
						>
							{t('shareNow')}
						</Press>
					</footer>
				</>
			)}
		</DialogFrame>
	);
}

function shareToStory(story: StoryView): void {
	close();
	void sendSimple('useCometFeedToStoryReshare_FeedToStoryMutation', {story_id: story.storyId});
}

/** No GraphQL mutation: the share goes by the messaging socket alone (F9). */
function shareToMessenger(story: StoryView): void {
	close();
	const person = boot.people.find(({kind}) => kind === 'customer')!;
	sendMessage(person.id, `https://www.facebook.com/${story.author.id}/posts/${story.id}`, false);
}

/** Feed, or one of the groups. */
const Destination = ({draft, onChange}: {draft: PostDraft; onChange: (group: string | null) => void}) => (
	<select
		className={cx('destination')}
		aria-label={t('share')}
		value={draft.group ?? ''}
		onChange={event => onChange(event.target.value || null)}
	>
		<option value="">{t('feed')}</option>
		{boot.groups.map(group => (
			<option key={group.id} value={group.id}>
				{group.name}
			</option>
		))}
	</select>
);
