import {createHash, X509Certificate} from 'node:crypto';
import {generate} from 'selfsigned';

export interface Certificate {
	key: string;
	cert: string;
	/** Base64 SHA-256 of the public key, for `--ignore-certificate-errors-spki-list`. */
	spki: string;
}

/** A throw-away certificate for all hosts; a new one for every start. */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
	const pems = await generate([{name: 'commonName', value: 'Countersign sandbox'}], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{name: 'basicConstraints', cA: false},
			{name: 'keyUsage', digitalSignature: true},
			{name: 'extKeyUsage', serverAuth: true},
			{name: 'subjectAltName', altNames: hosts.map(value => ({type: 2 as const, value}))},
		],
	});
	const der = new X509Certificate(pems.cert).publicKey.export({type: 'spki', format: 'der'});
	return {key: pems.private, cert: pems.cert, spki: createHash('sha256').update(der).digest('base64')};
}
