import type {Blind} from '#lib/core/policy/unseen.ts';
import type {Broadcasts} from '#lib/messaging/catalogue.ts';
import type {GateNews} from '../gate-parts.ts';
import type {Look} from '../judgements.ts';
import {createLine} from '../ui/line.ts';
import {leftUnreleased, pressedInDoubt, stoppedOnWire} from '../ui/outcome-words.ts';
import {partlySeen} from '../ui/words.ts';
import {createBeside} from './beside.ts';
import {createDialogs} from './dialogs.ts';
import {hearGate} from './heard.ts';
import {lineActs} from './line-acts.ts';
import {createPresses} from './presses.ts';
import {createShared, type ScreenParts} from './shared.ts';
import {tellBeside} from './telling.ts';

export interface Screen {
	/** Reads the composer once, judges it, and shows what follows. */
	render(): void;
	/** A gesture was stopped. `undefined`: not even the account is known. */
	stopped(look: Look | undefined): void;
	/** A press was stopped that would pass now. */
	pressAgain(look: Look): void;
	/** Nobody knows whether this is public already. */
	doubted(look: Look): void;
	hear(news: GateNews): void;
	/** The adapter does not know what the person is writing in. */
	blind(choice: Blind, what: string): void;
	/** Something went past the page, or tried to; said only where that account acts. */
	witnessed(seen: Broadcasts['gate:witnessed']): void;
	togglePanel(): void;
	offerReady(): void;
	/** Marks outside the viewport were left out. */
	isPartial(): boolean;
}

/** Everything a person sees inside the site, kept in step with what is known. */
export function createScreen(parts: ScreenParts): Screen {
	const {site, helped} = parts;
	const shared = createShared(parts, render);
	const {card, opened} = shared;
	const dialogs = createDialogs(shared);
	const line = createLine(lineActs(shared, dialogs));
	const tell = tellBeside(shared, line);
	const presses = createPresses(shared, dialogs, line, tell);
	const beside = createBeside(shared, dialogs, line);

	return {
		render,
		stopped: presses.stopped,
		hear: hearGate(shared, dialogs, tell),
		blind: (choice, what) => card.show({id: 'blind', status: partlySeen(choice, what)}),
		witnessed({site: of, account, left}) {
			if (of === site.id && account === site.account())
				card.show({id: 'witnessed', status: left ? leftUnreleased : stoppedOnWire});
		},
		pressAgain: presses.again,
		doubted: look => tell(look, pressedInDoubt, 'failed', 'draft'),
		offerReady: () => dialogs.ready.open(shared.read()),
		togglePanel: () => line.element.isConnected && line.toggle(),
		isPartial: beside.isPartial,
	};

	function render(): void {
		const look = beside.show();
		if (!look) return;
		opened.saw(look.draft);
		// Another draft begins: what stopped the last one says nothing of it
		if (look.draft.text === '') helped.clear();
		presses.answer(look);
	}
}
