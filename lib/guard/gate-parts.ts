import type {Draft} from '#lib/core/draft.ts';
import type {FromPage} from '#lib/messaging/bridge-protocol.ts';
import type {AuthorHold, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import type {Helped} from './helped.ts';
import type {Held} from './judge.ts';
import type {Judgements} from './judgements.ts';
import type {KitParts} from './kit.ts';
import type {Known} from './known.ts';
import type {MediaBook} from './media/book.ts';
import type {Reports} from './reports.ts';
import type {Threads} from './threads.ts';

/** A request that the page lock keeps waiting. */
export type Ask = Extract<FromPage, {type: 'ask'}>;

/** What became of something that the gate has seen, for the screen. */
export type GateNews =
	| {type: 'held'; held: Held; request: Requested}
	/** `ready`: the ready-approved reply that it was. */
	| {type: 'sent'; draft: Draft; receipt: string | null; ready?: ReleaseRequest['ready']}
	/** `unsure`: it may be public all the same. */
	| {type: 'failed'; draft: Draft; digest: string; reason: string; unsure: boolean};

/** A request that was held, as it was read. */
export interface Requested {
	draft: Draft | null;
	digest: string;
	inReplyTo: string | undefined;
	previous: AuthorHold | undefined;
}

export interface GateParts extends Pick<KitParts, 'site' | 'outcome' | 'desk' | 'post' | 'now'> {
	known: Known;
	judgements: Judgements;
	files: Pick<MediaBook, 'resolve' | 'keep'>;
	threads: Threads;
	reports: Reports;
	helped: Pick<Helped, 'since'>;
	url: () => string;
	tell: (news: GateNews) => void;
}
