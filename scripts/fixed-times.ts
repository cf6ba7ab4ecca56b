/** A package built twice from the same sources is the same bytes: its zip says no time. */
import {readFileSync, writeFileSync} from 'node:fs';

const [centralHeader, localHeader, endOfDirectory] = [0x02014b50, 0x04034b50, 0x06054b50];
/** 1980-01-01 00:00, the first moment a ZIP file knows. */
const [time, date] = [0, 0x21];

/** Rewrites the file in place (APPNOTE 6.3, 4.3). Throws when it is no zip of the plain kind. */
export function fixTimes(path: string): void {
	const bytes = readFileSync(path);
	writeFileSync(path, withoutTimes(bytes));
}

export function withoutTimes(zip: Buffer): Buffer {
	const bytes = Buffer.from(zip);
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0 || bytes.readUInt32LE(end) !== endOfDirectory) throw new Error('not a zip file');
	let at = bytes.readUInt32LE(end + 16);
	for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
		if (bytes.readUInt32LE(at) !== centralHeader) throw new Error('damaged zip file');
		const local = bytes.readUInt32LE(at + 42);
		if (bytes.readUInt32LE(local) !== localHeader) throw new Error('damaged zip file');
		stamp(bytes, at + 12);
		stamp(bytes, local + 10);
		at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return bytes;
}

function stamp(bytes: Buffer, at: number): void {
	bytes.writeUInt16LE(time, at);
	bytes.writeUInt16LE(date, at + 2);
}
