import {type ReactNode, useEffect, useRef, useState} from 'react';
import {createPortal} from 'react-dom';
import {boot, cx, tid, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {navigate} from '../store.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {textOf} from './draft.ts';
import {weightedLength} from './length.ts';
import {SchedulePicker} from './schedule.tsx';
import type {Composer} from './use-composer.ts';

interface Props {
	model: Composer;
	placement: 'inline' | 'modal';
	onAdd: () => void;
}

/** Sits in a sibling subtree of the text row, as on X. */
export function ToolBar({model, placement, onAdd}: Props) {
	const item = model.items[model.active] ?? model.items[0]!;
	const index = Math.max(0, model.items.indexOf(item));
	const text = textOf(item);
	// `buttonMoves`: a thread's button leaves the tool bar for a row of its own (x.md section 4).
	const moved = weather.buttonMoves && model.items.length > 1;
	return (
		<>
			{model.replyTo === null && <Audience model={model} />}
			{model.at !== null && <Scheduled at={model.at} />}
			<div className={cx('toolbar')} data-testid={tid('toolBar')} role="toolbar">
				<nav className={cx('tool-icons')}>
					<FilePicker onFiles={files => model.addFiles(index, files)} />
					<Press testid="gifSearchButton" label="GIF" onPress={() => undefined}>
						<Icon name="gif" />
					</Press>
					<Press
						testid="createPollButton"
						label={t('poll')}
						onPress={() => model.change(index, {poll: item.poll ? null : {choices: ['', ''], minutes: 1440}})}
					>
						<Icon name="poll" />
					</Press>
					<SchedulePicker model={model} />
					<Press testid="geoButton" label="Location" disabled onPress={() => undefined}>
						<Icon name="pin" />
					</Press>
				</nav>
				{text !== '' && <Counter length={weightedLength(text)} />}
				{text !== '' && model.editOf === null && <AddButton placement={placement} onAdd={onAdd} />}
				{weather.variant === 'b' && (
					<Press
						className={cx('boost')}
						label={t('boost')}
						disabled={!model.sendable}
						onPress={() => model.send()}
					>
						<Icon name="flame" size={18} />
					</Press>
				)}
				{!moved && (
					<InAppBar placement={placement}>{<SendButton model={model} placement={placement} />}</InAppBar>
				)}
			</div>
			{moved && (
				<div className={cx('moved-send')}>
					<SendButton model={model} placement={placement} />
				</div>
			)}
		</>
	);
}

/** On mobile pages the button sits in the bar on top (x.md section 4). */
function InAppBar({placement, children}: {placement: Props['placement']; children: ReactNode}) {
	const [slot, setSlot] = useState<Element | null>(null);
	useEffect(() => {
		if (boot.mobile && placement === 'modal') setSlot(document.getElementById('app-bar-slot'));
	}, [placement]);
	return slot ? createPortal(children, slot) : children;
}

function SendButton({model, placement}: Pick<Props, 'model' | 'placement'>) {
	return (
		<Press
			testid={placement === 'inline' ? 'tweetButtonInline' : 'tweetButton'}
			className={cx('send')}
			disabled={!model.sendable || model.isSending}
			onPress={() => model.send()}
		>
			<span>{t(labelOf(model))}</span>
		</Press>
	);
}

function labelOf({
	items,
	editOf,
	at,
	replyTo,
}: Composer): 'post' | 'postAll' | 'update' | 'schedule' | 'reply' {
	if (editOf) return 'update';
	if (at !== null) return 'schedule';
	if (items.length > 1) return 'postAll';
	return replyTo ? 'reply' : 'post';
}

function AddButton({placement, onAdd}: Pick<Props, 'placement' | 'onAdd'>) {
	if (placement === 'modal')
		return (
			<Press testid="addButton" label={t('addAnother')} onPress={onAdd}>
				<Icon name="plus" />
			</Press>
		);
	return (
		<a
			href="/compose/post"
			role="link"
			className={cx('icon-button')}
			data-testid={tid('addButton')}
			aria-label={t('addAnother')}
			onClick={event => {
				event.preventDefault();
				onAdd();
			}}
		>
			<Icon name="plus" />
		</a>
	);
}

function FilePicker({onFiles}: {onFiles: (files: File[]) => void}) {
	const input = useRef<HTMLInputElement>(null);
	return (
		<>
			<Press label={t('media')} onPress={() => input.current?.click()}>
				<Icon name="image" />
			</Press>
			<input
				ref={input}
				type="file"
				multiple
				accept="image/jpeg,image/png,image/webp,image/gif,video/mp4,video/quicktime"
				data-testid={tid('fileInput')}
				className={cx('hidden')}
				onChange={event => {
					onFiles([...(event.target.files ?? [])]);
					event.target.value = '';
				}}
			/>
		</>
	);
}

function Counter({length}: {length: number}) {
	const share = Math.min(1, length / 280);
	return (
		<svg
			width="28"
			height="28"
			viewBox="0 0 28 28"
			className={cx('counter')}
			data-testid={tid('countdown-circle')}
			role="img"
			aria-label={`${length} of 280`}
		>
			<circle cx="14" cy="14" r="10" className={cx('counter-track')} />
			<circle
				cx="14"
				cy="14"
				r="10"
				className={cx(share >= 1 ? 'counter-over' : 'counter-fill')}
				pathLength={1}
				strokeDasharray={`${share} 1`}
			/>
		</svg>
	);
}

const AUDIENCES = [null, 'Community', 'Verified', 'ByInvitation'] as const;
const AUDIENCE_LABELS = {
	Community: 'People you follow can reply',
	Verified: 'Verified accounts can reply',
	ByInvitation: 'Only accounts you mention can reply',
};

/** Has no testid on X, only a localized label: read the audience from the request (x.md section 5). */
function Audience({model}: {model: Composer}) {
	const next = AUDIENCES[(AUDIENCES.indexOf(model.audience) + 1) % AUDIENCES.length]!;
	return (
		<Press className={cx('audience')} onPress={() => model.setAudience(next)}>
			<Icon name="globe" size={16} />{' '}
			{model.audience ? AUDIENCE_LABELS[model.audience] : t('everyoneReplies')}
		</Press>
	);
}

function Scheduled({at}: {at: number}) {
	return (
		<a
			href="/compose/post/schedule"
			className={cx('scheduled')}
			data-testid={tid('scheduledTweetIndicator')}
			onClick={event => {
				event.preventDefault();
				navigate('/compose/post/schedule');
			}}
		>
			<Icon name="clock" size={16} /> Will send on{' '}
			{new Date(at).toLocaleString('en-GB', {dateStyle: 'medium', timeStyle: 'short'})}
		</a>
	);
}
