import * as z from 'zod';
import type {CheckInput} from '#lib/core/policy/check-input.ts';
import type {Company} from '#lib/core/policy/company.ts';
import {kinds, profiles} from '#lib/core/policy/format.ts';

/** One line of `countersign check`: a draft as in the development corpus; other fields are ignored. */
export const draftLine = z.object({
	id: z.string(),
	text: z.string(),
	network: z.enum(['twitter', 'x', 'facebook']).default('twitter'),
	kind: z.enum(kinds).default('post'),
	profile: z.enum(profiles).default('uk-dealer'),
	context: z
		.object({
			inReplyTo: z.string().optional(),
			relationship: z.string().optional(),
			imageText: z.string().optional(),
			alts: z.array(z.string()).optional(),
			audience: z.string().optional(),
		})
		.default({}),
});
export type DraftLine = z.infer<typeof draftLine>;

/** A company of which only the kind is known: no list of its own suppresses or adds a finding. */
export function neutralCompany(profile: Company['profile']): Company {
	return {
		profile,
		legalName: '',
		statusLine: '',
		address: '',
		phones: [],
		emails: [],
		domains: [],
		staff: [],
		competitors: [],
		lenders: [],
	};
}

export function inputOf(line: DraftLine, now: number): CheckInput {
	const context = Object.fromEntries(Object.entries(line.context).filter(([, value]) => value !== undefined));
	return {
		text: line.text,
		site: line.network === 'facebook' ? 'facebook' : 'x',
		kind: line.kind,
		company: neutralCompany(line.profile),
		context,
		now,
	};
}
