import {type KeyboardEvent as ReactKeyboardEvent, useRef, useState} from 'react';
import type {CommentView, StoryView} from '#sandbox/shared/facebook-view.ts';
import {cx, SUBMIT_ID, weather} from '../boot.ts';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import {t} from '../i18n.ts';
import {useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {editComment, publishComment, signalTyping} from './comments.ts';

interface Props {
	story: StoryView;
	/** The comment it answers; `null` answers the story. */
	parent: CommentView | null;
	edits?: CommentView;
	onDone?: () => void;
}

/** `form[role=presentation]` with a Lexical editor; commits without any submit event (F4, F5). */
export function CommentForm(props: Props) {
	const actor = useStore(state => state.actor);
	const model = useCommentForm(props);
	const label =
		props.parent && !props.edits ? t('replyTo', props.parent.author.name) : t('commentAs', actor.name);
	return (
		<form role="presentation" className={cx('comment-form')} onSubmit={event => event.preventDefault()}>
			<Avatar actor={actor} size={32} />
			<div className={cx('comment-box')}>
				<Field label={label} model={model} />
				{(model.focused || model.text !== '') && <Submit model={model} />}
				{model.refused && (
					<div role="alert" className={cx('refused')}>
						{t('commentFailed')}
					</div>
				)}
			</div>
		</form>
	);
}

type Model = ReturnType<typeof useCommentForm>;

function useCommentForm({story, parent, edits, onDone}: Props) {
	const editor = useRef<EditorHandle | null>(null);
	const [text, setText] = useState(edits?.text ?? '');
	const [focused, setFocused] = useState(onDone !== undefined);
	const [refused, setRefused] = useState(false);
	const [hydrated, setHydrated] = useState(!weather.unhydrated || onDone !== undefined);
	const [mount, setMount] = useState(0);
	const commit = async (value: string): Promise<void> => {
		if (value.trim() === '') return;
		setRefused(false);
		if (!edits) editor.current?.clear();
		const accepted = edits ? await editComment(edits, value) : await publishComment(story, parent, value);
		if (accepted) {
			onDone?.();
			return;
		}
		// The rejected text comes back into a fresh editor.
		setRefused(true);
		setText(value);
		setMount(before => before + 1);
	};
	return {
		editor,
		text,
		focused,
		refused,
		hydrated,
		mount,
		commit: (value: string) => void commit(value),
		commitEditor: () => void commit(editor.current?.text() ?? text),
		focus: () => setFocused(true),
		hydrate: () => {
			setFocused(true);
			setHydrated(true);
		},
		initialText: mount > 0 || edits ? text : '',
		focusOnMount: onDone !== undefined || mount > 0 || (weather.unhydrated && focused),
		change: (value: string) => {
			if (!edits && (text === '') !== (value === '')) signalTyping(story, value !== '');
			setText(value);
		},
	};
}

function Field({label, model}: {label: string; model: Model}) {
	if (!model.hydrated) return <StandIn label={label} onHydrate={model.hydrate} onCommit={model.commit} />;
	return (
		<EditorBox
			key={model.mount}
			handle={model.editor}
			label={label}
			placeholder={label}
			initialText={model.initialText}
			focusOnMount={model.focusOnMount}
			onText={model.change}
			onFocus={model.focus}
			onKey={commentKey}
			onSend={model.commitEditor}
		/>
	);
}

const Submit = ({model}: {model: Model}) => (
	<div id={SUBMIT_ID} className={cx('comment-submit')}>
		<Press
			label={t('comment')}
			className={cx('icon-button')}
			disabled={model.text.trim() === ''}
			onPress={model.commitEditor}
		>
			<Icon name="send" size={18} />
		</Press>
	</div>
);

/** Enter without Shift, Alt or Ctrl commits; the others make a newline, Ctrl by switch (facebook.md, F4). */
function commentKey(event: KeyboardEvent): 'send' | 'line-break' | 'default' {
	if (event.key !== 'Enter' || event.isComposing) return 'default';
	const newline =
		event.shiftKey || event.altKey || ((event.ctrlKey || event.metaKey) && weather.ctrlEnterNewline);
	return newline ? 'line-break' : 'send';
}

/** Stands in for the editor until it is hydrated, and commits the same way. */
function StandIn({
	label,
	onHydrate,
	onCommit,
}: {
	label: string;
	onHydrate: () => void;
	onCommit: (text: string) => void;
}) {
	const onKeyDown = (event: ReactKeyboardEvent<HTMLTextAreaElement>): void => {
		if (
			event.key !== 'Enter' ||
			event.shiftKey ||
			event.altKey ||
			event.ctrlKey ||
			event.nativeEvent.isComposing
		)
			return;
		event.preventDefault();
		onCommit(event.currentTarget.value);
		event.currentTarget.value = '';
	};
	return (
		<textarea
			className={cx('proxy')}
			aria-label={label}
			placeholder={label}
			rows={1}
			onKeyDown={onKeyDown}
			onBlur={event => event.currentTarget.value === '' && onHydrate()}
		/>
	);
}
