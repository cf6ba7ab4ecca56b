import {inflateRawSync} from 'node:zlib';

/** Bytes; an extension is a few megabytes. */
const largest = 64 * 1024 * 1024;

/** The files of a small plain zip, by name. Throws when it is none, or holds more than `most` bytes. */
export function unzip(zip: Buffer, most = 4 * largest): Map<string, Buffer> {
	const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0 || zip.length > largest) throw new Error('not a zip file');
	const files = new Map<string, Buffer>();
	let at = zip.readUInt32LE(end + 16);
	let room = most;
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const [nameLength, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset));
		const name = zip.toString('utf8', at + 46, at + 46 + nameLength!);
		if (!name.endsWith('/')) {
			const content = contentOf(zip, at, Math.min(room, largest));
			room -= content.length;
			files.set(name, content);
		}
		at += 46 + nameLength! + extra! + comment!;
	}
	return files;
}

function contentOf(zip: Buffer, central: number, maxOutputLength: number): Buffer {
	const method = zip.readUInt16LE(central + 10);
	const local = zip.readUInt32LE(central + 42);
	const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
	const packed = zip.subarray(start, start + zip.readUInt32LE(central + 20));
	if (method !== 0) return inflateRawSync(packed, {maxOutputLength: Math.max(1, maxOutputLength)});
	if (packed.length > maxOutputLength) throw new Error('too large');
	return packed;
}
