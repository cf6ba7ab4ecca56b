import type {Composer} from '#lib/sites/site.ts';
import type {Composing} from './composing.ts';
import type {Desk} from './desk-link.ts';
import type {KitHolder} from './kit-holder.ts';
import type {Notice} from './notice.ts';

export interface EarlyPressParts {
	desk: Pick<Desk, 'alive'>;
	notice: Notice;
	composing: Composing;
	kits: KitHolder;
}

/** Milliseconds for which a person takes a stopped press for one that is at work. */
const unnoticed = 1000;

/** A press that was stopped because the kit is not here: the press brings it, or nothing will. */
export function answerEarlyPresses({desk, notice, composing, kits}: EarlyPressParts) {
	return (composer: Composer): void => {
		if (kits.get()) return;
		if (desk.alive()) void equip(composer);
		else notice.show('updated', composer);
	};

	async function equip(composer: Composer): Promise<void> {
		// A press without an answer is pressed again.
		const slow = setTimeout(() => notice.show('not-ready', composer), unnoticed);
		const came = await kits.with(() => equipped(composer));
		clearTimeout(slow);
		if (!came) notice.show('not-ready', composer);
	}

	/** The press was lost, but from now on its composer is watched, focused or not. */
	function equipped(composer: Composer): void {
		notice.hide();
		composing.take(composer);
	}
}
