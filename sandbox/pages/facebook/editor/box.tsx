import {mergeRegister} from '@lexical/utils';
import {
	$getSelection,
	$isRangeSelection,
	COMMAND_PRIORITY_CRITICAL,
	INSERT_LINE_BREAK_COMMAND,
	KEY_DOWN_COMMAND,
	type LexicalEditor,
} from 'lexical';
import {type MutableRefObject, useEffect, useRef, useState} from 'react';
import {boot, cx} from '../boot.ts';
import {fill, makeEditor, textOf} from './create.ts';
import {$createMention} from './nodes.ts';

export interface EditorHandle {
	text: () => string;
	clear: () => void;
	focus: () => void;
}

interface Props {
	handle: MutableRefObject<EditorHandle | null>;
	/** Share dialogs have no `aria-label`, only the placeholder (facebook.md section 3). */
	label?: string;
	placeholder: string;
	initialText?: string;
	focusOnMount?: boolean;
	role?: 'textbox' | 'combobox';
	className?: string;
	onText: (text: string) => void;
	onFocus?: () => void;
	onPasteFiles?: (files: File[]) => void;
	/** What a key means here; Enter in an open typeahead never gets this far. */
	onKey: (event: KeyboardEvent) => 'send' | 'line-break' | 'default';
	onSend: () => void;
}

/** A Lexical editable with its placeholder as a sibling, as captured. */
export function EditorBox(props: Props) {
	const {label, placeholder, role = 'textbox', className} = props;
	const {root, empty, suggestion} = useLexical(props);
	return (
		<div className={cx('editor')}>
			<div
				ref={root}
				contentEditable
				role={role}
				aria-label={label}
				aria-placeholder={placeholder}
				spellCheck
				tabIndex={0}
				className={`${cx('editable')} ${className ?? ''} notranslate`}
				onFocus={props.onFocus}
			/>
			{empty && (
				<div aria-hidden="true" className={cx('placeholder')}>
					{placeholder}
				</div>
			)}
			{suggestion && (
				<div role="listbox" className={cx('typeahead')}>
					<div role="option" aria-selected className={cx('suggestion')}>
						{suggestion}
					</div>
				</div>
			)}
		</div>
	);
}

/** One editor per mount; it reads the newest props through a ref, so that no render makes a new one. */
function useLexical(props: Props) {
	const root = useRef<HTMLDivElement>(null);
	const [empty, setEmpty] = useState(!props.initialText);
	const [suggestion, setSuggestion] = useState<string | null>(null);
	const live = useRef({props, suggestion});
	live.current = {props, suggestion};
	useEffect(() => {
		const {editor, stop} = makeEditor(live.current.props.initialText ?? '');
		editor.setRootElement(root.current);
		live.current.props.handle.current = handleOf(editor);
		const stopAll = mergeRegister(
			editor.registerCommand(
				KEY_DOWN_COMMAND,
				event => onKeyDown(editor, event, live.current),
				COMMAND_PRIORITY_CRITICAL,
			),
			editor.registerUpdateListener(({editorState}) => {
				const text = textOf(editor);
				setEmpty(text === '');
				setSuggestion(editorState.read($suggestion));
				live.current.props.onText(text);
			}),
			stop,
		);
		if (live.current.props.focusOnMount) editor.focus();
		return () => {
			stopAll();
			editor.setRootElement(null);
		};
	}, []);
	return {root, empty, suggestion};
}

const handleOf = (editor: LexicalEditor): EditorHandle => ({
	text: () => textOf(editor),
	clear: () => fill(editor, ''),
	focus: () => editor.focus(),
});

function onKeyDown(
	editor: LexicalEditor,
	event: KeyboardEvent,
	{props, suggestion}: {props: Props; suggestion: string | null},
): boolean {
	if (suggestion && (event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey) {
		event.preventDefault();
		editor.update(() => $accept(suggestion));
		return true;
	}
	const means = props.onKey(event);
	if (means === 'default') return false;
	event.preventDefault();
	if (means === 'send') props.onSend();
	else editor.dispatchCommand(INSERT_LINE_BREAK_COMMAND, false);
	return true;
}

/** The person the word before the caret begins to name. */
function $suggestion(): string | null {
	const partial = $partial();
	if (partial.length < 2) return null;
	const wanted = partial.slice(1).toLowerCase();
	return boot.people.find(({name}) => name.toLowerCase().startsWith(wanted))?.name ?? null;
}

function $partial(): string {
	const selection = $getSelection();
	if (!$isRangeSelection(selection) || !selection.isCollapsed()) return '';
	const {offset} = selection.anchor;
	return /@\p{L}{1,12}$/u.exec(selection.anchor.getNode().getTextContent().slice(0, offset))?.[0] ?? '';
}

function $accept(name: string): void {
	const selection = $getSelection();
	if (!$isRangeSelection(selection)) return;
	const {length} = $partial();
	selection.anchor.offset -= length;
	selection.insertNodes([$createMention(name)]);
	selection.insertText(' ');
}
