/** A certificate as people hand it on: PEM (RFC 7468), or DER already. Throws when a PEM file holds none. */
export function certificateFrom(bytes: Uint8Array): Uint8Array {
	const text = Buffer.from(bytes).toString('latin1');
	if (!text.includes('-----BEGIN')) return bytes;
	const [, body] = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(text) ?? [];
	if (body === undefined) throw new Error('is no certificate');
	return Buffer.from(body.replace(/\s+/g, ''), 'base64');
}
