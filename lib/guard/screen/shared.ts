import type {Composer} from '#lib/sites/site.ts';
import {createDisputes, type Disputes} from '../disputes.ts';
import {createEditing, type Editing} from '../editing.ts';
import type {Helped} from '../helped.ts';
import type {Judgements, Look} from '../judgements.ts';
import type {KitParts} from '../kit.ts';
import type {Known} from '../known.ts';
import type {MediaBook} from '../media/book.ts';
import {createNotices, type Notices} from '../notices.ts';
import {createOpened, type Opened} from '../opened.ts';
import {type Card, createCard} from '../ui/card.ts';

export interface ScreenParts extends KitParts {
	known: Known;
	judgements: Judgements;
	files: Pick<MediaBook, 'keep'>;
	helped: Helped;
	url: () => string;
}

/** What the parts of the screen share. */
export interface Shared extends ScreenParts {
	card: Card;
	disputes: Disputes;
	editing: Editing;
	notices: Notices;
	opened: Opened;
	/** Reads the composer once, judges it, and shows what follows. */
	render(): void;
	lookAt(composer: Composer): Look | undefined;
	/** The composer in use, read and judged now. */
	read(): Look | undefined;
}

export function createShared(parts: ScreenParts, render: () => void): Shared {
	const {composing, judgements} = parts;
	return {
		...parts,
		render,
		card: createCard(),
		disputes: createDisputes(),
		editing: createEditing(composing, render),
		notices: createNotices(),
		opened: createOpened(parts.now),
		lookAt,
		read() {
			const composer = composing.current();
			return composer && lookAt(composer);
		},
	};

	function lookAt(composer: Composer): Look | undefined {
		try {
			const look = judgements.ofComposer(composer);
			return look === 'unguarded' ? undefined : look;
		} catch {
			return undefined;
		}
	}
}
