import type {Pack} from '#lib/core/policy/pack.schema.ts';

/** A company's own list of terms as a pack of twenty rules. */
export function termsPack(terms: readonly string[]): Pack {
	return {
		id: 'bench-terms',
		title: 'Terms of the benchmark',
		version: '1.0.0',
		from: '2020-01-01',
		to: '2099-01-01',
		minimumEngine: 1,
		profiles: ['uk-dealer'],
		sets: {},
		rules: Array.from({length: 20}, (_, rule) => ({
			id: `LEX-${10 + rule}`,
			title: 'A term of the list',
			severity: 'review',
			confidence: 'likely',
			message: 'This is on the company’s list.',
			source: 'The benchmark',
			why: 'Measured.',
			where: {},
			fixes: [],
			detect: [{find: terms.filter((_, i) => i % 20 === rule), in: 'text', if: [], unless: []}],
			examples: {flags: [], passes: []},
		})),
	};
}
