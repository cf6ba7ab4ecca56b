/** The files of a bundle, wherever they are. */
export interface Source {
	/** Sorted. */
	paths: string[];
	/** `undefined` when it is not there. Throws when it cannot be read. */
	read(path: string): Buffer | undefined;
	close(): void;
}
