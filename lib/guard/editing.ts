import type {Fix} from '#lib/core/policy/finding.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {copyText} from './clipboard.ts';
import type {Composing} from './composing.ts';

/** What our screens may do to a draft: only what the author asks for with a press, and only by the site's own editor. */
export interface Editing {
	/** False when the editor did not take it. */
	fix(change: Fix): Promise<boolean>;
	/** Puts a text in place of what stands there; if the editor does not take it, it is in the clipboard. */
	write(text: string): Promise<void>;
	/** The same with an approved text. */
	restore(hold: AuthorHold): Promise<void>;
	copyDraft(): void;
	/** Puts the cursor back into the composer. */
	leave(): void;
}

/** `changed` is called after each attempt. */
export function createEditing({current}: Composing, changed: () => void): Editing {
	return {fix, write, restore, leave, copyDraft: () => void copyText(current()?.read().text ?? '')};

	async function fix({start, end, text}: Fix): Promise<boolean> {
		const taken = (await current()?.replace(start, end, text)) ?? false;
		changed();
		if (taken) leave();
		return taken;
	}

	function restore({draft}: AuthorHold): Promise<void> {
		return write(draft.text);
	}

	async function write(text: string): Promise<void> {
		const composer = current();
		const length = composer?.read().text.length ?? 0;
		if (!(await composer?.replace(0, length, text))) await copyText(text);
		changed();
	}

	function leave(): void {
		current()?.editor.focus();
	}
}
