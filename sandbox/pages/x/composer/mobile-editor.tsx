import type {EditorState} from 'draft-js';
import {useEffect, useRef} from 'react';
import {cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {stateWith} from './draft.ts';

interface Props {
	index: number;
	editorState: EditorState;
	placeholder: string;
	focusOnMount: boolean;
	locked: boolean;
	onChange: (state: EditorState) => void;
	onBlur: () => void;
}

/** Under a mobile user agent the testid is on a wrapper of a plain textarea (x.md sections 4 and 7). */
export function MobileEditor({
	index,
	editorState,
	placeholder,
	focusOnMount,
	locked,
	onChange,
	onBlur,
}: Props) {
	const input = useRef<HTMLTextAreaElement>(null);
	useEffect(() => {
		if (focusOnMount) input.current?.focus();
	}, [focusOnMount]);
	return (
		<div data-testid={tid(`tweetTextarea_${index}`)}>
			<textarea
				ref={input}
				className={cx('mobile-input')}
				aria-label={t('postText')}
				placeholder={placeholder}
				readOnly={locked}
				value={editorState.getCurrentContent().getPlainText()}
				onChange={event => onChange(stateWith(event.target.value))}
				onBlur={onBlur}
			/>
		</div>
	);
}
