/** For tests: a real mail server and a real web server of ours that keep what they are sent. */
import {createServer, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';
import {SMTPServer} from 'smtp-server';
import type {Kind} from '#lib/core/told/kind.ts';
import type {TestHub} from '../hub.fixture.ts';

export interface Letter {
	to: string[];
	subject: string;
	messageId: string;
	text: string;
	html: string;
}

export interface Postbox {
	url: string;
	letters: Letter[];
	/** The answer to the next message: 250 unless said. */
	refuse: (code: number | null) => void;
	close: () => Promise<void>;
}

export async function openPostbox(): Promise<Postbox> {
	const letters: Letter[] = [];
	let code: number | null = null;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, {envelope}, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				if (code !== null) return done(Object.assign(new Error('not today'), {responseCode: code}));
				const to = envelope.rcptTo.map(({address}) => address);
				letters.push({to, ...opened(Buffer.concat(chunks).toString())});
				done();
			});
		},
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.server.address() as AddressInfo;
	return {
		...{url: `smtp://127.0.0.1:${port}`, letters},
		refuse: wanted => {
			code = wanted;
		},
		close: () => new Promise(resolve => server.close(() => resolve())),
	};
}

/** Of a message whose parts are base64, as ours are. */
function opened(raw: string): Omit<Letter, 'to'> {
	const unfolded = raw.replace(/\r\n[ \t]+/g, ' ');
	const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
	const part = (type: string) => {
		const found = new RegExp(`Content-Type: text/${type}[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)`, 'i').exec(raw);
		return Buffer.from(found?.[1] ?? '', 'base64').toString();
	};
	const subject = header('Subject').replace(/\?=\s+=\?/g, '?==?');
	const words = subject.replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, how: string, text: string) =>
		how.toUpperCase() === 'B'
			? Buffer.from(text, 'base64').toString()
			: decodeURIComponent(text.replace(/_/g, ' ').replace(/=/g, '%')),
	);
	return {subject: words, messageId: header('Message-ID'), text: part('plain'), html: part('html')};
}

export interface Hit {
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Receiver {
	url: string;
	hits: Hit[];
	/** The answers to come, in order; 200 after them. */
	answers: (number | {redirect: string})[];
	close: () => Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
	const hits: Hit[] = [];
	const answers: Receiver['answers'] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		hits.push({path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString()});
		const answer = answers.shift() ?? 200;
		if (typeof answer === 'number') response.writeHead(answer).end();
		else response.writeHead(307, {location: answer.redirect}).end();
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		...{url: `http://127.0.0.1:${port}`, hits, answers},
		close: () => new Promise(resolve => server.close(() => resolve())),
	};
}

/** A channel that hears of these, without an address to reach: what is told waits in the outbox. */
export function listenTo({deps: {store}}: TestHub, kinds: readonly Kind[]): Promise<unknown> {
	const about = JSON.stringify({name: 'Room', format: 'webhook', kinds, location: 'group'});
	const row = {id: 'chn_1', about, sealed: '', host: 'room.example', created_at: 0};
	return store.write(trx => trx.insertInto('told_channels').values(row).execute());
}

export function toldIn({deps: {store}}: TestHub) {
	return store.db.selectFrom('messages').select(['to', 'kind']).execute();
}
