import type {Finding, Fix} from '#lib/core/policy/finding.ts';

/**
 * What a stopped draft was helped with: rules that had stopped it and find nothing now. Names of rules only, kept in this
 * tab, and told with what the author sends: nobody learns the words that were not sent.
 */
export interface Helped {
	/** These stopped a press; what only asks for a second person finds no fault. */
	stopped(findings: readonly Pick<Finding, 'rule' | 'route'>[]): void;
	/** The author took the wording of this one. */
	took(rule: string): void;
	/** Nothing where nothing was mended. `still`: those that find something in what goes now. */
	since(still: Iterable<string>): {helped?: {fixed: string[]; corrected: string[]}};
	clear(): void;
}

export function createHelped(): Helped {
	const seen = new Set<string>();
	const taken = new Set<string>();
	return {
		stopped(findings) {
			for (const {rule, route} of findings) if (!route) seen.add(rule);
		},
		took: rule => void taken.add(rule),
		since(still) {
			const left = new Set(still);
			const fixed = [...taken].filter(rule => !left.has(rule));
			const corrected = [...seen].filter(rule => !left.has(rule) && !taken.has(rule));
			return fixed.length + corrected.length > 0 ? {helped: {fixed, corrected}} : {};
		},
		clear() {
			seen.clear();
			taken.clear();
		},
	};
}

/** The rule whose wording this is. */
export function ruleOf(findings: readonly Finding[], {start, end, text}: Fix): string | undefined {
	const isSame = (own: Fix) => own.start === start && own.end === end && own.text === text;
	return findings.find(({fixes}) => fixes.some(isSame))?.rule;
}
