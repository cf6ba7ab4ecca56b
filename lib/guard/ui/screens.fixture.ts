/** Each of our screens with something in it, for a page without a site: bundled and opened by `accessible.test.ts`. */
import type {ProvenReady} from '#lib/api/ready.ts';
import {company} from '../../../scripts/stage/cast.ts';
import {account, draftOf, findingOf, holdOf, now, route} from '../guard.fixture.ts';
import {type ApprovalView, openApproval} from './approval-dialog.ts';
import {createCard} from './card.ts';
import {openComplaint} from './complaint-dialog.ts';
import {createLine} from './line.ts';
import {openReady} from './ready-dialog.ts';
import {status} from './status.ts';
import {openTalk} from './talk-dialog.ts';

type Theme = 'light' | 'dark';

const text = 'Guaranteed acceptance at Leeds this Saturday, from £199 a month.';
const day = 24 * 60 * 60_000;
const nothing = (): void => undefined;
const refused = async (): Promise<string> => 'The hub cannot be reached. Try again later.';

const findings = [
	findingOf({
		say: 'Subject to status',
		fixes: [{label: 'Use this wording', start: 0, end: 10, text: 'Subject'}],
	}),
	findingOf({rule: 'FIN-02', confidence: 'likely', start: 11, end: 21}),
	findingOf({rule: 'FIN-03', severity: 'advise', start: 22, end: 30, say: 'In Leeds'}),
	route,
];

const view = (theme: Theme): ApprovalView => ({
	noun: 'post',
	verb: 'Post',
	text,
	facts: [{name: 'Who can reply', value: 'People you mention'}],
	factsBefore: [{name: 'Who can reply', value: 'Everybody'}],
	media: [],
	inComposer: false,
	handle: account.handle,
	location: account.location,
	findings,
	changed: undefined,
	now,
	theme,
});

const awake = {people: 0, backAt: now + day, onCall: {name: 'Tom Okafor', woken: 1, most: 2}};
const night = {awake, noun: 'reply', holding: 'We have seen this', isAnswer: true, now};

function approval(more: Partial<ApprovalView>, isNight = false): (theme: Theme) => void {
	return theme =>
		openApproval(
			{...view(theme), ...more},
			{
				send: refused,
				preview: async () => ({words: 'the reviewers of Leeds', night: isNight ? night : undefined}),
				holding: nothing,
				restore: nothing,
				closed: nothing,
			},
		);
}

const people = {writer: {id: 'p2', name: 'Tom Okafor'}, approver: {id: 'p3', name: 'Helen Marsh'}};

const reply: ProvenReady['reply'] = {
	v: 1,
	id: 'R-CMP-04',
	version: 2,
	title: 'We have seen this',
	text: 'Hello {first name}, {colleague} rings you on {day} at {hour} from {number}. {closing}',
	slots: [
		{name: 'first name', kind: 'name'},
		{name: 'colleague', kind: 'own-name'},
		{name: 'day', kind: 'date'},
		{name: 'hour', kind: 'time'},
		{name: 'number', kind: 'phone'},
		{name: 'closing', kind: 'choice', options: ['Thank you.', 'Sorry for the wait.']},
	],
	location: account.location,
	accounts: null,
	operations: ['reply'],
	answers: 'Nobody rings me back!',
	settles: [],
	promise: 'day',
	authors: ['p2'],
	from: now - day,
	until: now + 30 * day,
};

function ready(theme: Theme): void {
	const facts = {now, offset: 0, person: 'Priya Nair', phones: company.phones};
	const proven = {reply, digest: '', ...people, approvedAt: now - day, approval: 'a1'};
	openReady({replies: [proven], facts, theme}, {use: () => 'first name', closed: nothing});
}

function complaint(theme: Theme): void {
	const words = 'Nobody told me about the commission on my loan for AB12 CDE.';
	const where = {channel: 'Facebook, public comment', place: 'Leeds', about: 'commission' as const};
	openComplaint(
		{words, ...where, receivedAt: now - day, company, now, theme},
		{log: refused, closed: nothing},
	);
}

function line(theme: Theme): void {
	const kept = {fix: async () => false, copy: nothing, dispute: nothing, disputed: () => undefined};
	const made = createLine({...kept, act: nothing, ready: nothing, leave: () => composer().focus()});
	composer().after(made.element);
	made.setTheme(theme);
	const also = {
		id: 'c1',
		status: status('clock', 'wait', 'This reads like a complaint'),
		acts: [{label: 'Log complaint', press: nothing}],
	};
	const now = status('warn', 'change', '1 thing needs a change', 'copy');
	made.show({status: now, text, findings, ready: true, also, note: 'Tom: please name the price'});
	made.toggle();
	const inside = made.element.shadowRoot!;
	for (const why of inside.querySelectorAll('details')) why.open = true;
	inside.querySelector<HTMLElement>('button.plain')!.click();
}

function card(theme: Theme): void {
	const made = createCard();
	made.setTheme(theme);
	const acts = [{label: 'See the change', press: nothing}];
	const link = {label: 'Open it', href: 'https://x.example/1'};
	for (const tone of ['good', 'change', 'wait', 'blind', 'tip', 'quiet', 'stop'] as const)
		made.show({id: tone, status: status('check', tone, `Ready to post: ${tone}`), about: text, acts, link});
}

const composer = (): HTMLElement => document.querySelector('textarea')!;

/** By the name that the test says. */
export const dialogs: Record<string, (theme: Theme) => void> = {
	'approval dialog': approval({}),
	'approval dialog of a change': approval({changed: holdOf(draftOf('From £219 a month.'))}),
	'approval dialog at night': approval({noun: 'reply'}, true),
	'ready replies': ready,
	'complaint form': complaint,
	'suggestion of a reviewer': theme =>
		openTalk(
			{
				title: 'Tom suggests',
				change: {before: text, after: 'From £219.'},
				words: 'Why?',
				label: 'Accept',
				theme,
			},
			{act: refused, closed: nothing},
		),
	'question of a reviewer': theme =>
		openTalk(
			{title: 'Tom asks', words: 'Is it true?', answer: true, label: 'Answer', theme},
			{act: refused, closed: nothing},
		),
};
export const others: Record<string, (theme: Theme) => void> = {
	'line and its findings': line,
	'card in the corner': card,
};

Object.assign(globalThis, {screens: {...dialogs, ...others}});
