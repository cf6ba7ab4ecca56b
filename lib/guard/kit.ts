/**
 * The guard in two parts. The first, in every page, knows whose account acts and holds everything else by default. The
 * second, the kit (rules engine, judge, screens), is brought into a frame by the background when somebody first writes or
 * sends there: most pages of most tabs never need it (docs/adr/0060).
 */
import type {FromPage, ToPage} from '#lib/messaging/bridge-protocol.ts';
import type {BroadcastEnvelope} from '#lib/messaging/send.ts';
import type {Composer, Operations, Site} from '#lib/sites/site.ts';
import type {Composing} from './composing.ts';
import type {Desk} from './desk-link.ts';
import type {MediaSeen} from './media/seen.ts';
import type {PageStateKeeper} from './page-state.ts';
import type {SelfTest} from './self-test.ts';

/** What the first part lends to the kit. */
export interface KitParts {
	site: Site;
	/** Reads the site's answers; without it nothing is ever known to be sent. */
	outcome: Operations['outcome'] | undefined;
	desk: Desk;
	state: PageStateKeeper;
	composing: Composing;
	media: MediaSeen;
	/** To the page lock. */
	post(message: ToPage): void;
	/** Is the page lock in this frame? */
	locked(): boolean;
	selfTest: SelfTest;
	document: Document;
	/** This machine's clock, milliseconds since 1970. */
	now(): number;
	signal: AbortSignal;
}

export interface Kit {
	/** May a gesture send what the composer holds now? Synchronous; if not, the kit explains. */
	passes(composer: Composer, explain: boolean): boolean;
	/** A press was stopped because the kit was not here yet: it is answered now. Nobody presses again but the person. */
	early(composer: Composer): void;
	/** From the page lock; `arrived` on this machine's clock. */
	hear(message: FromPage, arrived: number): void;
	/** The composer in use is another one. */
	entered(): void;
	/** Something in the composer may have changed. */
	touched(): void;
	/** The background has answered, or was asked in vain. */
	told(): void;
	broadcast(message: BroadcastEnvelope): void;
	/** The person writes in something that the adapter does not know. */
	stranger(): void;
	togglePanel(): void;
	/** Shows the ready-approved replies for what the person writes. */
	offerReady(): void;
	scrolled(): void;
	returned(): void;
}

export type MakeKit = (parts: KitParts) => Kit;

const slot = 'countersign:kit';
type Slot = Record<typeof slot, ((make: MakeKit) => void) | undefined>;

/** The kit's file calls this; both parts share the isolated world, which no script of the page can reach. */
export function offerKit(make: MakeKit): void {
	(globalThis as unknown as Slot)[slot]?.(make);
}

/** Asks the background to bring the kit into this frame. Throws when it does not come. */
export function kitFrom(desk: Desk): () => Promise<MakeKit> {
	return async () => {
		let made: MakeKit | undefined;
		(globalThis as unknown as Slot)[slot] = make => {
			made = make;
		};
		const reply = await desk.ask('page:equip', {});
		if (!reply.ok) throw new Error(reply.message);
		// The background answers after the file has run.
		if (!made) throw new Error('the kit did not come');
		return made;
	};
}
