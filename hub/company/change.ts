/** Changes of power: what one admin may not do alone as soon as there is another one of the whole firm. */
import type {Account} from '#lib/api/contract.ts';
import type {Topic} from '#lib/core/archive/search/retention.ts';
import {everywhere, type Location} from '#lib/core/identity/location.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import type {Strictness} from '#lib/core/identity/strictness.ts';
import type {Reader} from '../store/schema.ts';

export type CompanyChange =
	/** Roles put in place of those the person had when it was proposed. */
	| {kind: 'roles'; person: string; before: readonly RoleAt[]; roles: readonly RoleAt[]}
	/** One more browser for somebody who decides: whoever has it acts in that name. */
	| {kind: 'browser'; person: string}
	| {kind: 'account'; account: Account; before: Account | null}
	| {kind: 'account-off'; account: Account}
	/** What a place asks of the accounts below it. */
	| {kind: 'place'; location: Location; before: Strictness; after: Strictness}
	/** The company's directory may make and end people with this token. */
	| {kind: 'scim-token'; token: string; label: string}
	/** Members of this group of the directory get this role. */
	| {kind: 'scim-group'; group: string; grants: readonly RoleAt[]; before: readonly RoleAt[]}
	/** What an auditor wanted kept may be erased at the end of its time. */
	| {kind: 'legal-hold-off'; id: string; reason: string}
	/** What is of this topic may be erased sooner. */
	| {kind: 'topic'; before: Topic; after: Topic};

/** Who wanted it and who agreed; nobody while there is one admin only. */
export interface Two {
	by: string | null;
	approvedBy: string | null;
}

export interface Done {
	/** A link for one browser. */
	url?: string;
}

/** Where the second admin must be one too: the whole firm unless all of it lies at one place. */
export function placeOf(change: CompanyChange): Location {
	if (change.kind === 'place') return change.location;
	if (change.kind === 'account') return change.before?.location ?? change.account.location;
	if (change.kind === 'roles') {
		const places = new Set([...change.before, ...change.roles].map(({location}) => location));
		return places.size === 1 ? [...places][0]! : everywhere;
	}
	return everywhere;
}

/** The same in words, for the one who decides. */
export async function wordsOf(db: Reader, change: CompanyChange): Promise<string[]> {
	switch (change.kind) {
		case 'roles':
			return rolesWords(await nameOf(db, change.person), change.before, change.roles);
		case 'browser':
			return [`One more browser for ${await nameOf(db, change.person)}: the link is shown to who agrees`];
		case 'account':
			return accountWords(change.account, change.before);
		case 'account-off':
			return [
				`${accountName(change.account)} is no longer guarded: nothing is checked, held or archived there`,
			];
		case 'place':
			return [
				`${change.location} asks less: ${strictWords(change.after)} (was: ${strictWords(change.before)})`,
			];
		case 'scim-token':
			return [`The company's directory makes and ends people here, with the token “${change.label}”`];
		case 'scim-group':
			return rolesWords(`Members of “${await groupName(db, change.group)}”`, change.before, change.grants);
		case 'legal-hold-off':
			return [
				`Legal hold ${change.id} ends: “${change.reason}”. What it kept may be erased at the end of its time`,
			];
		case 'topic':
			return [`${change.after.title}: ${keptWords(change.after)} (was: ${keptWords(change.before)})`];
	}
}

export const accountName = ({handle, site}: Pick<Account, 'handle' | 'site'>) =>
	`${handle} on ${site === 'x' ? 'X' : 'Facebook'}`;

function rolesWords(who: string, before: readonly RoleAt[], after: readonly RoleAt[]): string[] {
	const missing = (from: readonly RoleAt[], to: readonly RoleAt[]) =>
		to.filter(({role, location}) => !from.some(one => one.role === role && one.location === location));
	return [
		...missing(before, after).map(({role, location}) => `${who}: ${role} at ${location}`),
		...missing(after, before).map(({role, location}) => `${who}: no longer ${role} at ${location}`),
	];
}

function accountWords(account: Account, before: Account | null): string[] {
	const name = accountName(account);
	const moved = before && before.location !== account.location;
	return [
		`${name}: ${strictWords(account)}${before ? ` (was: ${strictWords(before)})` : ''}`,
		...(moved ? [`${name} goes from ${before.location} to ${account.location}: others review it`] : []),
	];
}

function keptWords({years, notBefore, rules, kinds, concept}: Topic): string {
	const time = years === null ? 'kept without end' : `kept ${years} years`;
	const until = notBefore === null ? '' : `, at least until ${notBefore}`;
	const what = [...rules, ...kinds, ...(concept === null ? [] : [concept])];
	return `${time}${until}, for ${what.length > 0 ? what.join(', ') : 'everything'}`;
}

const blindWords = {
	closed: 'what cannot be read is held',
	warn: 'what cannot be read goes out with a warning',
	capture: 'what cannot be read goes out',
};
const strictWords = ({gate, blind}: Strictness) =>
	`${gate === 'managed' ? 'managed browsers only' : 'any browser'}, ${blindWords[blind]}`;

async function nameOf(db: Reader, person: string): Promise<string> {
	const row = await db.selectFrom('people').select('name').where('id', '=', person).executeTakeFirst();
	return row?.name ?? person;
}

async function groupName(db: Reader, group: string): Promise<string> {
	const row = await db.selectFrom('scim_groups').select('name').where('id', '=', group).executeTakeFirst();
	return row?.name ?? group;
}
