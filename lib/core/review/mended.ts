/** Rules that had stopped the author, and find nothing in what goes: their own wording was taken, or the author's. */
export interface Mended {
	fixed: readonly string[];
	corrected: readonly string[];
}
