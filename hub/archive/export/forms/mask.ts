/** Other people's particulars in readable forms: masked, and counted. The sealed records keep what was there. */

export interface Masked {
	text: string;
	/** How many of each kind. */
	masks: {kind: string; count: number}[];
}

const kinds: [string, RegExp][] = [
	['e-mail address', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
	['handle', /(?<![\p{L}\p{N}_@])@[\p{L}\p{N}_.]{2,50}/gu],
	['number of seven digits or more', /\+?\d(?:[\s().-]?\d){6,18}/g],
	['address of a page', /https?:\/\/\S+/g],
];

/** For what third parties wrote, never for what the firm said. */
export function maskThirdParty(text: string): Masked {
	const masks: Masked['masks'] = [];
	let masked = text;
	for (const [kind, pattern] of kinds) {
		const count = masked.match(pattern)?.length ?? 0;
		if (count === 0) continue;
		masked = masked.replace(pattern, `[${kind} masked]`);
		masks.push({kind, count});
	}
	return {text: masked, masks};
}
