import {ContentState, EditorState} from 'draft-js';
import type {PostView} from '#sandbox/shared/x-view.ts';
import type {ComposerItem} from '../store.ts';
import {decorator} from './decorators.tsx';

export interface MediaItem {
	key: string;
	file: File;
	/** `blob:` address of the preview. */
	preview: string;
	/** The upload; `null` while it runs. */
	id: string | null;
	alt: string;
}

export interface PollDraft {
	choices: string[];
	minutes: number;
}

/** One post of a composer. */
export interface Item {
	key: string;
	editorState: EditorState;
	media: MediaItem[];
	poll: PollDraft | null;
}

/** What Post sends: one item, or several for a thread. */
export interface Draft {
	items: {text: string; media: MediaItem[]; poll: PollDraft | null}[];
	replyTo: string | null;
	quote: PostView | null;
	editOf: PostView | null;
	audience: 'Community' | 'Verified' | 'ByInvitation' | null;
	/** Time of a schedule, in milliseconds, or `null` to send now. */
	at: number | null;
}

let items = 0;

export function newItem(text = ''): Item {
	items += 1;
	return {key: String(items), editorState: stateWith(text), media: [], poll: null};
}

export function stateWith(text: string): EditorState {
	const state = EditorState.createWithContent(ContentState.createFromText(text), decorator);
	return EditorState.moveSelectionToEnd(state);
}

/** Blocks joined by `\n`: exactly what goes on the wire (x.md section 7). */
export const textOf = (item: Item): string => item.editorState.getCurrentContent().getPlainText();

/** Whether Post is on: uploads done and every item filled, or an empty quote, which is a repost. */
export function isSendable(drafts: Item[], quote: Draft['quote']): boolean {
	const uploading = drafts.some(item => item.media.some(media => media.id === null));
	const filled = drafts.every(item => textOf(item).trim() !== '' || item.media.length > 0);
	return !uploading && (filled || (quote !== null && drafts.length === 1));
}

/** The items as the store shows them. */
export const storeItems = (drafts: Item[]): ComposerItem[] =>
	drafts.map(item => ({
		key: item.key,
		text: textOf(item),
		mediaIds: item.media.flatMap(media => media.id ?? []),
		pollActive: item.poll !== null,
		pollChoices: item.poll?.choices ?? [],
		scheduledFor: null,
		quotedStatus: null,
	}));
