import {useEffect, useRef, useState} from 'react';
import {graphql} from '../api/graphql.ts';
import {boot, cx, now, weather} from '../boot.ts';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import type {PostDraft} from '../feed/post-draft.ts';
import {publishPost} from '../feed/publish.ts';
import {t} from '../i18n.ts';
import {setState, useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {DialogFrame, submitKey} from './frame.tsx';
import {Photos} from './photos.tsx';
import {PrivacyButton} from './privacy.tsx';
import {ScheduleField} from './schedule.tsx';

const QUERIES = [
	'ComposerDialogRootQuery',
	'CometPrivacySelectorPickerQuery',
	'ComposerActivityPickerQuery',
	'CometComposerMentionsSourceQuery',
	'ComposerTextFormatPresetsQuery',
];

const close = (): void => setState({dialog: null});

type Step = 'write' | 'settings';
type Change = (change: Partial<PostDraft>) => void;

/** The create-post dialog. Under variant b it has a second step, as pages and some cohorts have (F8). */
export function PostDialog({initial}: {initial: PostDraft}) {
	const actor = useStore(state => state.actor);
	const [draft, setDraft] = useState(initial);
	const [step, setStep] = useState<Step>('write');
	const editor = useRef<EditorHandle | null>(null);
	useEffect(() => {
		for (const name of QUERIES) void graphql(name, {}).catch(() => undefined);
	}, []);
	const change: Change = with_ => setDraft(before => ({...before, ...with_}));
	const ready = isReady(draft);
	const submit = (): void => {
		if (!ready) return;
		close();
		void publishPost({...draft, text: editor.current?.text() ?? draft.text});
	};
	const label = draft.group ? t('writeSomething') : t('onYourMind', actor.name);
	return (
		<DialogFrame
			label={t('createPostTitle')}
			title={t(step === 'write' ? 'createPostTitle' : 'postSettings')}
			onClose={close}
			onSubmit={submit}
		>
			{submitByKey => (
				<>
					<Who draft={draft} onChange={change} />
					<div hidden={step === 'settings'}>
						<EditorBox
							handle={editor}
							label={label}
							placeholder={label}
							initialText={draft.text || (weather.twoComposers ? 'Draft in the dialog.' : '')}
							focusOnMount
							className={cx('dialog-editor')}
							onText={text => change({text})}
							onKey={submitKey}
							onSend={submitByKey}
						/>
						<Photos photos={draft.photos} onChange={photos => change({photos})} />
					</div>
					{(step === 'settings' || draft.at !== null) && (
						<ScheduleField at={draft.at} earliest={now()} onChange={at => change({at})} />
					)}
					<Foot
						draft={draft}
						step={step}
						ready={ready}
						onNext={() => setStep('settings')}
						onChange={change}
						onSubmit={submit}
					/>
				</>
			)}
		</DialogFrame>
	);
}

function isReady({text, photos}: PostDraft): boolean {
	const uploading = photos.some(photo => photo.id === '');
	return !uploading && (text.trim() !== '' || photos.length > 0);
}

function Who({draft, onChange}: {draft: PostDraft; onChange: Change}) {
	const actor = useStore(state => state.actor);
	const group = boot.groups.find(({id}) => id === draft.group);
	return (
		<div className={cx('dialog-actor')}>
			<Avatar actor={actor} />
			<div>
				<strong>{actor.name}</strong>
				{group ? (
					<div className={cx('dim', 'small')}>
						{group.name}
						{group.mode === 'anonymous' && <Anonymous draft={draft} onChange={onChange} />}
					</div>
				) : (
					<PrivacyButton privacy={draft.privacy} onChange={privacy => onChange({privacy})} />
				)}
			</div>
		</div>
	);
}

/** A switch of its own that is reported at once and publishes nothing. */
function Anonymous({draft, onChange}: {draft: PostDraft; onChange: Change}) {
	const toggle = (anonymous: boolean): void => {
		onChange({anonymous});
		void graphql('useGroupsCometAnonymousPostToggleMutation', {input: {anonymous}}).catch(() => undefined);
	};
	return (
		<label className={cx('privacy')}>
			<input
				type="checkbox"
				role="switch"
				checked={draft.anonymous}
				onChange={event => toggle(event.target.checked)}
			/>{' '}
			{t('anonymous')}
		</label>
	);
}

interface FootProps {
	draft: PostDraft;
	step: Step;
	ready: boolean;
	onNext: () => void;
	onChange: Change;
	onSubmit: () => void;
}

/** One step: Post and a clock. Two steps: Next, then Post (F8). */
function Foot({draft, step, ready, onNext, onChange, onSubmit}: FootProps) {
	const word = draft.at === null ? 'post' : 'schedule';
	const first = weather.variant === 'b' && step === 'write';
	return (
		<footer className={cx('dialog-foot')}>
			<Press
				label={t(first ? 'next' : word)}
				className={cx('primary')}
				disabled={!ready}
				onPress={first ? onNext : onSubmit}
			>
				{t(first ? 'next' : word)}
			</Press>
			{weather.variant === 'a' && (
				<Press
					label={t('schedulePost')}
					className={cx('icon-button')}
					onPress={() => onChange({at: draft.at === null ? now() + 86_400_000 : null})}
				>
					<Icon name="clock" />
				</Press>
			)}
		</footer>
	);
}
