import {useEffect, useRef, useState} from 'react';
import {graphql} from '../api/graphql.ts';
import {uploadPhoto} from '../api/photos.ts';
import {boot, cx, now, weather} from '../boot.ts';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import {type PostDraft, publishPost} from '../feed/publish.ts';
import {t} from '../i18n.ts';
import {setState, useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Layer} from '../ui/layer.tsx';
import {Press} from '../ui/press.tsx';
import {dispatchSubmit, submitByKey} from './ime.ts';
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

/** The create-post dialog. Pages, and everyone under variant b, have a second step (F8). */
export function PostDialog({initial}: {initial: PostDraft}) {
	const actor = useStore(state => state.actor);
	const [draft, setDraft] = useState(initial);
	const [step, setStep] = useState<'write' | 'settings'>('write');
	const form = useRef<HTMLFormElement>(null);
	const editor = useRef<EditorHandle | null>(null);
	const composing = useRef(false);
	useEffect(() => {
		for (const name of QUERIES) void graphql(name, {}).catch(() => undefined);
	}, []);
	const change = (with_: Partial<PostDraft>): void => setDraft(before => ({...before, ...with_}));
	const uploading = draft.photos.some(photo => photo.id === '');
	const empty = (draft.text.trim() === '' && draft.photos.length === 0) || uploading;
	const submit = (): void => {
		if (empty) return;
		close();
		void publishPost({...draft, text: editor.current?.text() ?? draft.text});
	};
	const twoSteps = weather.variant === 'b';
	const label = draft.group ? t('writeSomething') : t('onYourMind', actor.name);
	return (
		<Layer onEscape={close}>
			<div className={cx('overlay')}>
				<div role="dialog" aria-modal="true" aria-label={t('createPostTitle')} className={cx('dialog')}>
					<form
						ref={form}
						method="POST"
						onSubmit={event => {
							event.preventDefault();
							submit();
						}}
						onCompositionStart={() => {
							composing.current = true;
						}}
						onCompositionEnd={() => {
							composing.current = false;
						}}
					>
						<header className={cx('dialog-head')}>
							<h2>{step === 'write' ? t('createPostTitle') : t('postSettings')}</h2>
							<Press label={t('close')} className={cx('icon-button')} onPress={close}>
								<Icon name="close" />
							</Press>
						</header>
						<div className={cx('dialog-actor')}>
							<Avatar actor={actor} />
							<div>
								<strong>{actor.name}</strong>
								{draft.group ? (
									<div className={cx('dim', 'small')}>
										{boot.groups.find(({id}) => id === draft.group)?.name}
									</div>
								) : (
									<PrivacyButton privacy={draft.privacy} onChange={privacy => change({privacy})} />
								)}
							</div>
						</div>
						<div hidden={step === 'settings'}>
							<EditorBox
								handle={editor}
								label={label}
								placeholder={label}
								initialText={draft.text || (weather.twoComposers ? 'Draft in the dialog.' : '')}
								focusOnMount
								className={cx('dialog-editor')}
								onText={text => change({text})}
								onKey={submitByKey}
								onSend={() => dispatchSubmit(form.current!, composing.current)}
							/>
							<Photos draft={draft} onChange={change} />
						</div>
						{(step === 'settings' || draft.at !== null) && (
							<ScheduleField at={draft.at} earliest={now()} onChange={at => change({at})} />
						)}
						<footer className={cx('dialog-foot')}>
							{twoSteps && step === 'write' ? (
								<Press
									label={t('next')}
									className={cx('primary')}
									disabled={empty}
									onPress={() => setStep('settings')}
								>
									{t('next')}
								</Press>
							) : (
								<Press
									label={t(draft.at === null ? 'post' : 'schedule')}
									className={cx('primary')}
									disabled={empty}
									onPress={submit}
								>
									{t(draft.at === null ? 'post' : 'schedule')}
								</Press>
							)}
							{!twoSteps && (
								<Press
									label={t('schedulePost')}
									className={cx('icon-button')}
									onPress={() => change({at: draft.at === null ? now() + 86_400_000 : null})}
								>
									<Icon name="clock" />
								</Press>
							)}
						</footer>
						<input type="submit" style={{display: 'none'}} />
					</form>
				</div>
			</div>
		</Layer>
	);
}

/** Photos go up when picked; Post waits for them. */
function Photos({draft, onChange}: {draft: PostDraft; onChange: (change: Partial<PostDraft>) => void}) {
	const latest = useRef(draft.photos);
	latest.current = draft.photos;
	const add = async (files: File[]): Promise<void> => {
		const picked = files.map(file => ({id: '', file, preview: URL.createObjectURL(file)}));
		onChange({photos: [...latest.current, ...picked]});
		for (const photo of picked) {
			const id = await uploadPhoto(photo.file);
			onChange({
				photos: latest.current.map(other => (other.preview === photo.preview ? {...other, id} : other)),
			});
		}
	};
	return (
		<div className={cx('photos')}>
			{draft.photos.map(photo => (
				<img key={photo.preview} src={photo.preview} alt="" />
			))}
			<label className={cx('tool')}>
				<Icon name="image" /> {t('photo')}
				<input
					type="file"
					multiple
					accept="image/*,image/heif,image/heic,video/*"
					className={cx('file')}
					onChange={event => void add([...(event.target.files ?? [])])}
				/>
			</label>
		</div>
	);
}
