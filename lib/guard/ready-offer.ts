/** Ready-approved replies at the composer: which there are, and how one gets into it. Nobody presses Post but the author. */
import type {ProvenReady} from '#lib/api/ready.ts';
import {isAtRisk} from '#lib/core/complaint/at-risk.ts';
import {filled} from '#lib/core/ready/match.ts';
import {isFor, isReadyAt} from '#lib/core/ready/reply.ts';
import {accepts, type SlotFacts} from '#lib/core/ready/slots.ts';
import type {Complaints} from './complaints.ts';
import type {Look} from './judgements.ts';
import type {Known} from './known.ts';
import {riskWords} from './ui/complaint-words.ts';
import type {Also} from './ui/line.ts';
import {openReady} from './ui/ready-dialog.ts';

export interface ReadyOfferParts {
	known: Known;
	complaints: Pick<Complaints, 'factsFor'>;
	theme: () => 'light' | 'dark';
	/** Puts it in place of what the composer holds. */
	write: (text: string) => void;
	closed: () => void;
}

export interface ReadyOffer {
	/** Is there any for what this composer would send? */
	isThere(look: Look | undefined): boolean;
	/** One that promises an answer by a time: its title. */
	holding(look: Look): string | undefined;
	/** `isHolding`: those that promise an answer come first. */
	open(look: Look | undefined, isHolding?: boolean): void;
	/** Whoever is answered may come to harm: what to use, and whom to call. */
	forRisk(look: Look | undefined): Also | undefined;
	/** The words of one were put here, and stand here changed. */
	isChanged(look: Look | undefined): boolean;
}

export function createReadyOffer({known, complaints, theme, write, closed}: ReadyOfferParts): ReadyOffer {
	let used: ProvenReady | undefined;

	return {
		isThere: look => choices(look).length > 0,
		holding: look => choices(look).find(promises)?.reply.title,
		open,
		forRisk,
		isChanged,
	};

	function choices(look: Look | undefined): ProvenReady[] {
		const {ready, now} = known;
		if (!look || !ready || now >= ready.until) return [];
		const {draft, account} = look;
		const fit = ready.replies.filter(
			({reply}) => isReadyAt(reply, now) && isFor(reply, draft, account.location),
		);
		return isRisky(look) ? fit.toSorted((a, b) => Number(isForRisk(b)) - Number(isForRisk(a))) : fit;
	}

	function isRisky({inReplyTo = ''}: Look): boolean {
		return isAtRisk(inReplyTo, known.state?.atRisk?.riskWords);
	}

	/** Signed as the answer to such a message. */
	function isForRisk({reply}: ProvenReady): boolean {
		return isAtRisk(reply.answers, known.state?.atRisk?.riskWords);
	}

	function forRisk(look: Look | undefined): Also | undefined {
		if (!look || !isRisky(look)) return undefined;
		const first = choices(look).find(isForRisk);
		const acts = first ? [{label: 'Use this reply', press: () => open(look)}] : [];
		const status = riskWords(first?.reply.id, known.state?.atRisk?.dutyManager);
		return {id: `risk ${look.draft.target?.id}`, status, acts};
	}

	function open(look: Look | undefined, isHolding = false): void {
		const all = choices(look);
		const replies = isHolding ? all.toSorted((a, b) => Number(promises(b)) - Number(promises(a))) : all;
		const {ready, now} = known;
		if (!look || replies.length === 0 || !ready) return;
		const facts: SlotFacts = {...ready, now, ...complaints.factsFor(look)};
		openReady(
			{replies, facts, theme: theme()},
			{use: (proven, values) => use(proven, values, facts), closed},
		);
	}

	/** `undefined` when it is in the composer; else which blank is not filled as it may be. */
	function use(proven: ProvenReady, values: Record<string, string>, facts: SlotFacts): string | undefined {
		const {reply} = proven;
		const text = filled(reply, values, facts);
		if (text === undefined)
			return reply.slots.find(slot => !accepts(slot, values[slot.name] ?? '', facts))?.name ?? '';
		used = proven;
		write(text);
		return undefined;
	}

	function isChanged(look: Look | undefined): boolean {
		if (!look || look.draft.text === '') used = undefined;
		if (!look || !used || look.judgement.verdict === 'ready') return false;
		// Still recognisably these words, and not something else that was written since
		return look.draft.text.startsWith(used.reply.text.split('{')[0]!);
	}
}

const promises = ({reply}: ProvenReady) => reply.promise !== null;
