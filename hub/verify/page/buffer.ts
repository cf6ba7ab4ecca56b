/** As much of Node's Buffer as the verifier uses, for the page. */
type Encoding = 'utf8' | 'hex' | 'latin1' | 'base64' | 'base64url';

// The one class here that is no error: it has to be a Uint8Array, as Node's is.
class Bytes extends Uint8Array {
	override toString(encoding: Encoding = 'utf8'): string {
		return encoders[encoding](this);
	}

	override subarray(start = 0, end = this.length): Bytes {
		const [from, to] = [start, end].map(at =>
			Math.min(Math.max(at < 0 ? at + this.length : at, 0), this.length),
		);
		return new Bytes(this.buffer, this.byteOffset + from!, Math.max(to! - from!, 0));
	}

	equals(other: Uint8Array): boolean {
		return this.length === other.length && this.every((byte, i) => byte === other[i]);
	}

	readUInt16LE(at = 0): number {
		return this.view().getUint16(at, true);
	}

	readUInt16BE(at = 0): number {
		return this.view().getUint16(at);
	}

	readUInt32LE(at = 0): number {
		return this.view().getUint32(at, true);
	}

	readBigUInt64LE(at = 0): bigint {
		return this.view().getBigUint64(at, true);
	}

	private view(): DataView {
		return new DataView(this.buffer, this.byteOffset, this.length);
	}
}

const binary = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0));
const text = (bytes: Uint8Array) => Array.from(bytes, byte => String.fromCharCode(byte)).join('');
const standard = (digits: string) => digits.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');

/** Like Node's: what is no digit gives other bytes, and the caller sees it when it encodes them again. */
function fromBase64(digits: string): Uint8Array {
	try {
		return binary(atob(standard(digits)));
	} catch {
		return new Uint8Array();
	}
}

const decoders: Record<Encoding, (text: string) => Uint8Array> = {
	utf8: value => new TextEncoder().encode(value),
	hex: value => Uint8Array.from(value.match(/[0-9a-f]{2}/gi) ?? [], pair => Number.parseInt(pair, 16)),
	latin1: binary,
	base64: fromBase64,
	base64url: fromBase64,
};

const encoders: Record<Encoding, (bytes: Uint8Array) => string> = {
	// Node keeps a byte order mark.
	utf8: bytes => new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes),
	hex: bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(''),
	latin1: text,
	base64: bytes => btoa(text(bytes)),
	base64url: bytes => btoa(text(bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
};

export const Buffer = {
	from: (value: string | Uint8Array, encoding: Encoding = 'utf8') =>
		new Bytes(typeof value === 'string' ? decoders[encoding](value) : value),
	of: (...bytes: number[]) => new Bytes(bytes),
	alloc: (length: number) => new Bytes(length),
	/** Without a copy. */
	view: (bytes: Uint8Array) => new Bytes(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length),
	concat(parts: readonly Uint8Array[]): Bytes {
		const whole = new Bytes(parts.reduce((sum, part) => sum + part.length, 0));
		let at = 0;
		for (const part of parts) {
			whole.set(part, at);
			at += part.length;
		}
		return whole;
	},
};
