/** For tests: a real timestamp service, `openssl ts` behind HTTP on this machine, with a certificate of its own. */
import {execFile, execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

export interface Tsa {
	url: string;
	/** DER. */
	issuer: Uint8Array;
	certificate: Uint8Array;
	/** What it answers from now on; `openssl` is the honest way. */
	behave: (how: 'openssl' | 'refuses' | 'lies' | 'silent') => void;
	close: () => Promise<void>;
}

/** @param kind of the key: both are common */
export async function startTsa(kind: 'rsa' | 'ec'): Promise<Tsa> {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-tsa-'));
	const at = (name: string) => join(folder, name);
	makeCertificates(at, kind);
	let how: Parameters<Tsa['behave']>[0] = 'openssl';
	let asked = 0;
	const server = createServer((request, reply) => {
		const parts: Buffer[] = [];
		request.on('data', part => parts.push(part));
		request.on('end', () => {
			if (how === 'silent') return;
			const query = how === 'lies' && asked > 0 ? readFileSync(at('q1')) : Buffer.concat(parts);
			answer(query).then(
				token => reply.setHeader('connection', 'close').end(token),
				() => reply.writeHead(500).end(),
			);
		});
	});
	async function answer(query: Buffer): Promise<Buffer> {
		const n = ++asked;
		writeFileSync(at(`q${n}`), how === 'refuses' ? 'nothing' : query);
		const args = ['ts', '-reply', '-config', at('tsa.cnf'), '-queryfile', at(`q${n}`), '-out', at(`r${n}`)];
		await run('openssl', args);
		return readFileSync(at(`r${n}`));
	}
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		issuer: readFileSync(at('ca.der')),
		certificate: readFileSync(at('tsa.der')),
		behave: next => {
			how = next;
		},
		close: () =>
			new Promise(resolve => {
				server.closeAllConnections();
				server.close(() => {
					rmSync(folder, {recursive: true});
					resolve();
				});
			}),
	};
}

function makeCertificates(at: (name: string) => string, kind: 'rsa' | 'ec'): void {
	const openssl = (...args: string[]) => execFileSync('openssl', args, {stdio: ['ignore', 'ignore', 'pipe']});
	const key = kind === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
	const issuer = ['-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Outside Time Authority'];
	openssl('req', '-x509', '-newkey', ...key, '-nodes', ...issuer, '-days', '30');
	openssl(
		'req',
		'-newkey',
		...key,
		'-nodes',
		'-keyout',
		at('tsa.key'),
		'-out',
		at('tsa.csr'),
		'-subj',
		'/CN=Outside Clock',
	);
	writeFileSync(at('uses'), 'extendedKeyUsage=critical,timeStamping\n');
	const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '30'];
	openssl('x509', '-req', '-in', at('tsa.csr'), ...signed, '-extfile', at('uses'), '-out', at('tsa.pem'));
	for (const name of ['ca', 'tsa'])
		openssl('x509', '-in', at(`${name}.pem`), '-outform', 'DER', '-out', at(`${name}.der`));
	writeFileSync(at('serial'), '01\n');
	writeFileSync(at('tsa.cnf'), configOf(at));
}

function configOf(at: (name: string) => string): string {
	return `[tsa]
default_tsa = service
[service]
serial = ${at('serial')}
signer_cert = ${at('tsa.pem')}
signer_key = ${at('tsa.key')}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
`;
}
