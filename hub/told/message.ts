/** A message to somebody outside the browser, before it is an e-mail or a card. */
import type {Kind} from '#lib/core/told/kind.ts';

export interface Message {
	kind: Kind | 'summary' | 'test';
	/** One line, never a word of a draft. */
	title: string;
	items: readonly MessageItem[];
	/** In the console, where one signs in first: `/review?item=…`. No link decides anything. */
	place: string;
	/** What the link is called. */
	link: string;
	/** Milliseconds since 1970. */
	at: number;
}

export interface MessageItem {
	hold: string | null;
	line: string;
	/** More of it, by the company's setting. */
	more: string;
}

/** One that a person's quiet hours and wishes are asked about. */
export type KindMessage = Message & {kind: Kind};
