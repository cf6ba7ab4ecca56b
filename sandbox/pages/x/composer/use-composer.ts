import {useEffect, useRef, useState} from 'react';
import {upload} from '../api/media.ts';
import {weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {composerText, store, writeComposer} from '../store.ts';
import {type Draft, type Item, type MediaItem, newItem, stateWith, textOf} from './draft.ts';
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
export function useComposer({storeKey, replyTo, quote, editOf, initialText, onSent}: ComposerOptions) {
	const [items, setItems] = useState<Item[]>(() => [newItem(initialText || composerText(storeKey))]);
	const [active, setActive] = useState(0);
	const [isSending, setSending] = useState(false);
	const [error, setError] = useState('');
	const [at, setAt] = useState<number | null>(null);
	const [audience, setAudience] = useState<Draft['audience']>(null);
	const [nudge, setNudge] = useState<string | null>(null);
	const latest = useRef(items);
	latest.current = items;
	useEffect(() => () => store.dispatch(flushed(storeKey, latest.current)), [storeKey]);

	const change = (index: number, with_: Partial<Item>): void =>
		setItems(before => before.map((item, each) => (each === index ? {...item, ...with_} : item)));
	const draft = (): Draft => ({
		items: items.map(item => ({text: textOf(item), media: item.media, poll: item.poll})),
		replyTo,
		quote,
		editOf,
		audience,
		at,
	});
	const clear = (): void => {
		setItems([newItem()]);
		setActive(0);
		setAt(null);
		writeComposer(storeKey, {composerData: [], isSending: false});
		latest.current = [newItem()];
		onSent();
	};
	const transmit = async (): Promise<void> => {
		setSending(true);
		writeComposer(storeKey, {isSending: true, composerData: storeItems(items)});
		try {
			const ids = await publishDraft(draft());
			clear();
			void announce(ids);
		} catch (failure) {
			if (failure instanceof ThreadError) setItems(items.slice(failure.sent));
			setError(t('failed'));
		} finally {
			setSending(false);
			writeComposer(storeKey, {isSending: false});
		}
	};
	const send = (nudged = false): void => {
		if (isSending || !isSendable(items, quote)) return;
		setError('');
		const ask = nudged ? null : nudgeFor(draft());
		setNudge(ask);
		if (ask) return;
		if (weather.undoSeconds > 0 && at === null && !editOf) {
			waitForUndo(draft());
			clear();
		} else void transmit();
	};
	return {
		items,
		active,
		isSending,
		error,
		at,
		audience,
		nudge,
		replyTo,
		quote,
		editOf,
		setActive,
		setAt,
		setAudience,
		setNudge,
		change,
		send,
		sendable: isSendable(items, quote),
		blur: () => writeComposer(storeKey, {composerData: storeItems(items)}),
		addItem: () => {
			setItems([...items, newItem()]);
			setActive(items.length);
		},
		removeItem: (index: number) => {
			setItems(items.filter((_, each) => each !== index));
			setActive(0);
		},
		addFiles: (index: number, files: File[]) => addFiles(files, index, setItems),
	};
}

function isSendable(items: Item[], quote: Draft['quote']): boolean {
	const uploading = items.some(item => item.media.some(media => media.id === null));
	const filled = items.every(item => textOf(item).trim() !== '' || item.media.length > 0);
	return !uploading && (filled || (quote !== null && items.length === 1));
}

type SetItems = (change: (items: Item[]) => Item[]) => void;

/** Uploads start when files are picked; Post is off until they are done (x.md section 10). */
function addFiles(files: File[], index: number, setItems: SetItems): void {
	const media = files.slice(0, 4).map(
		(file): MediaItem => ({
			key: crypto.randomUUID(),
			file,
			preview: URL.createObjectURL(file),
			id: null,
			alt: '',
			failed: false,
		}),
	);
	const update = (changeItem: (item: Item) => Item): void =>
		setItems(items => items.map((item, each) => (each === index ? changeItem(item) : item)));
	update(item => ({...item, media: [...item.media, ...media]}));
	for (const each of media)
		void upload(each.file).then(
			id =>
				update(item => ({
					...item,
					editorState: weather.mediaResets ? stateWith('') : item.editorState,
					media: item.media.map(other => (other.key === each.key ? {...other, id} : other)),
				})),
			() => update(item => ({...item, media: item.media.filter(other => other.key !== each.key)})),
		);
}

const storeItems = (items: Item[]) =>
	items.map(item => ({
		key: item.key,
		text: textOf(item),
		mediaIds: item.media.flatMap(media => media.id ?? []),
		pollActive: item.poll !== null,
		pollChoices: item.poll?.choices ?? [],
		scheduledFor: null,
		quotedStatus: null,
	}));

const flushed = (key: string, items: Item[]) => ({
	tweetComposer: {
		...store.getState().tweetComposer,
		[key]: {composerData: storeItems(items), isSending: false, activeParentKey: null},
	},
});
