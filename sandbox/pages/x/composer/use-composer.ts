import type {EditorState} from 'draft-js';
import {useEffect, useRef, useState} from 'react';
import {weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {composerText, writeComposer} from '../store.ts';
import {type Draft, type Item, isSendable, newItem, storeItems, textOf} from './draft.ts';
import {addFiles} from './files.ts';
import {nudgeFor} from './nudges.ts';
import {publishDraft, ThreadError} from './publish.ts';
import {announce} from './sent.ts';
import {waitForUndo} from './undo.ts';

export interface ComposerOptions {
	/** `homeTimeline`, `modal` or the id of the post it answers. */
	storeKey: string;
	replyTo: string | null;
	quote: Draft['quote'];
	editOf: Draft['editOf'];
	initialText: string;
	onSent: () => void;
}

export type Composer = ReturnType<typeof useComposer>;

/** The state of one composer and what can be done with it. */
export function useComposer(options: ComposerOptions) {
	const {quote, editOf} = options;
	const [rest, setRest] = useState<string | null>(null);
	const replyTo = rest ?? options.replyTo;
	const items = useItems(options);
	const [at, setAt] = useState<number | null>(null);
	const [audience, setAudience] = useState<Draft['audience']>(null);
	const draft = (): Draft => ({
		items: items.items.map(item => ({text: textOf(item), media: item.media, poll: item.poll})),
		replyTo,
		quote,
		editOf,
		audience,
		at,
	});
	const clear = (): void => {
		items.clear();
		setRest(null);
		setAt(null);
		options.onSent();
	};
	const sending = useSending(options, items, draft, clear, setRest);
	return {...items, ...sending, at, setAt, audience, setAudience, replyTo, quote, editOf};
}

type Items = ReturnType<typeof useItems>;

function useItems({storeKey, initialText, quote}: ComposerOptions) {
	const [items, setItems] = useState<Item[]>(() => [newItem(initialText || composerText(storeKey))]);
	const [active, setActive] = useState(0);
	const keystrokes = useRef(0);
	const latest = useRef(items);
	latest.current = items;
	// The store learns the text on blur and unmount only, as on X (x.md section 7).
	const flush = (): void => writeComposer(storeKey, {composerData: storeItems(latest.current)});
	// biome-ignore lint/correctness/useExhaustiveDependencies: `flush` reads refs, its identity does not matter
	useEffect(() => flush, [storeKey]);
	const change = (index: number, to: Partial<Item> | ((item: Item) => Partial<Item>)): void => {
		const changed = (item: Item): Item => ({...item, ...(typeof to === 'function' ? to(item) : to)});
		setItems(before => before.map((item, each) => (each === index ? changed(item) : item)));
	};
	return {
		items,
		setItems,
		active,
		setActive,
		change,
		keystrokes: keystrokes.current,
		sendable: isSendable(items, quote),
		blur: flush,
		type: (index: number, editorState: EditorState) => {
			const before = items[index]!.editorState.getCurrentContent();
			if (editorState.getCurrentContent() !== before) keystrokes.current += 1;
			change(index, {editorState});
		},
		clear: () => {
			// At once, not at the next render: the composer may unmount before it and would save the sent text.
			latest.current = [newItem()];
			setItems(latest.current);
			setActive(0);
		},
		addItem: () => {
			setItems([...items, newItem()]);
			setActive(items.length);
		},
		addFiles: (index: number, files: File[]) => addFiles(files, index, setItems),
	};
}

function useSending(
	{storeKey, quote, editOf}: ComposerOptions,
	{items, setItems}: Items,
	draft: () => Draft,
	clear: () => void,
	setRest: (under: string) => void,
) {
	const [isSending, setSending] = useState(false);
	const [error, setError] = useState('');
	const [nudge, setNudge] = useState<string | null>(null);
	const lock = (locked: boolean): void => {
		setSending(locked);
		writeComposer(storeKey, {isSending: locked, composerData: storeItems(items)});
	};
	const transmit = async (): Promise<void> => {
		lock(true);
		try {
			const ids = await publishDraft(draft());
			lock(false);
			clear();
			void announce(ids);
		} catch (failure) {
			lock(false);
			// The first items of a thread are public; what is left stays in the composer.
			if (failure instanceof ThreadError) {
				setItems(items.slice(failure.sent));
				if (weather.threadRest === 'under') setRest(failure.under);
			}
			setError(t('failed'));
		}
	};
	const send = (nudged = false): void => {
		if (isSending || !isSendable(items, quote)) return;
		const ask = nudged ? null : nudgeFor(draft());
		setError('');
		setNudge(ask);
		if (ask) return;
		if (weather.undoSeconds === 0 || draft().at !== null || editOf) {
			void transmit();
			return;
		}
		waitForUndo(draft());
		clear();
	};
	return {isSending, error, nudge, setNudge, send};
}
