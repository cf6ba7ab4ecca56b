import {
	type DraftHandleValue,
	Editor,
	EditorState,
	getDefaultKeyBinding,
	KeyBindingUtil,
	Modifier,
} from 'draft-js';
import {type KeyboardEvent, type ReactNode, useEffect, useRef, useState} from 'react';
import {cx, tid, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {Nest} from '../ui/nest.tsx';
import {Suggestions, suggestionsFor} from './typeahead.tsx';

interface Props {
	index: number;
	editorState: EditorState;
	placeholder: string;
	focusOnMount: boolean;
	locked: boolean;
	onChange: (state: EditorState) => void;
	onSend: () => void;
	onBlur: () => void;
	onFiles: (files: File[]) => void;
}

/** X's rich text field: stock Draft.js with X's attributes and wrappers (x.md section 4). */
export function PostEditor(props: Props) {
	const {index, editorState, focusOnMount} = props;
	const [picked, setPicked] = useState(0);
	const [closedFor, setClosedFor] = useState<string>();
	const editor = useEditorElement(focusOnMount);
	const typeahead = suggestionsFor(editorState);
	const open = typeahead.people.length > 0 && typeahead.partial !== closedFor;
	const accept = (at: number): void => {
		props.onChange(complete(editorState, typeahead.partial, `@${typeahead.people[at]!.handle} `));
	};
	return (
		<Label index={index}>
			<Nest levels={4}>
				<div data-testid={tid(`tweetTextarea_${index}RichTextInputContainer`)} className={cx('rich')}>
					<Editor
						ref={editor}
						{...draftProps(index, props)}
						ariaExpanded={open}
						keyBindingFn={event => bind(event as KeyboardEvent, open)}
						handleKeyCommand={command => {
							if (command === 'send') props.onSend();
							else if (command === 'accept') accept(picked);
							else if (command === 'close') setClosedFor(typeahead.partial);
							else if (command === 'next') setPicked((picked + 1) % typeahead.people.length);
							else return 'not-handled';
							return 'handled';
						}}
					/>
				</div>
			</Nest>
			{open && <Suggestions index={index} people={typeahead.people} picked={picked} onPick={accept} />}
		</Label>
	);
}

function draftProps(index: number, props: Props) {
	return {
		editorState: props.editorState,
		onChange: props.onChange,
		onBlur: props.onBlur,
		placeholder: props.placeholder,
		readOnly: props.locked,
		spellCheck: true,
		stripPastedStyles: true,
		webDriverTestID: tid(`tweetTextarea_${index}`),
		ariaLabel: t('postText'),
		ariaMultiline: true,
		ariaAutoComplete: 'list',
		ariaControls: `typeaheadDropdownWrapped-${index}`,
		handlePastedText: (text: string, html: string | undefined) => pasted(props, text, html),
		handlePastedFiles: (files: Blob[]) => {
			props.onFiles(files as File[]);
			return 'handled' as DraftHandleValue;
		},
	};
}

/** Sets X's own attribute on the editable and focuses it, once per mount. */
function useEditorElement(focusOnMount: boolean) {
	const editor = useRef<Editor>(null);
	useEffect(() => {
		const element = (editor.current as unknown as {editor: HTMLElement | null}).editor;
		element?.setAttribute('no-focustrapview-refocus', 'true');
		if (focusOnMount) editor.current?.focus();
	}, [focusOnMount]);
	return editor;
}

/** Since 2024-05 a `div`; it was a `label`. */
function Label({index, children}: {index: number; children: ReactNode}) {
	const Tag = weather.tagSwap ? 'label' : 'div';
	return (
		<Tag data-testid={tid(`tweetTextarea_${index}_label`)} className={cx('label')}>
			{children}
		</Tag>
	);
}

/** Ctrl/Cmd+Enter sends, also with the typeahead open. No button event is involved (x.md, S3). */
function bind(event: KeyboardEvent, typeaheadOpen: boolean): string | null {
	if (event.key === 'Enter' && KeyBindingUtil.hasCommandModifier(event)) return 'send';
	if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return 'send';
	if (typeaheadOpen && (event.key === 'Enter' || event.key === 'Tab')) return 'accept';
	if (typeaheadOpen && event.key === 'Escape') return 'close';
	if (typeaheadOpen && event.key === 'ArrowDown') return 'next';
	return getDefaultKeyBinding(event);
}

/** Pasted HTML counts only for its emoji pictures, which become characters again; styles are dropped. */
function pasted({editorState, onChange}: Props, text: string, html: string | undefined): DraftHandleValue {
	if (!html?.includes('<img') || text.includes('\n')) return 'not-handled';
	const body = new DOMParser().parseFromString(html, 'text/html').body;
	for (const image of body.querySelectorAll('img')) image.replaceWith(image.alt);
	const content = Modifier.replaceText(
		editorState.getCurrentContent(),
		editorState.getSelection(),
		body.textContent ?? '',
	);
	onChange(EditorState.push(editorState, content, 'insert-characters'));
	return 'handled';
}

function complete(state: EditorState, partial: string, replacement: string): EditorState {
	const caret = state.getSelection();
	const word = caret.merge({anchorOffset: caret.getFocusOffset() - partial.length});
	const content = Modifier.replaceText(state.getCurrentContent(), word, replacement);
	return EditorState.push(state, content, 'insert-characters');
}
