import type {Company} from '#lib/core/policy/company.ts';
import type {Change} from './difference.ts';

const names: Record<keyof Company, string> = {
	profile: 'Kind of firm',
	legalName: 'Legal name',
	statusLine: 'Status line',
	address: 'Address',
	phones: 'Own phone numbers',
	emails: 'Own e-mail addresses',
	domains: 'Own domains',
	staff: 'People who may be named',
	competitors: 'Competitors',
	lenders: 'Lenders',
};

/** Other details of the company in words: each of them may let something out that was stopped, or stop it. */
export function companyChanges(before: Company | undefined, after: Company | undefined): Change[] {
	if (!after) return [];
	const fields = Object.keys(names) as (keyof Company)[];
	const lines = fields.flatMap(field => lineOf(names[field], before?.[field] ?? '', after[field]));
	if (lines.length === 0) return [];
	return [{pack: 'company', rule: null, what: 'changed', title: 'Company details', lines, loosens: true}];
}

function lineOf(
	name: string,
	before: string | readonly string[],
	after: string | readonly string[],
): string[] {
	if (typeof after === 'string' || typeof before === 'string')
		return before === after ? [] : [`${name}: ${words(after)} (was: ${words(before)})`];
	const added = after.filter(line => !before.includes(line));
	const gone = before.filter(line => !after.includes(line));
	return [
		...(added.length > 0 ? [`${name}: now also ${added.join(' · ')}`] : []),
		...(gone.length > 0 ? [`${name}: no longer ${gone.join(' · ')}`] : []),
	];
}

function words(value: string | readonly string[]): string {
	return (typeof value === 'string' ? value : value.join(' · ')) || 'nothing';
}
