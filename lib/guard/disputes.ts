/** "Not a problem here…": kept in this tab, and told to the reviewer with the draft (product.md, 4.8). */
export interface Disputes {
	keep(rule: string, reason: string): void;
	of(rule: string): string | undefined;
	/** The author's note followed by the reasons for the rules that still fire; at most what the hub takes. */
	noteFor(note: string, rules: readonly string[]): string;
	clear(): void;
}

const longestNote = 2000;

export function createDisputes(): Disputes {
	const reasons = new Map<string, string>();
	return {
		keep: (rule, reason) => void (reason === '' ? reasons.delete(rule) : reasons.set(rule, reason)),
		of: rule => reasons.get(rule),
		noteFor(note, rules) {
			const said = [...new Set(rules)].flatMap(rule => {
				const reason = reasons.get(rule);
				return reason ? [`Not a problem here (${rule}): ${reason}`] : [];
			});
			return [note, ...said]
				.filter(part => part !== '')
				.join('\n')
				.slice(0, longestNote);
		},
		clear: () => reasons.clear(),
	};
}
