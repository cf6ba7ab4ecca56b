/** What an administrator chose for an account, should part of a post be something that no adapter can read. */
export type Blind = 'closed' | 'capture' | 'warn';

/** What follows for the author, in a sentence (product.md, section 4). */
export const unseenWords: Readonly<Record<Blind, string>> = {
	closed: 'Company posting is paused.',
	capture: 'What it sees is checked and recorded.',
	warn: 'Check the rest yourself before you post.',
};

/**
 * May it go out with what can be read of it checked and recorded, and the rest recorded by name? Never a file whose bytes
 * nobody has hashed.
 */
export function mayGoUnseen(blind: Blind, unknown: readonly string[]): boolean {
	if (unknown.length === 0) return true;
	return blind !== 'closed' && !unknown.some(name => /^media\b/.test(name));
}
