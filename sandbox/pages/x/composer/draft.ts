import {ContentState, EditorState} from 'draft-js';
import type {PostView} from '#sandbox/shared/x-view.ts';
import {decorator} from './decorators.tsx';

export interface MediaItem {
	key: string;
	file: File;
	/** `blob:` address of the preview. */
	preview: string;
	/** The upload; `null` while it runs. */
	id: string | null;
	alt: string;
	failed: boolean;
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
