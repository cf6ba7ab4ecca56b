/** The life of a ready reply: written by one person, approved by another, taken back by either side. Pure. */
import type {Location} from '../identity/location.ts';
import type {PersonId} from '../identity/person.ts';
import {hasRole, type RoleAt} from '../identity/roles.ts';
import {type ReadyProblem, type ReadyReply, readyLife, readyProblem} from './reply.ts';

/** `superseded`: a later version was approved. */
export type ReadyState = 'written' | 'approved' | 'returned' | 'retired' | 'superseded';

/** One version as it stands. */
export interface ReadyVersion {
	reply: ReadyReply;
	state: ReadyState;
	writerDevice: string;
	approver: PersonId | null;
}

export interface ReadyActor {
	person: PersonId;
	device: string;
	roles: readonly RoleAt[];
}

export type ReadyCommand =
	| {type: 'write'; reply: ReadyReply}
	| {type: 'approve'; version: number}
	| {type: 'return'; version: number}
	| {type: 'retire'; version: number};

export type ReadyEvent = {version: number; state: ReadyState};

export const readyRefusals = {
	'bad-id': 'Give it a number like R-CMP-04.',
	'bad-title': 'Give it a short name.',
	'bad-text': 'Write one line of 10 to 1,500 signs, without hidden ones; blanks look like {first name}.',
	'bad-slot': 'One of the blanks is not described rightly.',
	'unused-slot': 'Each blank must stand in the text once.',
	'unknown-slot': 'The text has a blank that is not described.',
	ambiguous: 'Two blanks stand side by side. Put words between them.',
	'bad-promise': 'Only a date or a time can be promised.',
	'bad-scope': 'Say where it may be used, and for what kind of answer.',
	'bad-time': 'It may be good for at most half a year.',
	'not-your-place': 'You do not write or review for this place.',
	'wrong-version': 'Somebody has written a newer version. Load the page again.',
	'wrong-authors': 'Everybody who wrote an unapproved version of it is an author of this one.',
	'unknown-reply': 'There is no such reply.',
	'not-waiting': 'This version does not wait for anybody.',
	'not-in-use': 'This version is not in use.',
	'four-eyes': 'You cannot approve your own reply.',
	'not-a-reviewer': 'Only a reviewer of the place can approve it.',
	over: 'Its time is over. Write a new version.',
} as const;
export type ReadyRefusal = keyof typeof readyRefusals | ReadyProblem;

/** `versions`: all of this reply, in any order. */
export function decideReady(
	versions: readonly ReadyVersion[],
	command: ReadyCommand,
	{by, now}: {by: ReadyActor; now: number},
): ReadyEvent[] | ReadyRefusal {
	if (command.type === 'write') return write(versions, command.reply, by, now);
	const version = versions.find(({reply}) => reply.version === command.version);
	if (!version || !mayWrite(by, version.reply.location)) return 'unknown-reply';
	if (command.type === 'approve') return approve(versions, version, by, now);
	if (command.type === 'return') return sendBack(version);
	if (version.state === 'retired') return [];
	return version.state === 'approved' ? [{version: command.version, state: 'retired'}] : 'not-in-use';
}

/** Who writes replies for a place: its reviewers and admins. */
function mayWrite({roles}: Pick<ReadyActor, 'roles'>, location: Location): boolean {
	return hasRole(roles, 'reviewer', location) || hasRole(roles, 'admin', location);
}

function write(
	versions: readonly ReadyVersion[],
	reply: ReadyReply,
	by: ReadyActor,
	now: number,
): ReadyEvent[] | ReadyRefusal {
	const problem = readyProblem(reply);
	if (problem) return problem;
	if (!mayWrite(by, reply.location)) return 'not-your-place';
	if (versions.some(({reply: {location}}) => !mayWrite(by, location))) return 'not-your-place';
	if (reply.version !== nextVersion(versions)) return 'wrong-version';
	if (reply.until <= now || reply.until > now + readyLife) return 'bad-time';
	if (!isSame(reply.authors, authorsOf(versions, by.person))) return 'wrong-authors';
	const waiting = versions.filter(({state}) => state === 'written');
	const replaced = waiting.map(({reply: {version}}) => ({version, state: 'superseded' as const}));
	return [...replaced, {version: reply.version, state: 'written'}];
}

export function nextVersion(versions: readonly Pick<ReadyVersion, 'reply'>[]): number {
	return Math.max(0, ...versions.map(({reply}) => reply.version)) + 1;
}

/** Words that nobody approved stay their writer's, whoever types them again. */
export function authorsOf(versions: readonly ReadyVersion[], person: PersonId): PersonId[] {
	const approved = versions.filter(({approver}) => approver !== null).map(({reply}) => reply.version);
	const last = Math.max(0, ...approved);
	const open = versions.filter(({reply}) => reply.version > last);
	return [...new Set([person, ...open.flatMap(({reply}) => reply.authors)])].sort();
}

function isSame(said: readonly PersonId[], expected: readonly PersonId[]): boolean {
	return said.length === expected.length && said.every((person, i) => person === expected[i]);
}

function approve(
	versions: readonly ReadyVersion[],
	{reply, state, writerDevice}: ReadyVersion,
	by: ReadyActor,
	now: number,
): ReadyEvent[] | ReadyRefusal {
	if (reply.authors.includes(by.person) || writerDevice === by.device) return 'four-eyes';
	if (!hasRole(by.roles, 'reviewer', reply.location)) return 'not-a-reviewer';
	if (state !== 'written') return 'not-waiting';
	if (now >= reply.until) return 'over';
	const before = versions.filter(one => one.state === 'approved');
	const superseded = before.map(one => ({version: one.reply.version, state: 'superseded' as const}));
	return [...superseded, {version: reply.version, state: 'approved'}];
}

/** Not like this; its writer takes it back by the same word. */
function sendBack({reply: {version}, state}: ReadyVersion): ReadyEvent[] | ReadyRefusal {
	return state === 'written' ? [{version, state: 'returned'}] : 'not-waiting';
}
