/** CRX3, the form in which Chrome and Edge take an extension from a company: a zip, signed by the company's own key. */
import {createHash, createPublicKey, createSign, type KeyObject} from 'node:crypto';

/** The extension's id follows from the key: half of the SHA-256 of the public key, in letters a to p. */
export function extensionId(key: KeyObject): string {
	return [...idBytes(key).toString('hex')]
		.map(digit => String.fromCharCode(97 + Number.parseInt(digit, 16)))
		.join('');
}

/** Chromium's crx_file/crx3.proto: header of one RSA proof over the signed header and the zip. */
export function crx3(zip: Buffer, key: KeyObject): Buffer {
	const signedHeader = field(1, idBytes(key));
	const signature = createSign('sha256')
		.update('CRX3 SignedData\0', 'latin1')
		.update(number(signedHeader.length))
		.update(signedHeader)
		.update(zip)
		.sign(key);
	const proof = Buffer.concat([field(1, publicDer(key)), field(2, signature)]);
	const header = Buffer.concat([field(2, proof), field(10_000, signedHeader)]);
	return Buffer.concat([Buffer.from('Cr24'), number(3), number(header.length), header, zip]);
}

function idBytes(key: KeyObject): Buffer {
	return createHash('sha256').update(publicDer(key)).digest().subarray(0, 16);
}

function publicDer(key: KeyObject): Buffer {
	return createPublicKey(key).export({type: 'spki', format: 'der'});
}

function number(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

/** One field of bytes in protobuf's wire format. */
function field(n: number, bytes: Buffer): Buffer {
	return Buffer.concat([varint(n * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
	const bytes: number[] = [];
	for (let rest = value; ; rest >>>= 7) {
		if (rest < 0x80) return Buffer.from([...bytes, rest]);
		bytes.push((rest & 0x7f) | 0x80);
	}
}
