/** As much of node:crypto as the verifier uses, for the page. */
import {ECDSASigValue} from '@peculiar/asn1-ecc';
import {AsnConvert} from '@peculiar/asn1-schema';
import {Buffer} from './buffer.ts';
import {ask} from './replay.ts';
import {hmacSha256, sha256} from './sha256.ts';

type Bytes = Uint8Array | string;
const bytesOf = (value: Bytes) => (typeof value === 'string' ? Buffer.from(value) : value);

/** SHA-384 and SHA-512 only occur in timestamps: the browser has them. */
export function hash(
	name: 'sha256' | 'sha384' | 'sha512',
	value: Bytes,
	encoding: 'hex' | 'buffer',
): unknown {
	const digest = Buffer.from(name === 'sha256' ? sha256(bytesOf(value)) : longer(name, bytesOf(value)));
	return encoding === 'hex' ? digest.toString('hex') : digest;
}

function longer(name: 'sha384' | 'sha512', bytes: Uint8Array): Uint8Array {
	const of = Uint8Array.from(bytes);
	const blank = new Uint8Array(name === 'sha384' ? 48 : 64);
	const digest = async () => new Uint8Array(await crypto.subtle.digest(subtleName(name), of));
	return ask(`${name} ${Buffer.from(sha256(of)).toString('hex')}`, blank, digest);
}

function subtleName(name: string): string {
	return name.replace('sha', 'SHA-');
}

export function createHash() {
	const parts: Uint8Array[] = [];
	return {
		update: (part: Uint8Array) => parts.push(part),
		digest: () => hash('sha256', Buffer.concat(parts), 'hex'),
	};
}

export function createHmac(_: 'sha256', key: Uint8Array) {
	return {
		update: (message: Uint8Array) => ({
			digest: () => Buffer.from(hmacSha256(key, message)).toString('hex'),
		}),
	};
}

export interface PageKey {
	asymmetricKeyType: 'ed25519' | 'ec';
	jwk: JsonWebKey;
}

/** Of a certificate: whatever kind of key it has. */
export interface CertificateKey {
	asymmetricKeyType: 'certificate';
	spki: Uint8Array;
}

export function createPublicKey({key}: {key: JsonWebKey | Uint8Array}): PageKey | CertificateKey {
	if (key instanceof Uint8Array) return {asymmetricKeyType: 'certificate', spki: key};
	return {asymmetricKeyType: key.kty === 'OKP' ? 'ed25519' : 'ec', jwk: key};
}

/** Taken as valid until the browser has said otherwise: then the run is repeated. */
export function verify(
	digest: string | null,
	data: Uint8Array,
	key: PageKey | CertificateKey | {key: PageKey},
	signature: Uint8Array,
): boolean {
	if ('spki' in key) {
		const name = [key.spki, data, signature].map(bytes => hash('sha256', bytes, 'hex')).join();
		// A signature of another kind than the key is not valid; the browser throws
		return ask(`certificate ${name}`, true, () =>
			isBySpki(key.spki, digest!, data, signature).catch(() => false),
		);
	}
	const {jwk, asymmetricKeyType} = 'key' in key ? key.key : key;
	const name = JSON.stringify([
		jwk.x,
		jwk.y,
		hash('sha256', data, 'hex'),
		Buffer.from(signature).toString('hex'),
	]);
	return ask(`verify ${name}`, true, () => isValid(jwk, asymmetricKeyType === 'ed25519', data, signature));
}

async function isValid(
	jwk: JsonWebKey,
	isEd25519: boolean,
	data: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	const algorithm = isEd25519 ? {name: 'Ed25519'} : {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'};
	const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
	return crypto.subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(data));
}

/** By the key of a certificate: RSA (PKCS #1 1.5) or ECDSA, whose signatures are DER there and plain in WebCrypto. */
async function isBySpki(
	spki: Uint8Array,
	digest: string,
	data: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	const curve = curves.find(({oid}) => Buffer.from(spki).toString('hex').includes(oid));
	const hashed = {hash: subtleName(digest)};
	const algorithm = curve
		? {name: 'ECDSA', namedCurve: curve.name, ...hashed}
		: {name: 'RSASSA-PKCS1-v1_5', ...hashed};
	const key = await crypto.subtle.importKey('spki', Uint8Array.from(spki), algorithm, false, ['verify']);
	const value = curve ? plainSignature(signature, curve.bytes) : Uint8Array.from(signature);
	return crypto.subtle.verify(algorithm, key, value, Uint8Array.from(data));
}

const curves = [
	{oid: '06082a8648ce3d030107', name: 'P-256', bytes: 32},
	{oid: '06052b81040022', name: 'P-384', bytes: 48},
	{oid: '06052b81040023', name: 'P-521', bytes: 66},
];

/** R and S, each as long as the curve's numbers. */
function plainSignature(signature: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
	const {r, s} = AsnConvert.parse(Uint8Array.from(signature), ECDSASigValue);
	const plain = new Uint8Array(2 * bytes);
	for (const [i, number] of [r, s].entries()) {
		const digits = new Uint8Array(number).slice(-bytes);
		plain.set(digits, (i + 1) * bytes - digits.length);
	}
	return plain;
}
