/** For tests: one alteration of an export somewhere, and its undoing. */
import {existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';

export interface Alteration {
	/** Of the bundle; for a ZIP file, its own name. */
	file: string;
	what: string;
	undo: () => void;
}

/** Natural numbers below `limit`. */
export type Draw = (limit: number) => number;

/** The same draws for the same seed (mulberry32). */
export function drawFrom(seed: number): Draw {
	let state = seed | 0;
	return limit => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(limit, 1);
	};
}

type Change = (bytes: Buffer, draw: Draw) => Buffer;

const changes: Record<string, Change> = {
	flip: (bytes, draw) => {
		const at = draw(bytes.length);
		return Buffer.from(bytes.with(at, bytes[at]! ^ (1 << draw(8))));
	},
	delete: (bytes, draw) => {
		const at = draw(bytes.length);
		return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
	},
	insert: (bytes, draw) => {
		const at = draw(bytes.length + 1);
		return Buffer.concat([bytes.subarray(0, at), Buffer.of(draw(256)), bytes.subarray(at)]);
	},
	truncate: (bytes, draw) => bytes.subarray(0, draw(bytes.length)),
	exchange: (bytes, draw) => {
		const at = draw(bytes.length - 1);
		return Buffer.from(bytes.with(at, bytes[at + 1]!).with(at + 1, bytes[at]!));
	},
	repeat: (bytes, draw) => {
		const at = draw(bytes.length);
		return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at - draw(at + 1))]);
	},
};

/** Alters one byte or range of one file; `undefined` when the draw would change nothing. */
export function alterBytes(path: string, draw: Draw): Alteration | undefined {
	const files = filesIn(path);
	const file = files[draw(files.length)]!;
	const bytes = readFileSync(file);
	if (bytes.length < 2) return;
	const what = Object.keys(changes)[draw(Object.keys(changes).length)]!;
	const altered = changes[what]!(bytes, draw);
	if (altered.equals(bytes)) return;
	writeFileSync(file, altered);
	return {file: relative(path, file), what, undo: () => writeFileSync(file, bytes)};
}

/** Takes a file of a folder away, adds one, or exchanges two. */
export function alterFiles(path: string, draw: Draw): Alteration | undefined {
	const files = filesIn(path);
	const [one, other] = [files[draw(files.length)]!, files[draw(files.length)]!];
	const file = relative(path, one);
	const [first, second] = [readFileSync(one), readFileSync(other)];
	switch (draw(3)) {
		case 0:
			rmSync(one);
			return {file, what: 'remove', undo: () => writeFileSync(one, first)};
		case 1: {
			const added = `${one}.copy`;
			writeFileSync(added, first);
			return {file: `${file}.copy`, what: 'add', undo: () => rmSync(added)};
		}
		default:
			if (first.equals(second)) return;
			exchange(one, other);
			return {file, what: 'swap', undo: () => exchange(one, other)};
	}
}

function exchange(one: string, other: string): void {
	renameSync(one, `${one}.tmp`);
	renameSync(other, one);
	renameSync(`${one}.tmp`, other);
}

function filesIn(path: string): string[] {
	if (!existsSync(path) || statSync(path).isFile()) return [path];
	return readdirSync(path, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name))
		.sort();
}
