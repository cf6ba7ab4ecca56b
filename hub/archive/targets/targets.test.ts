import {hash} from 'node:crypto';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {SMTPServer} from 'smtp-server';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openArchive, temporaryFolder} from '../archive.fixture.ts';
import {eraseContent} from '../erase.ts';
import {HubArchiveError} from '../hub-archive-error.ts';
import {placeOf} from '../places.ts';
import {tryContract} from './contract.ts';
import {forward} from './forward.ts';
import {httpTarget} from './http-target.ts';
import {smtpTarget} from './smtp-target.ts';

const folder = temporaryFolder();
let hub: Awaited<ReturnType<typeof openArchive>>;
beforeAll(async () => {
	hub = await openArchive(folder.path);
	for (let i = 0; i < 25; i++) await note(`entry ${i}`);
});
afterAll(async () => {
	await hub.archive.close();
	await hub.store.close();
	folder.remove();
});

const note = (text: string) =>
	hub.store.write(trx =>
		hub.archive.append(trx, {type: 'test.note', at: 1, by: 'person-1', payload: {text}}),
	);
const told: unknown[] = [];
const options = () => ({
	...{db: hub.store.db, write: hub.options.write, archive: hub.archive},
	...{now: () => 1, onError: (error: unknown) => told.push(error)},
});

/** An endpoint that keeps the contract, but for what `broken` says of a request. */
function endpoint(broken: (n: number) => number | undefined = () => undefined) {
	const kept = new Map<number, string>();
	let n = 0;
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString();
		const index = Number(/\/entries\/(\d+)$/.exec(request.url ?? '')?.[1]);
		const status = broken(n++) ?? statusOf(request.headers.authorization, index, body);
		response
			.writeHead(status, {'content-type': 'application/json'})
			.end(JSON.stringify({digest: hash('sha256', body, 'hex')}));
	});
	function statusOf(authorization: string | undefined, index: number, body: string): number {
		if (authorization !== 'Bearer secret') return 401;
		if ((JSON.parse(body) as {index: number}).index !== index) return 400;
		if (kept.has(index) && kept.get(index) !== body) return 409;
		kept.set(index, body);
		return 200;
	}
	return {kept, server, listen: () => listen(server)};
}

async function listen(server: Server): Promise<string> {
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an HTTPS endpoint', () => {
	test('gets every entry once, in order, also when it fails in between; erased content is null', async () => {
		await eraseContent(
			{...hub.options, archive: hub.archive},
			{entries: [3], by: 'helen', reason: 'r', basis: 'b'},
		);
		const {kept, server, listen: open} = endpoint(n => (n === 7 || n === 15 ? 503 : undefined));
		const target = httpTarget({name: 'elsewhere', url: await open(), token: 'secret'});
		await expect(forward({...options(), target})).rejects.toThrow('entry 7 was not taken: 503');
		await expect(forward({...options(), target})).rejects.toThrow('503');
		expect(await forward({...options(), target})).toBe(26);
		expect([...kept.keys()]).toEqual(Array.from({length: 26}, (_, i) => i));
		const third = JSON.parse(kept.get(3)!);
		expect(third).toMatchObject({content: null, salt: null, name: 'CS-000004'});
		expect(JSON.parse(JSON.parse(kept.get(4)!).content)).toEqual({text: 'entry 4'});
		await note('later');
		expect(await forward({...options(), target})).toBe(27);
		server.close();
	});

	test('gets the entries after one whose content is damaged here, and the log says which went without', async () => {
		const {kept, server, listen: open} = endpoint();
		const target = httpTarget({name: 'patient', url: await open(), token: 'secret'});
		const {blobs, db} = hub.options;
		const {payload, name} = await hub.archive.leaf(9);
		const {segment, at} = (await placeOf(db, payload.ct))!;
		await blobs.wipe(segment, {from: at + 100, size: 4});
		const sent = await forward({...options(), target});
		expect(JSON.parse(kept.get(9)!)).toMatchObject({content: null, salt: null, damaged: true});
		expect(JSON.parse(kept.get(10)!)).not.toHaveProperty('damaged');
		expect(told.map(String)).toEqual([expect.stringMatching(`^Error: ${name} went without its content: `)]);
		const {type, content} = {
			...JSON.parse(JSON.parse(kept.get(sent - 1)!).leaf),
			...JSON.parse(kept.get(sent - 1)!),
		};
		expect([type, JSON.parse(content)]).toMatchObject([
			'target.damaged',
			{target: 'patient', entry: 9, name},
		]);
		expect(await forward({...options(), target})).toBe(sent);
		server.close();
	});

	test('gets nothing when the disk of contents is not there', async () => {
		const {kept, server, listen: open} = endpoint();
		const target = httpTarget({name: 'later', url: await open(), token: 'secret'});
		const archive = {...hub.archive, open: () => Promise.reject(new HubArchiveError('damaged', 'gone'))};
		await expect(forward({...options(), archive, target})).rejects.toThrow('is the disk there?');
		expect(kept.size).toBe(0);
		server.close();
	});

	test('that answers 200 to everything is no archive', async () => {
		const target = httpTarget({
			name: 'portal',
			url: 'http://portal.example',
			token: 't',
			fetch: async () => new Response('<html>'),
		});
		await expect(forward({...options(), target})).rejects.toThrow('what answered is no archive');
	});

	test('can be tried by whoever writes one', async () => {
		const good = endpoint();
		const sound = await tryContract({url: await good.listen(), token: 'secret', index: 0});
		expect(sound.filter(({ok}) => !ok)).toEqual([]);
		good.server.close();
		const careless = endpoint(() => 200);
		const unsound = await tryContract({url: await careless.listen(), token: 'secret', index: 0});
		expect(unsound.filter(({ok}) => !ok).map(({what}) => what)).toEqual([
			'a wrong token is refused with 401',
			'other bytes under the same index are refused with 409',
			'an index that is not the one in the body is refused with 400',
		]);
		careless.server.close();
	});
});

describe('a journal by e-mail', () => {
	test('a real server takes one message an entry, with leaf and content as they are', async () => {
		const mails: string[] = [];
		const server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS'],
			onData(stream, _, done) {
				const chunks: Buffer[] = [];
				stream.on('data', (chunk: Buffer) => chunks.push(chunk));
				stream.on('end', () => {
					mails.push(Buffer.concat(chunks).toString());
					done();
				});
			},
		});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const {port} = server.server.address() as AddressInfo;
		const target = smtpTarget({
			name: 'journal',
			url: `smtp://127.0.0.1:${port}`,
			from: 'hub@firm.example',
			to: 'journal@archive.example',
		});
		const sent = await forward({...options(), target});
		expect(mails).toHaveLength(sent);
		expect(mails[5]).toContain('Message-ID: <org-1.5@archive.invalid>');
		expect(mails[5]!.replace(/\r\n/g, '')).toContain(Buffer.from('{"text":"entry 5"}').toString('base64'));
		await target.close();
		await new Promise<void>(resolve => server.close(() => resolve()));
	});
});
