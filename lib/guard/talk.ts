import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import type {Desk} from './desk-link.ts';
import type {Known} from './known.ts';
import type {News} from './ui/card.ts';
import type {Status} from './ui/status.ts';
import {openTalk, type TalkView} from './ui/talk-dialog.ts';

export interface TalkParts {
	desk: Desk;
	known: Known;
	theme: () => 'light' | 'dark';
	/** The accepted wording goes into the composer that still holds the old one. */
	accepted: (before: AuthorHold, after: AuthorHold) => void;
	closed: () => void;
}

type Question = NonNullable<AuthorHold['questions']>[number];
type Asked = 'hold:accept' | 'hold:decline' | 'hold:answer';

/** What a reviewer wants of the author of a waiting draft, as news; nothing when he wants nothing. */
export function createTalk(parts: TalkParts): (hold: AuthorHold) => News | undefined {
	const {desk, known} = parts;

	return hold => {
		if (hold.suggestion) return suggestionNews(hold, hold.suggestion);
		const open = hold.questions?.find(({answer}) => answer === null);
		return open && questionNews(hold, open);
	};

	function suggestionNews(hold: AuthorHold, suggestion: NonNullable<AuthorHold['suggestion']>): News {
		const {by, note, complete, digest, text} = suggestion;
		const first = firstOf(by.name);
		const label = complete ? 'Accept and get approval' : 'Accept and send on';
		const take = () => ask(hold, 'hold:accept', {hold: hold.id, digest});
		const third = complete ? '' : `${first} changed a claim, so a third person will check it.`;
		const view: TalkView = {
			title: `${first} suggests a change`,
			change: {before: hold.draft.text, after: text},
			words: note,
			label,
			theme: parts.theme(),
		};
		return {
			id: hold.id,
			status: wanted(`${first} suggests a change`),
			about: [note && `“${note}”`, third].filter(Boolean).join(' ') || undefined,
			acts: [
				{label, press: () => void take()},
				{label: 'See it', press: () => openTalk(view, {act: take, closed: parts.closed})},
				{label: 'Keep mine', press: () => void ask(hold, 'hold:decline', {hold: hold.id})},
			],
		};
	}

	function questionNews(hold: AuthorHold, {id, by, text, span}: Question): News {
		const first = firstOf(by.name);
		const asks = span ? `${first} asks about “${wordsAt(hold, span)}”` : `${first} asks`;
		const view = {
			title: asks,
			words: text,
			answer: true,
			label: `Answer ${first}`,
			theme: parts.theme(),
		};
		const answer = (words: string) => ask(hold, 'hold:answer', {hold: hold.id, question: id, text: words});
		return {
			id: hold.id,
			status: wanted(`${asks}: ${text}`),
			about: 'Your draft keeps its place in the queue.',
			acts: [{label: 'Answer', press: () => openTalk(view, {act: answer, closed: parts.closed})}],
		};
	}

	/** `undefined` when it worked; else a sentence for the person. */
	async function ask<N extends Asked>(
		before: AuthorHold,
		name: N,
		request: Parameters<typeof desk.ask<N>>[1],
	): Promise<string | undefined> {
		try {
			const reply = await desk.ask(name, request, patience);
			if (!reply.ok) return reply.message;
			known.learn(reply.hold);
			if (name === 'hold:accept') parts.accepted(before, reply.hold);
			await known.recheck();
			return undefined;
		} catch {
			return 'Countersign did not answer. Nothing was changed. Try again.';
		}
	}
}

/** Milliseconds: the hub checks the new words before it answers. */
const patience = 25_000;

function wanted(words: string): Status {
	return {icon: 'pen', tone: 'wait', words};
}

/** Short enough for the line; the place comes from elsewhere and may be beyond the text. */
function wordsAt({draft}: AuthorHold, {start, end}: {start: number; end: number}): string {
	const words = draft.text.slice(start, end).trim();
	return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

function firstOf(name: string): string {
	return name.split(' ')[0] ?? name;
}
