/** The witness over HTTP: `POST /add-checkpoint`. TLS is the business of what stands before it. */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {parseNoteKey} from '#lib/core/archive/note.ts';
import {keyIn} from '../keys.ts';
import {lockData} from '../lock.ts';
import {cosigner} from './cosignature.ts';
import {type Answer, createWitness} from './witness.ts';

export interface ServedWitness {
	url: string;
	/** `name+hash+key`. */
	verifier: string;
	close: () => Promise<void>;
}

export interface ServeOptions {
	/** Its key, and what it remembers: never restore it from a backup, make a new witness instead. */
	data: string;
	name: string;
	/** `name+hash+key` of each log. */
	logs: readonly string[];
	port: number;
	host: string;
	now?: () => number;
}

/** Bytes of a question: a checkpoint and a proof have less. */
const longest = 16 * 1024;

/** Throws when another witness uses the folder, or a key is none. */
export async function serveWitness({
	data,
	name,
	logs,
	port,
	host,
	now = Date.now,
}: ServeOptions): Promise<ServedWitness> {
	const folder = join(data, 'logs');
	const keys = logs.map(text => parseNoteKey(text));
	const key = keyIn(join(data, 'witness.pem'));
	const own = cosigner(name, key);
	const unlock = lockData(data);
	const ask = createWitness({cosigner: own, logs: keys, folder, now});
	const server = createServer(
		(request, response) =>
			void reply(ask, request, response).catch(error => {
				console.error(error);
				response.writeHead(500).end();
			}),
	);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, host, resolve);
	});
	return {
		url: `http://${host}:${(server.address() as AddressInfo).port}`,
		verifier: own.verifier,
		close: () =>
			new Promise(resolve => {
				server.close(() => {
					unlock();
					resolve();
				});
				server.closeAllConnections();
			}),
	};
}

async function reply(
	ask: (body: string) => Promise<Answer>,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (request.method !== 'POST' || request.url !== '/add-checkpoint')
		return void response.writeHead(404).end();
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += (chunk as Buffer).length;
		if (size > longest) return void response.writeHead(413, {connection: 'close'}).end();
		chunks.push(chunk as Buffer);
	}
	const {status, body, type = 'text/plain; charset=utf-8'} = await ask(Buffer.concat(chunks).toString());
	response.writeHead(status, {'content-type': type}).end(body);
}
