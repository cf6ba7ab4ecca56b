/** What guard tests are made of: one company account, its state, drafts, holds, and a desk that answers as told. */
import type {Account, Stop} from '#lib/api/contract.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {AuthorHold, ContentMessages} from '#lib/messaging/catalogue.ts';
import type {PageState} from '#lib/messaging/page-state.ts';
import type {Desk} from './desk-link.ts';

/** Saturday, 21 November 2026, 10:12 UTC. */
export const now = Date.UTC(2026, 10, 21, 10, 12);
const hour = 3_600_000;
export const policy = 'a'.repeat(64);

export const account: Account = {
	site: 'x',
	id: '1001',
	handle: '@HarwellStoneLeeds',
	name: 'Harwell & Stone Leeds',
	location: 'group/north/leeds',
	gate: 'any',
	blind: 'closed',
};

export const state: PageState = {
	enrolled: true,
	person: {id: 'p1', name: 'Priya Nair'},
	accounts: [account],
	policy,
	policyNote: '',
	secondPerson: 'findings',
	stops: [],
	gate: 'unmanaged',
	hub: 'online',
	outbox: 0,
	outboxBroken: false,
	clockOffset: 0,
};

/** Helen Marsh stops everybody until 18:00 London time. */
export const stopOrder: Stop = {
	id: 's1',
	location: 'group',
	account: null,
	reason: 'National mourning',
	speakers: [],
	drill: false,
	by: {id: 'p3', name: 'Helen Marsh'},
	from: now - 60_000,
	until: Date.UTC(2026, 10, 21, 18),
};

export function draftOf(text: string, more: Partial<Draft> = {}): Draft {
	return {...emptyDraft('x', 'post', account.id), text, ...more};
}

export function findingOf(more: Partial<Finding> = {}): Finding {
	return {
		rule: 'FIN-01',
		pack: 'uk-motor-finance@2026.11.1',
		severity: 'block',
		confidence: 'certain',
		start: 0,
		end: 10,
		message: "Nobody can promise this. Finance depends on each customer's circumstances.",
		why: 'CONC 3.3.1R, in force since 2014.',
		fixes: [],
		...more,
	};
}

export const route = findingOf({
	rule: 'FIN-13',
	severity: 'review',
	route: true,
	message: 'Finance promotion: it needs a second person.',
});

export function holdOf(draft: Draft, more: Partial<AuthorHold> = {}): AuthorHold {
	const reviewer = {id: 'p2', name: 'Tom Okafor'};
	return {
		id: 'h1',
		state: 'approved',
		version: 1,
		digest: digestOf(draft),
		draft: draft as AuthorHold['draft'],
		policy,
		findings: [],
		context: {url: 'https://x.com/home'},
		note: '',
		author: {id: 'p1', name: 'Priya Nair'},
		account,
		location: account.location,
		heldAt: now - 600_000,
		expiresAt: now + 8 * hour,
		claimedBy: null,
		approval: {reviewer, at: now - 60_000, expiresAt: now + 7 * hour},
		returned: null,
		sent: null,
		mayDecide: 'four-eyes',
		verified: true,
		...more,
	};
}

type Handlers = {
	[Name in keyof ContentMessages]?: (
		request: ContentMessages[Name]['request'],
	) => ContentMessages[Name]['reply'] | Promise<ContentMessages[Name]['reply']>;
};

export interface FakeDesk extends Desk {
	/** All that was asked, in order. */
	asked: {name: keyof ContentMessages; request: unknown}[];
	kill(): void;
	broadcast: Parameters<Desk['listen']>[0];
	/** As the popup asks. */
	look: Parameters<Desk['answer']>[0];
}

/** A background in memory: what it is not told to answer, it does not answer. */
export function fakeDesk(handlers: Handlers): FakeDesk {
	let living = true;
	const desk: FakeDesk = {
		asked: [],
		async ask(name, request) {
			desk.asked.push({name, request});
			const handle = handlers[name];
			if (!living || !handle) throw new Error(living ? 'silent' : 'gone');
			return handle(request);
		},
		alive: () => living,
		listen(handle) {
			desk.broadcast = handle;
		},
		answer(look) {
			desk.look = look;
		},
		look: () => null,
		follow: () => () => undefined,
		kill() {
			living = false;
		},
		broadcast: () => undefined,
	};
	return desk;
}
