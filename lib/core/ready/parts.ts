/** The locked words of a ready reply and the places of its slots, in order. */
export type Part = {locked: string} | {slot: string};

/** `undefined` when a brace is open, closed twice, or names nothing. */
export function partsOf(text: string): Part[] | undefined {
	const parts: Part[] = [];
	for (const piece of text.split(/(\{[^{}]*\})/)) {
		const name = /^\{([a-z][a-z ]{0,38}[a-z])\}$/.exec(piece)?.[1];
		if (name !== undefined) parts.push({slot: name});
		else if (/[{}]/.test(piece)) return undefined;
		else if (piece !== '') parts.push({locked: piece});
	}
	return parts;
}

/** Two slots side by side could be read in two ways; between them there must be words. */
export function isAmbiguous(parts: readonly Part[]): boolean {
	return parts.some((part, i) => {
		const next = parts[i + 1];
		return 'slot' in part && next !== undefined && 'slot' in next;
	});
}
