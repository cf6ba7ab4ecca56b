import {Editor, EditorState} from 'draft-js';
import {useState} from 'react';
import {cx, tid} from '../boot.ts';

/** Editors that are no composers of posts (x.md section 4): a note to oneself and the profile's description. */
export function Decoys() {
	const [state, setState] = useState(EditorState.createEmpty());
	return (
		<div className={cx('article')}>
			<textarea
				data-testid={tid('note-input')}
				className={cx('chat-input')}
				placeholder="Private note"
				rows={1}
			/>
			<div className={cx('rich')}>
				<Editor
					editorState={state}
					onChange={setState}
					placeholder="About this account"
					webDriverTestID={tid('xprofile-composer')}
				/>
			</div>
		</div>
	);
}
