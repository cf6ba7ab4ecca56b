import type {Composer} from '#lib/sites/site.ts';
import type {Desk} from './desk-link.ts';
import type {KitHolder} from './kit-holder.ts';
import type {Notice} from './notice.ts';

export interface EarlyPressParts {
	desk: Pick<Desk, 'alive'>;
	notice: Notice;
	kits: KitHolder;
}

/** Milliseconds for which a person takes a stopped press for one that is at work. */
const unnoticed = 1000;

/** A press that was stopped because the kit is not here: the press brings it, or nothing will. */
export function answerEarlyPresses({desk, notice, kits}: EarlyPressParts) {
	return (composer: Composer): void => {
		if (kits.get()) return;
		if (desk.alive()) void equip(composer);
		else notice.show('updated', composer);
	};

	async function equip(composer: Composer): Promise<void> {
		// A press without an answer is pressed again.
		const slow = setTimeout(() => notice.show('not-ready', composer), unnoticed);
		const came = await kits.with(kit => {
			notice.hide();
			kit.early(composer);
		});
		clearTimeout(slow);
		if (!came) notice.show('not-ready', composer);
	}
}
