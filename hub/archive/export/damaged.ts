/** What belongs into a bundle and could not be read when it was made: its manifest says so, and so does the verifier. */
export interface Damaged {
	/** Path that it would have. */
	file: string;
	/** Number on paper, or the path where there is none. */
	name: string;
	why: string;
}
