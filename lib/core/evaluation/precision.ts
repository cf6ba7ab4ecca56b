/** How often a rule is right, from a sample that a person read. */

export interface Estimate {
	/** Shares of 1. */
	estimate: number;
	low: number;
	high: number;
	read: number;
}

/** Two-sided 95 %. */
const z = 1.959964;

/**
 * Wilson's interval (E. B. Wilson, 1927): honest for small samples and near 0 and 1, where the usual one is not. Nothing while
 * nobody has read anything.
 */
export function precisionOf(right: number, read: number): Estimate | null {
	if (read === 0) return null;
	const share = right / read;
	const spread = z * Math.sqrt((share * (1 - share)) / read + (z * z) / (4 * read * read));
	const scale = 1 + (z * z) / read;
	const middle = share + (z * z) / (2 * read);
	return {
		estimate: share,
		low: Math.max(0, (middle - spread) / scale),
		high: Math.min(1, (middle + spread) / scale),
		read,
	};
}
