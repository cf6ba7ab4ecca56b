import type {Hashed} from './hash.ts';

/** A file as far as it is known: `undefined` while it is read, `null` when it cannot be. */
export type Known = Hashed | null | undefined;

export interface ToMatch {
	/** What the composer shows, in order. */
	shown: readonly Known[];
	/** What went to the site, in the order in which it began. */
	sent: readonly Known[];
	/** Something is still on its way. */
	sending: boolean;
	/** Digests of what was picked here. */
	picked: ReadonlySet<string | undefined>;
}

/**
 * Which bytes each shown file will be published with. What was sent decides, for a page may shrink a picture before it
 * uploads it: then the last uploads that are nobody's own belong, in order, to what is shown. A wrong guess lets nothing
 * out: the request tells the truth, and its digest is another one.
 */
export function matchAttachments({shown, sent, sending, picked}: ToMatch): Known[] {
	const isWaiting = sending || sent.includes(undefined);
	const digests = new Set(sent.map(file => file?.sha256));
	const isOpen = (file: Known) => file !== undefined && !(file && digests.has(file.sha256));
	const open = shown.filter(isOpen);
	const own = new Set(shown.map(file => file?.sha256));
	// Drawn from somewhere that we cannot read: it may also be a file just as it was picked.
	const isOf = open.includes(null) ? () => true : ({sha256}: Hashed) => !picked.has(sha256);
	const changed = sent.filter(file => file && !own.has(file.sha256) && isOf(file));
	const instead = changed.length >= open.length && open.length > 0 ? changed.slice(-open.length) : undefined;
	let next = 0;
	return shown.map(file => {
		if (!isOpen(file)) return file;
		if (isWaiting) return undefined;
		return instead ? instead[next++] : file;
	});
}
