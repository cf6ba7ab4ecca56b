import type {Account} from '#lib/api/contract.ts';

export const gateNames: Record<Account['gate'], string> = {
	any: 'any browser with Countersign',
	managed: 'only browsers that the company manages',
};

/** When part of a page cannot be read. */
export const blindNames: Record<Account['blind'], string> = {
	closed: 'hold it',
	warn: 'let it go with a warning',
	capture: 'let it go',
};

export const kindNames = {
	group: 'group',
	brand: 'brand',
	region: 'region',
	branch: 'branch',
	team: 'team',
} as const;

export const siteNames: Record<Account['site'], string> = {x: 'X', facebook: 'Facebook'};
