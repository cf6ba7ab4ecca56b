/** The fictional company of the demo, the story and the end-to-end tests (product.md, section 6). */

import type {Account} from '#lib/api/contract.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import type {Company} from '#lib/core/policy/company.ts';
import {FACEBOOK_PAGES, X_ACCOUNTS} from '#sandbox/seed.ts';

export const organisation = 'Harwell & Stone Motor Group';

export const company: Company = {
	profile: 'uk-dealer',
	legalName: 'Harwell & Stone Motors Ltd',
	statusLine: 'Harwell & Stone Motors Ltd is a credit broker, not a lender.',
	address: 'Harwell & Stone Motors Ltd, 14 Kirkbridge Road, Leeds LS11 0QT',
	phones: ['0113 496 0000'],
	emails: ['hello@harwellstone.example'],
	domains: ['harwellstone.example'],
	staff: ['Priya Nair', 'Tom Okafor', 'Dev Patel', 'Amira Said', 'Helen Marsh'],
	competitors: ['Brackley Motor Company'],
	lenders: ['Albion Motor Finance'],
};

export interface Member {
	name: string;
	roles: RoleAt[];
}

/** Reviews what others at Leeds write; what she writes herself, somebody else must approve. */
export const priya: Member = {
	name: 'Priya Nair',
	roles: [
		{role: 'author', location: 'group/north/leeds'},
		{role: 'reviewer', location: 'group/north/leeds'},
	],
};
export const tom: Member = {
	name: 'Tom Okafor',
	roles: [
		{role: 'reviewer', location: 'group/north'},
		{role: 'author', location: 'group/north/leeds'},
	],
};
export const helen: Member = {name: 'Helen Marsh', roles: [{role: 'admin', location: 'group'}]};
/** Rules need two people, like posts. */
export const sam: Member = {name: 'Sam Reed', roles: [{role: 'rule-reviewer', location: 'group'}]};

const leeds = {location: 'group/north/leeds', gate: 'any', blind: 'closed'} as const;

/** Only the company's own accounts; the personal ones of the sandbox are nobody's business. */
export const accounts: Account[] = [
	...X_ACCOUNTS.filter(account => account.kind === 'company').map(
		({id, handle, name}) => ({site: 'x', id, handle: `@${handle}`, name, ...leeds}) as const,
	),
	...FACEBOOK_PAGES.map(({id, name}) => ({site: 'facebook', id, handle: name, name, ...leeds}) as const),
];
