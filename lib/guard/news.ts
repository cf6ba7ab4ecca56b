import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {copyText} from './clipboard.ts';
import type {Desk} from './desk-link.ts';
import {isOpen} from './judgements.ts';
import type {Known} from './known.ts';
import type {Card, News} from './ui/card.ts';
import {timeOf} from './ui/times.ts';
import {holdWords, returnedWords} from './ui/words.ts';

/** States that end a hold and that the author should hear of, if this tab has shown the hold before. */
const endings = new Set<AuthorHold['state']>(['rejected', 'expired', 'failed']);

/** Keeps the card in the corner in step with the author's holds. */
export function createNews(
	card: Card,
	desk: Desk,
	known: Known,
	talkOf: (hold: AuthorHold) => News | undefined,
): {update(): void} {
	const shown = new Set<string>();

	return {update};

	function update(): void {
		const ids = new Set<string>();
		for (const hold of known.holds) {
			ids.add(hold.id);
			if (isOpen(hold) || (endings.has(hold.state) && shown.has(hold.id))) {
				shown.add(hold.id);
				card.show(newsOf(hold));
			} else forget(hold.id);
		}
		// Another account acts now: its holds only.
		for (const id of shown) if (!ids.has(id)) forget(id);
	}

	function forget(id: string): void {
		if (shown.delete(id)) card.drop(id);
	}

	function newsOf(hold: AuthorHold): News {
		const talk = isOpen(hold) && talkOf(hold);
		if (talk) return talk;
		const status = holdWords(hold, known.now);
		const copy = copyAct(hold.draft.text);
		const about = snippet(hold.draft.text);
		switch (hold.state) {
			case 'held':
			case 'in_review':
				return {
					id: hold.id,
					status: {...status, words: `${status.words} · you can carry on`},
					about,
					acts: [{label: 'Withdraw', press: () => void withdraw(hold)}],
				};
			case 'approved':
				return {
					id: hold.id,
					status: {...status, words: approvedWords(hold, status.words)},
					about,
					acts: [copy],
				};
			case 'changes_requested':
				return {
					id: hold.id,
					status: {...status, words: returnedWords(hold)},
					about: hold.returned?.note || about,
					acts: [copy],
				};
			default:
				return {id: hold.id, status, about: hold.returned?.note || about, acts: [copy]};
		}
	}

	/** "Approved by Tom Okafor 10:24 · you can post until 18:00 · once, from @…" */
	function approvedWords({approval, verified, account}: AuthorHold, otherwise: string): string {
		if (!approval || !verified || approval.expiresAt <= known.now) return otherwise;
		const at = timeOf(approval.at, known.now);
		const until = timeOf(approval.expiresAt, known.now);
		return `Approved by ${approval.reviewer.name} ${at} · you can post until ${until} · once, from ${account.handle}`;
	}

	async function withdraw({id}: AuthorHold): Promise<void> {
		try {
			const reply = await desk.ask('hold:withdraw', {hold: id});
			if (reply.ok) return known.learn(reply.hold);
		} catch {
			// The card still says that it waits, which is true.
		}
		await known.recheck();
	}
}

export function copyAct(text: string): {label: string; press: () => void} {
	return {label: 'Copy draft', press: () => void copyText(text)};
}

/** The first words, to know a draft by. */
export function snippet(text: string): string {
	const line = text.trim().replace(/\s+/g, ' ');
	return line.length > 80 ? `“${line.slice(0, 78)}…”` : `“${line}”`;
}
