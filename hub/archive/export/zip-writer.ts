/**
 * ZIP files (APPNOTE 6.3) with ZIP64 where sizes ask for it, and nothing that varies: no times, no attributes. The
 * comment at the end is the SHA-256 of all bytes before it, so that even a bit that no reader looks at is guarded.
 */
import {createHash} from 'node:crypto';
import {open} from 'node:fs/promises';
import {crc32, deflateRawSync} from 'node:zlib';

interface Member {
	name: Buffer;
	method: 0 | 8;
	crc: number;
	packed: number;
	size: number;
	offset: number;
}

/** From here on a 32-bit field says "look in the ZIP64 record". */
const max32 = 0xffffffff;
const max16 = 0xffff;
const utf8Names = 1 << 11;
/** 1980-01-01, the first day a ZIP file knows. */
const noDate = 0x21;

export async function createZip(path: string) {
	const file = await open(path, 'wx', 0o600);
	const digest = createHash('sha256');
	const members: Member[] = [];
	const unwritten: Uint8Array[] = [];
	let [offset, flushed] = [0, 0];

	/** A system call for each small file would take longer than all the rest. */
	async function write(...parts: Uint8Array[]): Promise<void> {
		for (const part of parts) {
			digest.update(part);
			unwritten.push(part);
			offset += part.length;
		}
		if (offset - flushed > buffered) await flush();
	}

	async function flush(): Promise<void> {
		await file.writeFile(Buffer.concat(unwritten.splice(0)));
		flushed = offset;
	}

	return {
		async add(name: string, bytes: Uint8Array): Promise<void> {
			const packed = packedIfWorthIt(bytes);
			const member: Member = {
				name: Buffer.from(name),
				method: packed === bytes ? 0 : 8,
				crc: crc32(bytes),
				packed: packed.length,
				size: bytes.length,
				offset,
			};
			members.push(member);
			await write(localHeader(member), member.name, packed);
		},
		async close(): Promise<void> {
			const start = offset;
			for (const member of members) await write(centralHeader(member), member.name, zip64Extra(member));
			await write(...endRecords(members.length, start, offset - start));
			await flush();
			await file.writeFile(`sha256:${digest.digest('hex')}`);
			await file.sync();
			await file.close();
		},
	};
}

/** Bytes. */
const buffered = 1 << 20;

/** Bytes. Each deflation takes a quarter of a megabyte that is freed late: not for a small record. */
const worthPacking = 4096;

function packedIfWorthIt(bytes: Uint8Array): Uint8Array {
	if (bytes.length < worthPacking) return bytes;
	const deflated = deflateRawSync(bytes);
	return deflated.length < bytes.length ? deflated : bytes;
}

/** Members are in memory while they are written: none is over 4 GB. */
function localHeader({name, method, crc, packed, size}: Member): Buffer {
	const bytes = Buffer.alloc(30);
	bytes.writeUInt32LE(0x04034b50, 0);
	writeCommon(bytes, 4, method, crc, packed, size, name.length);
	return bytes;
}

function centralHeader({name, method, crc, packed, size, offset}: Member): Buffer {
	const bytes = Buffer.alloc(46);
	bytes.writeUInt32LE(0x02014b50, 0);
	bytes.writeUInt16LE(45, 4);
	writeCommon(bytes, 6, method, crc, packed, size, name.length);
	bytes.writeUInt16LE(offset >= max32 ? 12 : 0, 30);
	bytes.writeUInt32LE(Math.min(offset, max32), 42);
	return bytes;
}

function writeCommon(
	bytes: Buffer,
	at: number,
	...[method, crc, packed, size, nameLength]: [number, number, number, number, number]
): void {
	bytes.writeUInt16LE(45, at);
	bytes.writeUInt16LE(utf8Names, at + 2);
	bytes.writeUInt16LE(method, at + 4);
	bytes.writeUInt16LE(noDate, at + 8);
	bytes.writeUInt32LE(crc, at + 10);
	bytes.writeUInt32LE(packed, at + 14);
	bytes.writeUInt32LE(size, at + 18);
	bytes.writeUInt16LE(nameLength, at + 22);
}

function zip64Extra({offset}: Member): Buffer {
	if (offset < max32) return Buffer.alloc(0);
	const bytes = Buffer.alloc(12);
	bytes.writeUInt16LE(1, 0);
	bytes.writeUInt16LE(8, 2);
	bytes.writeBigUInt64LE(BigInt(offset), 4);
	return bytes;
}

/** End of central directory, with the comment's length but without the comment. */
function endRecords(count: number, start: number, size: number): Buffer[] {
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(Math.min(count, max16), 8);
	end.writeUInt16LE(Math.min(count, max16), 10);
	end.writeUInt32LE(Math.min(size, max32), 12);
	end.writeUInt32LE(Math.min(start, max32), 16);
	end.writeUInt16LE('sha256:'.length + 64, 20);
	const small = count < max16 && size < max32 && start < max32;
	return small ? [end] : [zip64End(count, start, size), zip64Locator(start + size), end];
}

function zip64End(count: number, start: number, size: number): Buffer {
	const bytes = Buffer.alloc(56);
	bytes.writeUInt32LE(0x06064b50, 0);
	bytes.writeBigUInt64LE(44n, 4);
	bytes.writeUInt16LE(45, 12);
	bytes.writeUInt16LE(45, 14);
	bytes.writeBigUInt64LE(BigInt(count), 24);
	bytes.writeBigUInt64LE(BigInt(count), 32);
	bytes.writeBigUInt64LE(BigInt(size), 40);
	bytes.writeBigUInt64LE(BigInt(start), 48);
	return bytes;
}

function zip64Locator(offset: number): Buffer {
	const bytes = Buffer.alloc(20);
	bytes.writeUInt32LE(0x07064b50, 0);
	bytes.writeBigUInt64LE(BigInt(offset), 8);
	bytes.writeUInt32LE(1, 16);
	return bytes;
}
