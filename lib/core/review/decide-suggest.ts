/** Reviewer and author talk: another wording, its acceptance, questions. None of it lets anything out by itself. */
import {digestOf} from '../draft.ts';
import {hasRole} from '../identity/roles.ts';
import {approvableOf, approvalProblem} from './approval.ts';
import type {CommandOf, Context} from './command.ts';
import {decidable} from './decide-review.ts';
import type {EventOf, HoldEvent} from './event.ts';
import {evolve} from './evolve.ts';
import type {Approval, Hold, Suggestion} from './hold.ts';
import type {Refusal} from './refusal.ts';
import {isOpen, settled} from './settle.ts';
import {type Candidate, completes, stepFor} from './steps.ts';
import {withText} from './suggestion.ts';

type Conversing = CommandOf<'suggest' | 'decline' | 'ask' | 'answer'>;

export function converse(hold: Hold, command: Conversing, context: Context): HoldEvent[] | Refusal {
	switch (command.type) {
		case 'suggest':
			return suggest(hold, command, context);
		case 'ask':
			return ask(hold, command, context);
		case 'decline':
			return decline(hold, context);
		case 'answer':
			return answer(hold, command, context);
	}
}

function suggest(hold: Hold, command: CommandOf<'suggest'>, {by, now}: Context): HoldEvent[] | Refusal {
	const problem = decidable(hold, {by, now}) ?? (command.version === hold.version ? undefined : 'changed');
	if (problem) return problem;
	const {next, text, digest, note, touches, approval} = command;
	// The answer to the first try was lost on its way
	if (hold.suggestion?.next === next && hold.suggestion.by === by.person) return [];
	if (text === hold.submission.draft.text) return 'same-words';
	if (digest !== digestOf(withText(hold.submission.draft, text))) return 'digest-wrong';
	const suggestion: Suggestion = {by: by.person, at: now, next, text, digest, note, touches, approval: null};
	const stamp = {type: 'suggested', at: now, by: by.person} as const;
	// Whoever changes a claim becomes an author: signing in advance would be signing for himself
	if (!approval || touches.length > 0) return [{...stamp, suggestion}];
	const {claims, statement} = approval;
	const wrong = approvalProblem(claims, approvableOf(accepted(hold, suggestion)), now);
	if (wrong || claims.reviewer !== by.person) return wrong ?? 'wrong-statement';
	const signed = {statement, jti: claims.jti, expiresAt: claims.exp * 1000};
	return [{...stamp, suggestion: {...suggestion, approval: signed}}];
}

/** The hold as it will be once the author has accepted, as far as an approval names it. */
function accepted(hold: Hold, {next, text, digest}: Pick<Suggestion, 'next' | 'text' | 'digest'>): Hold {
	const submission = {...hold.submission, draft: withText(hold.submission.draft, text), digest};
	return {...hold, id: next, version: hold.version + 1, submission};
}

/**
 * A new version with the suggested words. It is approved at once only if nothing of a claim was touched: then the
 * reviewer's signature over exactly these words, given in advance, and the author's acceptance are the two persons.
 */
export function accept(command: CommandOf<'accept'>, context: Context): HoldEvent[] | Refusal {
	const {by, now} = context;
	const previous = settled(command.previous, now);
	const {suggestion} = previous;
	if (!previous.authors.includes(by.person)) return 'not-yours';
	if (!hasRole(by.roles, 'author', previous.location)) return 'not-an-author';
	if (!isOpen(previous)) return previous.release ? 'already-released' : 'closed';
	if (!suggestion) return 'no-suggestion';
	const {submission, suggester} = command;
	const isSame = submission.policy === previous.submission.policy;
	if (submission.digest !== suggestion.digest || !isSame) return 'changed';
	if (digestOf(submission.draft) !== suggestion.digest) return 'digest-wrong';
	const held = heldBy(previous, suggestion, command, context);
	const approval = suggester && approvalOf(held, suggestion, suggester, now);
	if (!approval) return [held];
	const complete = completes(evolve(undefined, held), approval);
	return [held, {type: 'approved', at: now, by: suggestion.by, approval, complete}];
}

function heldBy(
	previous: Hold,
	{next, by: reviewer, touches}: Suggestion,
	{submission, needed, route}: CommandOf<'accept'>,
	{by, now}: Context,
): EventOf<'held'> {
	return {
		type: 'held',
		at: now,
		by: by.person,
		id: next,
		version: previous.version + 1,
		authors: [...new Set([by.person, ...previous.authors, ...previous.claimants])],
		claimants: previous.claimants,
		location: previous.location,
		previous: previous.id,
		accepted: {hold: previous.id, by: reviewer, touches},
		needed,
		route,
		submission,
		expiresAt: previous.expiresAt,
	};
}

/** The signature given in advance, if it is still good for exactly what is held now. */
function approvalOf(
	held: EventOf<'held'>,
	{approval, by, touches}: Suggestion,
	suggester: Candidate,
	now: number,
): Approval | undefined {
	if (!approval || touches.length > 0 || held.authors.includes(by) || suggester.person !== by) return;
	const hold = evolve(undefined, held);
	if (now >= approval.expiresAt || now >= hold.expiresAt) return;
	const step = stepFor(hold, suggester, now);
	if (typeof step === 'string') return;
	const {statement, jti, expiresAt} = approval;
	return {reviewer: by, statement, jti, ...(step !== null && {step}), at: now, expiresAt};
}

function ask(hold: Hold, command: CommandOf<'ask'>, {by, now}: Context): HoldEvent[] | Refusal {
	if (hold.questions.some(({id}) => id === command.id)) return [];
	const problem = decidable(hold, {by, now}) ?? (command.version === hold.version ? undefined : 'changed');
	if (problem) return problem;
	const {id, text, span} = command;
	const question = {id, by: by.person, at: now, text, span, answer: null};
	return [{type: 'asked', at: now, by: by.person, question}];
}

/** Also of a hold that is decided in the meantime: an answer is never lost, only too late for a closed one. */
function answer(hold: Hold, command: CommandOf<'answer'>, {by, now}: Context): HoldEvent[] | Refusal {
	if (!hold.authors.includes(by.person)) return 'not-yours';
	if (!isOpen(hold)) return 'closed';
	const question = hold.questions.find(({id}) => id === command.question);
	if (!question) return 'unknown-question';
	if (question.answer) return question.answer.text === command.text ? [] : 'unknown-question';
	return [{type: 'answered', at: now, by: by.person, question: question.id, text: command.text}];
}

function decline(hold: Hold, {by, now}: Context): HoldEvent[] | Refusal {
	if (!hold.authors.includes(by.person)) return 'not-yours';
	if (!isOpen(hold)) return 'closed';
	return hold.suggestion ? [{type: 'declined', at: now, by: by.person}] : [];
}
