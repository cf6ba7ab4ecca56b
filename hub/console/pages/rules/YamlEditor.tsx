/** CodeMirror in a shadow root: there its styles are adopted sheets, which a strict Content-Security-Policy allows. */
import {autocompletion, closeBrackets, completionKeymap} from '@codemirror/autocomplete';
import {defaultKeymap, history, historyKeymap} from '@codemirror/commands';
import {yaml} from '@codemirror/lang-yaml';
import {defaultHighlightStyle, syntaxHighlighting} from '@codemirror/language';
import {lintGutter, lintKeymap, setDiagnostics} from '@codemirror/lint';
import {EditorState} from '@codemirror/state';
import {EditorView, keymap, lineNumbers} from '@codemirror/view';
import {useEffect, useRef} from 'react';
import {completionsFor, type Schema} from './completions.ts';

export interface EditorProblem {
	line: number;
	message: string;
	severity: 'error' | 'warning';
}

interface Props {
	value: string;
	change: (value: string) => void;
	problems: readonly EditorProblem[];
	schema: Schema | undefined;
	label: string;
	isReadOnly: boolean;
}

const look = EditorView.theme({
	'&': {
		fontSize: '0.875rem',
		border: '1px solid var(--edge)',
		borderRadius: '0.5rem',
		backgroundColor: '#fff',
		color: '#172124',
	},
	'&.cm-focused': {outline: '2px solid var(--accent)', outlineOffset: '2px'},
	'.cm-scroller': {fontFamily: 'ui-monospace, monospace', minHeight: '18rem', maxHeight: '36rem'},
	'.cm-gutters': {backgroundColor: '#f5f7f7', color: '#55646a'},
});

export function YamlEditor({value, change, problems, schema, label, isReadOnly}: Props) {
	const host = useRef<HTMLDivElement>(null);
	const editor = useRef<EditorView>(null);
	// What the editor calls back is always the newest, without building it anew
	const latest = useRef({change, schema});
	// What was typed comes back as `value` later, perhaps after the next key: never over it
	const typed = useRef<string[]>([]);
	const say = (text: string) => {
		typed.current.push(text);
		change(text);
	};
	latest.current = {change: say, schema};
	// biome-ignore lint/correctness/useExhaustiveDependencies: built once; the rest is told by the effects below
	useEffect(() => {
		const root = host.current!.shadowRoot ?? host.current!.attachShadow({mode: 'open'});
		const view = new EditorView({
			parent: root,
			root,
			state: EditorState.create({doc: value, extensions: extensionsFor({label, isReadOnly, latest})}),
		});
		editor.current = view;
		return () => view.destroy();
	}, []);
	useEffect(() => {
		const view = editor.current;
		if (!view) return;
		const echo = typed.current.lastIndexOf(value);
		typed.current.splice(0, echo + 1);
		if (echo !== -1 || view.state.doc.toString() === value) return;
		view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: value}});
	}, [value]);
	useEffect(() => {
		const view = editor.current;
		if (!view) return;
		const {doc} = view.state;
		const marks = problems.map(({line, message, severity}) => {
			const {from, to} = doc.line(Math.min(Math.max(line, 1), doc.lines));
			return {from, to, message, severity};
		});
		view.dispatch(setDiagnostics(view.state, marks));
	}, [problems]);
	return <div ref={host} className="yaml" />;
}

function extensionsFor({
	label,
	isReadOnly,
	latest,
}: {
	label: string;
	isReadOnly: boolean;
	latest: {current: Pick<Props, 'change' | 'schema'>};
}) {
	return [
		lineNumbers(),
		history(),
		closeBrackets(),
		yaml(),
		syntaxHighlighting(defaultHighlightStyle),
		autocompletion({override: [context => completionsFor(context, latest.current.schema)]}),
		lintGutter(),
		// Not Tab: it leaves the editor, as everywhere on the page
		keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
		EditorView.lineWrapping,
		EditorState.readOnly.of(isReadOnly),
		EditorView.contentAttributes.of({'aria-label': label, tabindex: '0'}),
		EditorView.updateListener.of(update => {
			if (update.docChanged) latest.current.change(update.state.doc.toString());
		}),
		look,
	];
}
