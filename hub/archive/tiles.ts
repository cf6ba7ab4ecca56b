/** C2SP tlog-tiles (c2sp.org/tlog-tiles): a log as static files. Pure: the files are a function of the entries. */
import type {Blob} from './blobs.ts';
import type {Tree} from './tree.ts';

/** Hashes or entries in a full tile. */
export const tileWidth = 256;

/** One tile: `width` hashes of `level` (each over 256^level entries) from number `tileWidth * n` on. */
interface Tile {
	level: number;
	n: number;
	width: number;
}

/** Hash tiles of the tree of `size` that a reader of the tree of `from` does not have yet. */
export function hashTiles(tree: Tree, from: number, size: number): Blob[] {
	return tilesBetween(from, size).map(tile => ({path: tilePath(tile), bytes: hashesOf(tree, tile)}));
}

/** The bundle of entries `n`: each with its length in two bytes, big-endian. */
export function entryBundle(n: number, leaves: readonly Uint8Array[]): Blob {
	const parts = leaves.flatMap(leaf => [Buffer.of(leaf.length >> 8, leaf.length & 255), leaf]);
	return {path: entriesPath(n, leaves.length), bytes: Buffer.concat(parts)};
}

/** The entries of a bundle; `undefined` when it is cut short or too long. */
export function readBundle(bytes: Uint8Array): Uint8Array[] | undefined {
	const leaves: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; ) {
		if (at + 2 > bytes.length) return;
		const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!;
		if (end > bytes.length) return;
		leaves.push(bytes.subarray(at + 2, end));
		at = end;
	}
	return leaves;
}

export function entriesPath(n: number, width: number): string {
	return `tile/entries/${numberPath(n)}${partial(width)}`;
}

/** Partial tiles and bundles that full ones have replaced by `size`, for the ones written at `from`. */
export function replacedFolders(from: number, size: number): string[] {
	return tilesBetween(from, size)
		.filter(({n, level, width}) => width === tileWidth && n * tileWidth < countAt(from, level))
		.flatMap(({level, n}) => [
			`tile/${level}/${numberPath(n)}.p`,
			...(level === 0 ? [`tile/entries/${numberPath(n)}.p`] : []),
		]);
}

function tilesBetween(from: number, size: number): Tile[] {
	const tiles: Tile[] = [];
	for (let level = 0; countAt(size, level) > 0; level++) {
		const count = countAt(size, level);
		if (count === countAt(from, level)) continue;
		for (let n = Math.floor(countAt(from, level) / tileWidth); n * tileWidth < count; n++)
			tiles.push({level, n, width: Math.min(tileWidth, count - n * tileWidth)});
	}
	return tiles;
}

function countAt(size: number, level: number): number {
	return Math.floor(size / tileWidth ** level);
}

function hashesOf(tree: Tree, {level, n, width}: Tile): Buffer {
	return Buffer.concat(Array.from({length: width}, (_, i) => tree.node(level * 8, n * tileWidth + i)));
}

function tilePath({level, n, width}: Tile): string {
	return `tile/${level}/${numberPath(n)}${partial(width)}`;
}

function partial(width: number): string {
	return width === tileWidth ? '' : `.p/${width}`;
}

/** 1234067 → `x001/x234/067`. */
function numberPath(n: number): string {
	const digits = String(n);
	const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
	return groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
}
