/** One approval: by a certified reviewer, not an author, for exactly this, in its time, once. */
import type {Bundle} from './bundle.ts';
import {type Certificate, readCertificate} from './check-devices.ts';
import type {LogEntry} from './entry.ts';
import type {Held, History, Used} from './hold-history.ts';
import {count, get, type Json, text} from './json.ts';
import {readJws} from './signatures.ts';

/** Seconds by which a reviewer's clock may be ahead of the hub's. */
const skew = 300;

/** Throws. Adds the statement to those that stand. */
export function checkApproval(
	bundle: Bundle,
	entry: LogEntry,
	content: Json,
	history: History,
	used: Used,
): void {
	const statement = text(get(content, 'event', 'approval', 'statement'), 'the statement');
	const certificate = readCertificate(get(content, 'certificate'), bundle.keys.directory);
	const claims = readStatement(statement, certificate);
	checkTime(claims, certificate, entry.at / 1000);
	if (claims.reviewer !== certificate.person || certificate.person !== entry.by)
		throw new Error('the approval is not by the person whose device signed it');
	if (history.held) checkWhat(claims, history.held, history, certificate);
	const jti = text(claims.jti, 'jti');
	if (used.statements.has(jti)) throw new Error('the approval was used before');
	used.statements.add(jti);
	const step = get(content, 'event', 'approval', 'step');
	history.approvals.push(statement);
	history.steps.push(typeof step === 'number' ? step : null);
	bundle.findings.counts.approvals++;
}

function readStatement(statement: string, certificate: Certificate) {
	const jws = readJws(statement);
	if (jws.header.kid !== certificate.device)
		throw new Error('the approval names another device than signed it');
	if (!jws.isBy(certificate.key, 'ES256')) throw new Error('the approval is not signed by the reviewer');
	if (jws.payload.typ !== 'countersign-approval') throw new Error('the statement is not an approval');
	return jws.payload;
}

/** @param at seconds */
function checkTime(claims: {[name: string]: Json}, {from, to}: Certificate, at: number): void {
	const [iat, exp] = [count(claims.iat, 'iat'), count(claims.exp, 'exp')];
	if (iat > at + skew || exp <= at) throw new Error('the approval was not in force');
	if (at < from - skew || at > to) throw new Error("the reviewer's certificate was not in force");
}

function checkWhat(
	claims: {[name: string]: Json},
	held: Held,
	history: History,
	{person, roles}: Certificate,
): void {
	const {draft, digest, policy, authors, location} = held;
	const target = get(draft, 'target');
	const expected = {
		hold: history.id,
		version: history.version,
		digest,
		policy,
		site: get(draft, 'site'),
		account: get(draft, 'account'),
		target: target ? `${get(target, 'kind')}:${get(target, 'id')}` : null,
	};
	for (const [name, value] of Object.entries(expected))
		if (claims[name] !== value) throw new Error(`the approval is for another ${name}`);
	if (authors.includes(person)) throw new Error('an author approved the own draft');
	if (!isReviewer(roles, person, [location], held.steps))
		throw new Error('whoever approved is not certified as a reviewer there');
}

/** Of the place; or, where the hold's steps say so, of a buddy branch, or by name. */
function isReviewer(
	roles: Certificate['roles'],
	person: string,
	near: readonly string[],
	steps: readonly Json[],
): boolean {
	const asked = steps.flatMap(step => [step, get(step, 'wider') ?? null]);
	const places = [...near, ...asked.flatMap(step => texts(get(step, 'locations')))];
	const reviewer = roles.filter(({role}) => role === 'reviewer');
	if (reviewer.some(held => places.some(place => isWithin(place, held.location)))) return true;
	return reviewer.length > 0 && asked.some(step => texts(get(step, 'persons')).includes(person));
}

function texts(value: Json | undefined): string[] {
	return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** By whole segments of the path. */
function isWithin(inner: string, outer: string): boolean {
	return inner === outer || inner.startsWith(`${outer}/`);
}
