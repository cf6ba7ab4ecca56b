/**
 * ZIP files (APPNOTE 6.3), as far as a bundle is one: no encryption, no splitting, sizes in the headers. Whoever opens
 * it with another program sees the same files: names are unique, and both directories of the file agree.
 */
import {createHash} from 'node:crypto';
import {crc32} from 'node:zlib';
import {type Findings, messageOf} from './report.ts';
import type {Source} from './source.ts';

interface Member {
	name: string;
	method: number;
	crc: number;
	packed: number;
	size: number;
	offset: number;
}

/** Throws when the file ends before. */
export type Read = (at: number, length: number) => Buffer;
/** Raw DEFLATE. Throws when it is not, or longer than `size`. */
export type Inflate = (packed: Buffer, size: number) => Buffer;

/** Bytes. A forged header must not make us take all memory. */
const largest = 1 << 30;

/** `undefined` when it is no ZIP file at all. A damaged one is a finding, and what can be read of it is read. */
export function openZip(
	read: Read,
	size: number,
	inflate: Inflate,
	findings: Findings,
): Omit<Source, 'close'> | undefined {
	if (!isZip(read, size)) return;
	const members = membersOf(read, size, findings);
	return {
		paths: [...members.keys()].sort(),
		read(name) {
			const member = members.get(name);
			return member && contentOf(read, inflate, member);
		},
	};
}

/** By its first bytes or by its last: one of both may be damaged. */
function isZip(read: Read, size: number): boolean {
	const starts = size >= 4 && read(0, 4).readUInt32LE() === 0x04034b50;
	return (
		starts || [71, 0].some(comment => size >= 22 + comment && isEnd(read(size - 22 - comment, 22), comment))
	);
}

function isEnd(bytes: Buffer, comment: number): boolean {
	return bytes.readUInt32LE(0) === 0x06054b50 && bytes.readUInt16LE(20) === comment;
}

function membersOf(read: Read, size: number, findings: Findings): Map<string, Member> {
	try {
		const end = findEnd(read, size);
		checkComment(read, end, findings);
		return unique(directory(read, end), findings);
	} catch (error) {
		const message = `the ZIP file's directory is damaged: it ${messageOf(error)}`;
		findings.problems.push({kind: 'altered', code: 'zip', message});
		return unique(walk(read, size), findings);
	}
}

interface End {
	/** Of the end record. */
	offset: number;
	count: number;
	start: number;
	comment: string;
}

/** The comment is ours (71 bytes) or there is none. */
function findEnd(read: Read, size: number): End {
	for (const comment of [71, 0]) {
		const offset = size - 22 - comment;
		const bytes = offset < 0 ? Buffer.alloc(22) : read(offset, 22);
		if (!isEnd(bytes, comment)) continue;
		const count = bytes.readUInt16LE(10);
		const start = bytes.readUInt32LE(16);
		const text = read(offset + 22, comment).toString('latin1');
		if (count < 0xffff && start < 0xffffffff) return {offset, count, start, comment: text};
		return {...end64(read, offset), offset, comment: text};
	}
	throw new Error('has no end record');
}

function end64(read: Read, offset: number): Pick<End, 'count' | 'start'> {
	const locator = read(offset - 20, 20);
	const record = read(Number(locator.readBigUInt64LE(8)), 56);
	if (locator.readUInt32LE(0) !== 0x07064b50 || record.readUInt32LE(0) !== 0x06064b50)
		throw new Error('has no ZIP64 end record');
	return {count: Number(record.readBigUInt64LE(32)), start: Number(record.readBigUInt64LE(48))};
}

/** The digest in the comment guards what no reader of ZIP files looks at. */
function checkComment(read: Read, {offset, comment}: End, findings: Findings): void {
	if (comment === '') {
		findings.notes.push(
			'The ZIP file was packed again by another program; its files are judged as they are.',
		);
		return;
	}
	const digest = createHash('sha256');
	const end = offset + 22;
	for (let at = 0; at < end; at += 1 << 20) digest.update(read(at, Math.min(1 << 20, end - at)));
	if (comment !== `sha256:${digest.digest('hex')}`)
		findings.problems.push({kind: 'altered', code: 'zip', message: 'the ZIP file is not as it was written'});
}

function directory(read: Read, {count, start}: End): Member[] {
	const members: Member[] = [];
	for (let at = start; members.length < count; ) {
		const bytes = read(at, 46);
		if (bytes.readUInt32LE(0) !== 0x02014b50) throw new Error(`lists ${members.length} files of ${count}`);
		const [name, extra] = [bytes.readUInt16LE(28), bytes.readUInt16LE(30)];
		const offset = bytes.readUInt32LE(42);
		const far = offset === 0xffffffff ? Number(read(at + 46 + name + 4, 8).readBigUInt64LE()) : offset;
		members.push({...headerOf(bytes, 10), name: read(at + 46, name).toString(), offset: far});
		at += 46 + name + extra + bytes.readUInt16LE(32);
	}
	return members;
}

/** Without a directory: file after file, as far as they go. */
function walk(read: Read, size: number): Member[] {
	const members: Member[] = [];
	for (let at = 0; at + 30 <= size; ) {
		const bytes = read(at, 30);
		if (bytes.readUInt32LE(0) !== 0x04034b50) break;
		const length = bytes.readUInt16LE(26);
		if (at + 30 + length > size) break;
		const member = {...headerOf(bytes, 8), name: read(at + 30, length).toString(), offset: at};
		members.push(member);
		at += 30 + length + bytes.readUInt16LE(28) + member.packed;
	}
	return members;
}

function headerOf(bytes: Buffer, at: number): Pick<Member, 'method' | 'crc' | 'packed' | 'size'> {
	return {
		method: bytes.readUInt16LE(at),
		crc: bytes.readUInt32LE(at + 6),
		packed: bytes.readUInt32LE(at + 10),
		size: bytes.readUInt32LE(at + 14),
	};
}

function unique(members: readonly Member[], findings: Findings): Map<string, Member> {
	const byName = new Map<string, Member>();
	for (const member of members) {
		if (byName.has(member.name)) {
			const message = `the ZIP file has ${member.name} twice`;
			findings.problems.push({kind: 'altered', code: 'zip', file: member.name, message});
		}
		byName.set(member.name, member);
	}
	return byName;
}

/** Throws unless the member is what both of its headers say. */
function contentOf(read: Read, inflate: Inflate, member: Member): Buffer {
	const local = read(member.offset, 30);
	const name = read(member.offset + 30, local.readUInt16LE(26)).toString();
	const {method, crc, packed, size} = headerOf(local, 8);
	const isSame =
		method === member.method && crc === member.crc && packed === member.packed && size === member.size;
	if (local.readUInt32LE(0) !== 0x04034b50 || name !== member.name || !isSame)
		throw new Error('is another file inside the ZIP file than in its directory');
	if (size > largest) throw new Error('is larger than any file of a bundle');
	const bytes = read(member.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), packed);
	const content = method === 8 ? inflate(bytes, size) : bytes;
	if (content.length !== size || crc32(content) !== crc) throw new Error('is damaged inside the ZIP file');
	return content;
}
