/** 2. The log: head signed, root recomputed from every entry, tiles equal, numbers without hole (C2SP tlog-tiles). */
import {altered, type Bundle, entryFrom, incomplete, inFile} from './bundle.ts';
import {hashLeaf, merkleRoot} from './merkle.ts';
import {messageOf} from './report.ts';
import {type Head, openCheckpoint} from './signatures.ts';

const width = 256;

/** Sets `bundle.entries`; returns the signed head, if there is one, and the leaf hashes. */
export function checkLog(bundle: Bundle): {head: Head | undefined; leaves: Buffer[]} {
	const head = inFile(bundle, 'log/checkpoint', bytes => openCheckpoint(bytes.toString(), bundle.keys.log));
	const size = head?.size ?? bundle.manifest?.entries ?? 0;
	const data = readEntries(bundle, size);
	const leaves = data.map(bytes => hashLeaf(bytes ?? Buffer.alloc(0)));
	bundle.entries = data.map((bytes, index) => bytes && readOne(bundle, bytes, index));
	checkTiles(bundle, leaves, data);
	if (head && !merkleRoot(leaves).equals(head.root))
		altered(bundle, 'root', {file: 'log/checkpoint'}, 'the entries do not have the root that the log signed');
	if (bundle.manifest && head && bundle.manifest.entries !== head.size)
		altered(
			bundle,
			'size',
			{file: 'manifest.json'},
			'the manifest and the log differ in the number of entries',
		);
	return {head, leaves};
}

function readEntries(bundle: Bundle, size: number): (Buffer | undefined)[] {
	const data: (Buffer | undefined)[] = [];
	for (let n = 0; n * width < size; n++) {
		const expected = Math.min(width, size - n * width);
		const file = `log/tile/entries/${tileNumber(n)}${expected === width ? '' : `.p/${expected}`}`;
		const found = inFile(bundle, file, split) ?? [];
		for (let i = 0; i < expected; i++) data.push(found[i]);
		if (found.length > expected) altered(bundle, 'entries', {file}, `${file} has more entries than the log`);
	}
	return data;
}

/** Entries with their length in two bytes, big-endian. A bundle that is cut gives what it has. */
function split(bytes: Buffer): Buffer[] {
	const entries: Buffer[] = [];
	let at = 0;
	while (at + 2 <= bytes.length) {
		const end = at + 2 + bytes.readUInt16BE(at);
		if (end > bytes.length) break;
		entries.push(bytes.subarray(at + 2, end));
		at = end;
	}
	return entries;
}

function readOne(bundle: Bundle, bytes: Buffer, index: number) {
	try {
		const entry = entryFrom(bytes);
		if (entry.index !== index) throw new Error(`has the number ${entry.index}`);
		return entry;
	} catch (error) {
		altered(bundle, 'entry', {index}, `entry ${index} ${messageOf(error)}`);
		return;
	}
}

function checkTiles(bundle: Bundle, leaves: readonly Buffer[], data: readonly (Buffer | undefined)[]): void {
	let hashes = leaves;
	for (let level = 0; hashes.length > 0; level++) {
		for (let n = 0; n * width < hashes.length; n++) checkTile(bundle, level, n, hashes, data);
		const full = Math.floor(hashes.length / width);
		const below = hashes;
		hashes = Array.from({length: full}, (_, i) => merkleRoot(below.slice(i * width, (i + 1) * width)));
	}
}

function checkTile(
	bundle: Bundle,
	level: number,
	n: number,
	hashes: readonly Buffer[],
	data: readonly (Buffer | undefined)[],
): void {
	const own = hashes.slice(n * width, (n + 1) * width);
	const file = `log/tile/${level}/${tileNumber(n)}${own.length === width ? '' : `.p/${own.length}`}`;
	inFile(bundle, file, tile => {
		if (tile.length !== own.length * 32) throw new Error('has another length than its tile');
		own.forEach((hash, i) => {
			if (hash.equals(tile.subarray(i * 32, i * 32 + 32))) return;
			const index = n * width + i;
			if (level > 0)
				altered(bundle, 'tile', {file}, `${file}: hash ${i} is not that of the entries under it`);
			else if (data[index])
				altered(bundle, 'entry', {index, file}, `entry ${index} is not the one the log took in`);
			else incomplete(bundle, 'entry-missing', {index}, `entry ${index} is missing`);
		});
	});
}

/** 1234067 → `x001/x234/067`. */
function tileNumber(n: number): string {
	const last = String(n % 1000).padStart(3, '0');
	let rest = Math.floor(n / 1000);
	let path = last;
	while (rest > 0) {
		path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
		rest = Math.floor(rest / 1000);
	}
	return path;
}
