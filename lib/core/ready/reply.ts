/**
 * A ready-approved reply (product.md, HA12): words that two people have signed once, with blanks of a kind. Used unchanged
 * it needs nobody again; anything else is a draft like any other.
 */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import {canonicalJson} from '../canonical-json.ts';
import type {Draft} from '../draft.ts';
import {isLocation, isWithin, type Location} from '../identity/location.ts';
import type {PersonId} from '../identity/person.ts';
import {isAmbiguous, partsOf} from './parts.ts';
import {type Slot, slotProblem} from './slots.ts';

/** What a ready reply can be used for: answers only, never a post of its own. */
export const replyOperations = ['reply', 'comment', 'dm'] as const;
export type ReplyOperation = (typeof replyOperations)[number];

/** What is signed, as canonical JSON. */
export interface ReadyReply {
	v: 1;
	/** `R-CMP-04`: the same in every version. */
	id: string;
	version: number;
	title: string;
	/** The locked words; `{first name}` is where a slot goes. One line. */
	text: string;
	slots: readonly Slot[];
	location: Location;
	/** `x:1700000000000000001`; `null` = every account of the location and below. */
	accounts: readonly string[] | null;
	operations: readonly ReplyOperation[];
	/** A message that it would answer: what rules find in the conversation counts too. */
	answers: string;
	/** Rules that ask for a second person about these words: the approval is the answer to exactly these. */
	settles: readonly string[];
	/** The slot that says by when somebody does something; it becomes a reminder. */
	promise: string | null;
	/** Whoever wrote this version, or an earlier one that nobody approved: none of them approves it. */
	authors: readonly PersonId[];
	/** Milliseconds since 1970. */
	from: number;
	until: number;
}

/** Milliseconds for which one may be good, at most: half a year and a week, then two people look again. */
export const readyLife = 190 * 24 * 60 * 60_000;

/** SHA-256 of the canonical JSON: what both signatures are over. */
export function readyDigest(reply: ReadyReply): string {
	return bytesToHex(sha256(utf8ToBytes(canonicalJson(reply))));
}

export type ReadyProblem =
	| 'bad-id'
	| 'bad-title'
	| 'bad-text'
	| 'bad-slot'
	| 'unused-slot'
	| 'unknown-slot'
	| 'ambiguous'
	| 'bad-promise'
	| 'bad-scope'
	| 'bad-time';

/** What is wrong with it in itself, whoever signs; or nothing. */
export function readyProblem(reply: ReadyReply): ReadyProblem | undefined {
	const {id, title, version} = reply;
	if (!/^R-[A-Z]{2,8}-\d{2,4}$/.test(id) || !Number.isSafeInteger(version) || version < 1) return 'bad-id';
	if (title.trim() === '' || title.length > 120) return 'bad-title';
	return textProblem(reply) ?? scopeProblem(reply);
}

/** Nothing that a reader cannot see: controls, line breaks, directions, joiners, soft hyphens, tags. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;
const longest = 1500;

function textProblem({text, slots, promise}: ReadyReply): ReadyProblem | undefined {
	if (text.trim() !== text || text.length < 10 || text.length > longest || hidden.test(text))
		return 'bad-text';
	if (new Set(slots.map(({name}) => name)).size !== slots.length || slots.length > 10) return 'bad-slot';
	if (slots.some(slot => slotProblem(slot) !== undefined)) return 'bad-slot';
	const parts = partsOf(text);
	if (!parts) return 'bad-text';
	const used = parts.flatMap(part => ('slot' in part ? [part.slot] : []));
	if (used.some(name => !slots.some(slot => slot.name === name))) return 'unknown-slot';
	if (slots.some(({name}) => used.filter(one => one === name).length !== 1)) return 'unused-slot';
	if (isAmbiguous(parts)) return 'ambiguous';
	const promised = slots.find(({name}) => name === promise);
	return promise === null || promised?.kind === 'date' || promised?.kind === 'time'
		? undefined
		: 'bad-promise';
}

function scopeProblem({location, accounts, operations, from, until}: ReadyReply): ReadyProblem | undefined {
	if (!isLocation(location) || operations.length === 0) return 'bad-scope';
	if (accounts?.length === 0) return 'bad-scope';
	return from < until && until - from <= readyLife ? undefined : 'bad-time';
}

/** Is it for this place at all? The words are compared elsewhere. */
export function isFor(
	reply: ReadyReply,
	{site, account, operation}: Pick<Draft, 'site' | 'account' | 'operation'>,
	location: Location,
): boolean {
	if (!(reply.operations as readonly string[]).includes(operation)) return false;
	if (reply.accounts && !reply.accounts.includes(`${site}:${account}`)) return false;
	return isWithin(location, reply.location);
}

export function isReadyAt({from, until}: Pick<ReadyReply, 'from' | 'until'>, now: number): boolean {
	return from <= now && now < until;
}
