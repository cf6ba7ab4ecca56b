/**
 * Hand-written parsers for what crosses the page bridge: the page's world carries no zod. What the page lock says is
 * hostile input: it must have the right shape, and even then may only ask for more restriction.
 */
import type {Draft, Poll} from '#lib/core/draft.ts';
import type {Outgoing} from '#lib/sites/site.ts';
import type {FromPage, ToPage, UploadSeen} from './bridge-protocol.ts';
import {parseJson} from './natives.ts';

const {isArray} = Array;
const {isInteger} = Number;

type Fields = Record<string, unknown>;

/** `undefined` for anything that is not exactly a message of the page lock. */
export function parseFromPage(json: unknown): FromPage | undefined {
	const m = record(parseJson(json));
	if (!m || !isCount(m.id)) return undefined;
	if (m.type === 'ask' && isTransport(m.transport) && isOutgoing(m.outgoing)) return m as unknown as FromPage;
	if (m.type === 'answered' && isText(m.name) && isCount(m.status) && isText(m.body))
		return m as unknown as FromPage;
	if (m.type === 'failed' && isText(m.reason)) return m as unknown as FromPage;
	return undefined;
}

/** `undefined` for anything that is not exactly a message of the guard. */
export function parseToPage(json: unknown): ToPage | undefined {
	const m = record(parseJson(json));
	if (m?.type === 'verdict' && isCount(m.id) && typeof m.go === 'boolean' && isText(m.reason))
		return m as unknown as ToPage;
	if (m?.type === 'taken' && isCount(m.id)) return m as unknown as ToPage;
	if (m?.type === 'accounts' && isTexts(m.guarded)) return m as unknown as ToPage;
	return undefined;
}

/** `undefined` for anything that is not exactly a step of an upload, with its bytes where it has some. */
export function parseUpload(json: unknown, bytes: unknown): UploadSeen | undefined {
	const m = record(parseJson(json));
	if (!m) return undefined;
	return isText(m.id) ? stepOf(m, m.id, bytes) : namelessStep(m, bytes);
}

function stepOf(m: Fields, id: string, bytes: unknown): UploadSeen | undefined {
	if (m.step === 'part' && isCount(m.at) && bytes instanceof Blob) return {step: 'part', id, at: m.at, bytes};
	if (m.step === 'end') return {step: 'end', id};
	if (m.step === 'named' && isCount(m.ref)) return {step: 'named', ref: m.ref, id};
	return m.step === 'alt' && isText(m.alt) ? {step: 'alt', id, alt: m.alt} : undefined;
}

/** Its id comes with the site's answer. */
function namelessStep({step, ref, poll}: Fields, bytes: unknown): UploadSeen | undefined {
	if (!isCount(ref)) return undefined;
	if (step === 'whole' && bytes instanceof Blob) return {step: 'whole', ref, bytes};
	return step === 'poll' && poll !== null && isPoll(poll)
		? {step: 'poll', ref, poll: poll as Poll}
		: undefined;
}

function isOutgoing(value: unknown): value is Outgoing {
	const o = record(value);
	return (
		!!o &&
		isText(o.name) &&
		isText(o.note) &&
		isTextOrNull(o.account) &&
		(o.files === undefined || isNumbers(o.files)) &&
		(o.draft === null || isDraft(o.draft))
	);
}

/** The shape only: the desk parses drafts again, strictly, with zod. */
function isDraft(value: unknown): value is Draft {
	const d = record(value);
	return (
		!!d &&
		d.v === 1 &&
		[d.site, d.operation, d.account, d.text].every(isText) &&
		[d.quoted, d.audience, d.replies, d.schedule].every(isTextOrNull) &&
		isTexts(d.unknown) &&
		isTarget(d.target) &&
		Array.isArray(d.media) &&
		d.media.every(isMedia) &&
		isPoll(d.poll) &&
		isThread(d.thread) &&
		isDetails(d.details)
	);
}

function isTarget(value: unknown): boolean {
	const t = record(value);
	return value === null || (!!t && isText(t.kind) && isText(t.id));
}

function isMedia(value: unknown): boolean {
	const m = record(value);
	return !!m && isText(m.sha256) && isText(m.type) && isText(m.alt);
}

function isPoll(value: unknown): boolean {
	const p = record(value);
	return value === null || (!!p && isTexts(p.choices) && isCount(p.minutes));
}

function isThread(value: unknown): boolean {
	const t = record(value);
	return value === null || (!!t && isCount(t.part) && isCount(t.of));
}

function isDetails(value: unknown): boolean {
	return value === undefined || Object.values(record(value) ?? {x: 0}).every(isText);
}

function record(value: unknown): Fields | undefined {
	return typeof value === 'object' && value !== null && !isArray(value) ? (value as Fields) : undefined;
}

/** Used in the page's world too, where `every` may be the page's. */
function isTexts(value: unknown): boolean {
	if (!isArray(value)) return false;
	for (let i = 0; i < value.length; i++) if (!isText(value[i])) return false;
	return true;
}

function isNumbers(value: unknown): boolean {
	const numbers = record(value);
	return !!numbers && Object.values(numbers).every(isCount);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isCount = (value: unknown): value is number => isInteger(value) && (value as number) >= 0;
const isTransport = (value: unknown) => value === 'xhr' || value === 'fetch' || value === 'beacon';
