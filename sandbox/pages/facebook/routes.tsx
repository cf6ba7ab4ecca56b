import {useRef, useState} from 'react';
import {boot, cx} from './boot.ts';
import {BusinessComposer} from './business/composer.tsx';
import {EditorBox, type EditorHandle} from './editor/box.tsx';
import {sendSimple} from './feed/simple.ts';
import {t} from './i18n.ts';
import {Conversation} from './messenger/conversation.tsx';
import {useStore} from './store.ts';
import {Press} from './ui/press.tsx';

type View = (match: string[]) => React.ReactNode;

/** Pages beside the feed. A new surface is one line. */
export const SURFACES: readonly [RegExp, View][] = [
	[/^\/latest\/composer/, () => <BusinessComposer />],
	[/^\/latest\/scheduled|^\/professional_dashboard\/scheduled/, () => <Scheduled />],
	[/^\/messages\/e2ee\/t\/(\d+)/, ([, id]) => <Conversation key={id} thread={id!} sealed />],
	[/^\/messages\/t\/(\d+)/, ([, id]) => <Conversation key={id} thread={id!} sealed={false} />],
	[/^\/stories\/create/, () => <StoryCreate />],
	[/^\/stories\/(\d+)/, ([, id]) => <StoryReply id={id!} />],
	[/^\/(?:reel|latest\/reels_composer)/, () => <ReelCreate />],
	[/^\/(settings|report)/, ([, kind]) => <Decoy kind={kind as 'settings'} />],
	[/^\/notes\/create/, () => <NoteCreate />],
];

/** A text story: the plainest composer there is. */
function StoryCreate() {
	const actor = useStore(state => state.actor);
	const [text, setText] = useState('');
	const share = (): void =>
		void sendSimple('StoriesCreateMutation', {
			audiences: [{stories: {self: {target_id: actor.id}}}],
			message: {ranges: [], text},
			text_format_preset_id: '1',
		});
	return (
		<Simple title={t('story')} text={text} onText={setText} button="Share to story" onSend={share} file />
	);
}

function StoryReply({id}: {id: string}) {
	const [text, setText] = useState('');
	const send = (): void =>
		void sendSimple('useStoriesSendReplyMutation', {message: text, story_id: id, story_reply_type: 'TEXT'});
	return <Simple title={t('story')} text={text} onText={setText} button={t('reply')} onSend={send} />;
}

/** Next, Next, Share: only the third press sends (facebook.md section 3). */
function ReelCreate() {
	const [text, setText] = useState('');
	const [step, setStep] = useState(0);
	const share = (): void =>
		void sendSimple('ReelComposerReelPublishMutation', {message: {ranges: [], text}, video_id: '1'});
	return (
		<Simple
			title="Reel"
			text={text}
			onText={setText}
			button={step < 2 ? t('next') : t('share')}
			onSend={step < 2 ? () => setStep(step + 1) : share}
		/>
	);
}

function NoteCreate() {
	const [text, setText] = useState('');
	const share = (): void =>
		void sendSimple('MWInboxTrayNoteCreationDialogCreationStepContentMutation', {description: text});
	return <Simple title="Note" text={text} onText={setText} button={t('share')} onSend={share} />;
}

interface SimpleProps {
	title: string;
	text: string;
	onText: (text: string) => void;
	button: string;
	onSend: () => void;
	file?: boolean;
}

const Simple = ({title, text, onText, button, onSend, file = false}: SimpleProps) => (
	<div className={cx('card', 'business')}>
		<h1>{title}</h1>
		{file && <input type="file" accept="image/*,image/heif,image/heic" className={cx('file')} />}
		<textarea
			className={cx('plain')}
			aria-label={title}
			value={text}
			onChange={event => onText(event.target.value)}
		/>
		<Press label={button} className={cx('primary')} disabled={text.trim() === ''} onPress={onSend}>
			{button}
		</Press>
	</div>
);

/** Text fields that are no composers: a setting, and the dialog that reports a post. */
function Decoy({kind}: {kind: 'settings' | 'report'}) {
	const handle = useRef<EditorHandle | null>(null);
	return (
		<div
			role={kind === 'report' ? 'dialog' : 'group'}
			aria-label={t(kind)}
			className={cx('card', 'business')}
		>
			<h1>{t(kind)}</h1>
			<EditorBox
				handle={handle}
				label={t(kind)}
				placeholder={t(kind)}
				onText={() => undefined}
				onKey={() => 'default'}
				onSend={() => undefined}
			/>
		</div>
	);
}

/** Scheduled posts: publish now, or a day later (appendix group 4). */
function Scheduled() {
	return (
		<div className={cx('card', 'business')}>
			<h1>{t('schedulePost')}</h1>
			{boot.scheduled.map(({id, text, at}) => (
				<div key={id} className={cx('dialog-actor')}>
					<span className={cx('grow')}>{text}</span>
					<Press
						className={cx('privacy')}
						onPress={() =>
							void sendSimple('useCometUpdateScheduleTimeDialogRescheduleMutation', {
								story_id: id,
								scheduled_publish_time: Math.floor(at / 1000) + 86_400,
							})
						}
					>
						+1 d
					</Press>
					<Press
						className={cx('privacy')}
						onPress={() => void sendSimple('useCometScheduledPostManualPublishMutation', {story_id: id})}
					>
						{t('publish')}
					</Press>
				</div>
			))}
		</div>
	);
}
