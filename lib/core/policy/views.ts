import {formatVersion, isShort, magic, type Section, sections} from './format.ts';

/** Typed arrays over one compiled buffer; nothing is copied. */
export type Views = Record<Exclude<Section, 'chars' | 'learned' | 'meta'>, Int32Array> & {
	chars: Uint16Array;
	learned: Uint16Array;
	meta: Uint8Array;
};

/** The buffer is no policy we can read; the extension then keeps the last good one, or holds. */
export class PolicyFormatError extends Error {
	override name = 'PolicyFormatError';
}

/** Throws `PolicyFormatError` for a wrong magic, another format version, or a buffer that is cut. */
export function viewsOf(buffer: ArrayBuffer): Views {
	const headerInts = 4 + sections.length * 2;
	if (buffer.byteLength < headerInts * 4) throw new PolicyFormatError('The policy is cut off: no header.');
	const header = new Int32Array(buffer, 0, headerInts);
	if (header[0] !== magic) throw new PolicyFormatError('This is no compiled policy.');
	if (header[1] !== formatVersion)
		throw new PolicyFormatError(`The policy has format ${header[1]}; this version reads ${formatVersion}.`);
	if (header[2] !== buffer.byteLength || header[3] !== sections.length)
		throw new PolicyFormatError(`The policy is cut off: ${buffer.byteLength} of ${header[2]} bytes.`);
	const views: Partial<Record<Section, Int32Array | Uint16Array | Uint8Array>> = {};
	sections.forEach((name, i) => {
		views[name] = sectionOf(buffer, name, header[4 + i * 2]!, header[5 + i * 2]!);
	});
	return views as Views;
}

function sectionOf(buffer: ArrayBuffer, name: Section, offset: number, bytes: number) {
	if (offset < 0 || bytes < 0 || offset % 4 !== 0 || offset + bytes > buffer.byteLength)
		throw new PolicyFormatError(`The policy is damaged: section ${name} lies outside.`);
	if (name === 'meta') return new Uint8Array(buffer, offset, bytes);
	if (isShort(name)) return new Uint16Array(buffer, offset, bytes >> 1);
	return new Int32Array(buffer, offset, bytes >> 2);
}

/** An opened policy: views of one buffer, nothing parsed. */
export interface Engine {
	views: Views;
	rules: number;
}

/** The compiler escapes everything above ASCII, so a byte is a unit. */
export function ascii(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}
