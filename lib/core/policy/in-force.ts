import type {CheckInput} from './check-input.ts';
import {kinds, profiles, ruleField, ruleSize, sites} from './format.ts';
import type {Engine} from './views.ts';

/** The rules that apply to one kind of firm, site and interaction on one day. */
export interface InForce {
	/** Their indexes, rising. */
	list: readonly number[];
	/** 1 for each of them, by index. */
	has: Uint8Array;
}

const day = 86_400_000;
// One draft is checked many times, so the last answer of each policy is kept.
const last = new WeakMap<Int32Array, {key: number; rules: InForce}>();

export function inForce({views: {rule}}: Engine, {company, site, kind, now}: CheckInput): InForce {
	const today = Math.floor(now / day);
	const [profile, where, what] = [
		profiles.indexOf(company.profile),
		sites.indexOf(site),
		kinds.indexOf(kind),
	];
	const key = ((today * profiles.length + profile) * sites.length + where) * kinds.length + what;
	const known = last.get(rule);
	if (known?.key === key) return known.rules;
	const applies = (at: number) =>
		(rule[at + ruleField.profiles]! & (1 << profile)) !== 0 &&
		(rule[at + ruleField.sites]! & (1 << where)) !== 0 &&
		(rule[at + ruleField.kinds]! & (1 << what)) !== 0 &&
		today >= rule[at + ruleField.from]! &&
		today < rule[at + ruleField.to]!;
	const has = Uint8Array.from({length: rule.length / ruleSize}, (_, i) => +applies(i * ruleSize));
	const rules = {list: [...has.keys()].filter(i => has[i] === 1), has};
	last.set(rule, {key, rules});
	return rules;
}
