/** For tests: the first public reply to a finance complaint (product.md, 6.2), and what its blanks take that evening. */
import {type Draft, emptyDraft} from '../draft.ts';
import type {MatchFacts} from './match.ts';
import type {ReadyReply} from './reply.ts';

/** Saturday, 21 November 2026, 22:40 in Leeds. */
export const lateNight = Date.UTC(2026, 10, 21, 22, 40);
const day = 86_400_000;

export const facts: MatchFacts = {
	now: lateNight,
	offset: 0,
	person: 'Dev Patel',
	phones: ['0113 496 0000'],
	location: 'group/north/leeds',
};

export const complaint: ReadyReply = {
	v: 1,
	id: 'R-CMP-04',
	version: 6,
	title: 'First public reply to a finance complaint',
	text:
		"Hi {first name}, I'm sorry you've had to chase us. I've logged your complaint tonight (ref {complaint ref}) and our " +
		"complaints team will contact you by {promise date}. Please don't post personal details here – message us privately " +
		"and we'll pick it up. {author first name}, Harwell & Stone",
	slots: [
		{name: 'first name', kind: 'name'},
		{name: 'complaint ref', kind: 'reference'},
		{name: 'promise date', kind: 'date'},
		{name: 'author first name', kind: 'own-name'},
	],
	location: 'group/north',
	accounts: null,
	operations: ['reply', 'comment'],
	answers: '5 weeks and no answer.',
	settles: ['CMP-01'],
	promise: 'promise date',
	authors: ['helen'],
	from: lateNight - 17 * day,
	until: lateNight + 164 * day,
};

export const holding: ReadyReply = {
	...complaint,
	id: 'R-CMP-09',
	version: 1,
	title: 'Holding message',
	text: 'Thank you, I have this. Someone from our {team} team will answer by {time}, or call {branch phone}.',
	slots: [
		{name: 'team', kind: 'choice', options: ['complaints', 'service', 'service and parts']},
		{name: 'time', kind: 'time'},
		{name: 'branch phone', kind: 'phone'},
	],
	operations: ['dm'],
	settles: [],
	promise: 'time',
};

export const values = {
	'first name': 'Karen',
	'complaint ref': 'C-2026-01877',
	'promise date': 'Monday 23 November',
	'author first name': 'Dev',
};

export function replyDraft(text: string, more: Partial<Draft> = {}): Draft {
	const target = {kind: 'comment', id: '77'} as const;
	return {...emptyDraft('facebook', 'comment', '1001'), target, text, ...more};
}
