/** Arrays that one text is read into. */
export interface Memory {
	/** How much of a text they hold; what of, the owner knows. */
	capacity: number;
}

export interface Spare<T extends Memory> {
	take(least: number): T;
	/** Gives back what is read no more. Its contents stay: who takes it next must not rely on them. */
	give(used: T): void;
}

const smallest = 2048;
const largestKept = 65_536;
// The draft, the message answered, the words of an image, the relationship.
const kept = 4;

/**
 * The arrays of the last texts serve the next ones, because making them anew costs more than reading a text does.
 * What an unusually long text took is let go.
 */
export function spareOf<T extends Memory>(make: (capacity: number) => T): Spare<T> {
	const spare: T[] = [];
	return {
		take(least) {
			const own = spare.pop();
			return own && own.capacity >= least ? own : make(Math.max(least, smallest));
		},
		give(used) {
			if (used.capacity <= largestKept && spare.length < kept) spare.push(used);
		},
	};
}
