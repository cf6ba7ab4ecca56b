import {bytesToHex} from '@noble/hashes/utils.js';
import {ArchiveError} from './archive-error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 section 4, with padding. Our own because the core knows neither `Buffer` nor `atob`. */
export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 3) {
		const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
		text += alphabet[a >> 2]! + alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
		text += b === undefined ? '=' : alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
		text += c === undefined ? '=' : alphabet[c & 63]!;
	}
	return text;
}

/** Throws `malformed` unless `text` is the one canonical encoding of its bytes: no other spelling passes. */
export function fromBase64(text: string): Uint8Array {
	const digits = text.replace(/=+$/, '');
	const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
	let [buffer, bits, at] = [0, 0, 0];
	for (const char of digits) {
		const value = alphabet.indexOf(char);
		if (value < 0) throw new ArchiveError('malformed', 'not base64');
		buffer = ((buffer << 6) | value) & 0xffff;
		bits += 6;
		if (bits < 8) continue;
		bits -= 8;
		bytes[at++] = (buffer >> bits) & 255;
	}
	if (toBase64(bytes) !== text) throw new ArchiveError('malformed', 'base64 is not canonical');
	return bytes;
}

/** Throws `malformed` when the bytes are not UTF-8. The core knows no `TextDecoder`. */
export function fromUtf8(bytes: Uint8Array): string {
	try {
		return decodeURIComponent(bytesToHex(bytes).replace(/../g, '%$&'));
	} catch {
		throw new ArchiveError('malformed', 'not UTF-8');
	}
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
