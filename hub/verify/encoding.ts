import {hash} from 'node:crypto';

export function sha256(bytes: Uint8Array | string): Buffer {
	return hash('sha256', bytes, 'buffer');
}

export function sha256Hex(bytes: Uint8Array | string): string {
	return hash('sha256', bytes, 'hex');
}

/** Throws on any spelling but the canonical one: spare bits in the last digit are a place to hide a change. */
export function decode(digits: string, encoding: 'base64' | 'base64url'): Buffer {
	const bytes = Buffer.from(digits, encoding);
	if (bytes.toString(encoding) !== digits) throw new Error(`is not canonical ${encoding}`);
	return bytes;
}
