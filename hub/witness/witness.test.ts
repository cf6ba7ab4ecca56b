/** A second witness as a process of its own, and hubs that are honest, forked and rolled back. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {parseNote} from '#lib/core/archive/note.ts';
import {openArchive, temporaryFolder} from '../archive/archive.fixture.ts';
import {createStory, exportStory, tellStory} from '../archive/export/story.fixture.ts';
import {freePort, main} from '../faults/hub-process.ts';
import {cosignedAt, readWitnessKey as readKey} from '../verify/signatures.ts';
import {verify} from '../verify/verify.ts';
import {isCosigned, readWitnessKey} from './cosignature.ts';
import type {WitnessAt} from './cosigners.ts';
import {serveWitness} from './serve.ts';

type Hub = Awaited<ReturnType<typeof openArchive>>;

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const name = 'witness.example/second';
/** A folder with keys and nothing else: whoever opens a hub on a copy of it can sign as this log. */
const origin = at('origin');
let log = '';

beforeAll(async () => {
	const {keys, archive, store} = await openArchive(origin);
	log = keys.log.verifier;
	await archive.close();
	await store.close();
});
afterAll(() => folder.remove());

/** As an operator runs it; `kill` is `kill -9`. */
async function witness(data: string, port: number) {
	const args = ['witness', '--name', name, '--log', log, '--data', at(data), '--port', String(port)];
	const child = spawn(process.execPath, [main, ...args], {stdio: ['ignore', 'pipe', 'inherit']});
	let out = '';
	child.stdout.on('data', chunk => (out += chunk));
	while (!out.includes('Key: ')) await once(child.stdout, 'data');
	const key = /Key: (\S+)/.exec(out)![1]!;
	const kill = async () => {
		const ended = once(child, 'exit');
		child.kill('SIGKILL');
		await ended;
	};
	return {url: `http://127.0.0.1:${port}`, key, kill};
}

/** A hub of this log on a copy of what another has, which its witnesses cannot tell from it. */
async function hubOn(data: string, from: string, witnesses: readonly WitnessAt[], errors: unknown[] = []) {
	cpSync(from, at(data), {recursive: true});
	return openArchive(at(data), {witnesses, onError: error => errors.push((error as Error).cause)});
}

async function note(hub: Hub, ...texts: string[]): Promise<string> {
	await hub.store.write(trx =>
		hub.archive.appendAll(
			trx,
			texts.map(text => ({type: 'test.note', at: 1, payload: {text}})),
		),
	);
	return hub.archive.checkpoint();
}

async function close(...hubs: Hub[]): Promise<void> {
	for (const {archive, store} of hubs) {
		await archive.close();
		await store.close();
	}
}

test('signs each head that follows, also after it was killed; a hub that forked or went back gets nothing', async () => {
	const port = await freePort();
	let second = await witness('second', port);
	const at0 = [{url: second.url, key: second.key}];
	const signed = (checkpoint: string) => isCosigned(checkpoint, readWitnessKey(second.key));
	const honest = await hubOn('honest', origin, at0);
	expect(signed(await note(honest, 'one', 'two', 'three'))).toBe(true);
	await close(honest);
	const forks: unknown[] = [];
	const backs: unknown[] = [];
	const again = await hubOn('again', at('honest'), at0);
	const forked = await hubOn('forked', at('honest'), at0, forks);
	const back = await hubOn('back', at('honest'), at0, backs);
	await second.kill();
	second = await witness('second', port);
	expect(second.key).toBe(at0[0]!.key);
	const longer = await note(again, 'four', 'five');
	expect(signed(longer)).toBe(true);
	expect(cosignedAt(longer, readKey(second.key))).toBeGreaterThan(1_790_000_000);
	expect(signed(await note(forked, 'another four', 'five', 'six'))).toBe(false);
	expect(String(forks[0])).toMatch('it has seen another history of this log: 422');
	expect(signed(await note(back, 'four again'))).toBe(false);
	expect(String(backs[0])).toMatch('it has seen 5 entries of this log, and here are 4: they are gone');
	await second.kill();
	await close(again, forked, back);
});

test('one that was away signs what has long been published; nothing waits for it', async () => {
	const port = await freePort();
	const {key} = await keyOf('away');
	const away = {url: `http://127.0.0.1:${port}`, key};
	const errors: unknown[] = [];
	const hub = await hubOn('patient', origin, [away], errors);
	const alone = await note(hub, 'one');
	expect([parseNote(alone).signatures.length, errors.length]).toEqual([1, 1]);
	await close(hub);
	const here = await serveWitness({...own('away'), port});
	const later = await hubOn('later', at('patient'), [away]);
	const checkpoint = await later.archive.checkpoint();
	expect(parseNote(checkpoint).text).toBe(parseNote(alone).text);
	expect(isCosigned(checkpoint, readWitnessKey(key))).toBe(true);
	await here.close();
	await close(later);
});

test('an export carries its line, and the verifier asks for it by the key', async () => {
	const story = await createStory(at('story'));
	await tellStory(story);
	await story.close();
	const served = await serveWitness({...own('own'), logs: [story.hub.keys.log.verifier]});
	const witnesses = [{url: served.url, key: served.verifier}];
	const hub = await openArchive(at('story'), {witnesses});
	await exportStory({...story, hub}, at('export'));
	await served.close();
	const told = verify(at('export'), {witnesses: [served.verifier]});
	expect([told.verdict, told.counts.cosignatures]).toEqual(['intact', 1]);
	expect(told.notes).toContainEqual(expect.stringMatching(`^The witness ${name} signed the \\d+ entries`));
	expect(verify(at('export')).notes).toContainEqual(expect.stringContaining(`${name} signed it too`));
	const {verdict, problems} = verify(at('export'), {witnesses: [(await keyOf('stranger')).key]});
	expect([verdict, problems.map(({code}) => code)]).toEqual(['incomplete', ['witness']]);
	await close(hub);
});

/** Settings of a witness in this process. */
function own(data: string) {
	mkdirSync(at(data), {recursive: true});
	return {data: at(data), name, logs: [log], port: 0, host: '127.0.0.1'};
}

/** Of one that is not there. */
async function keyOf(data: string): Promise<{key: string}> {
	const served = await serveWitness(own(data));
	await served.close();
	return {key: served.verifier};
}

describe('add-checkpoint', () => {
	let served: Awaited<ReturnType<typeof serveWitness>>;
	const heads: string[] = [];
	let proof = '';
	beforeAll(async () => {
		served = await serveWitness(own('served'));
		const hub = await hubOn('plain', origin, []);
		for (const texts of [['a'], ['b', 'c']]) heads.push(await note(hub, ...texts));
		const {consistency} = await hub.archive.proof(2, 1);
		proof = consistency.map(hex => `${Buffer.from(hex, 'hex').toString('base64')}\n`).join('');
		await close(hub);
	});
	afterAll(() => served.close());

	const ask = async (body: string) => {
		const response = await fetch(`${served.url}/add-checkpoint`, {method: 'POST', body});
		return [response.status, response.headers.get('content-type'), await response.text()] as const;
	};

	test('refuses as the specification says, and a second witness on its folder', async () => {
		const [one, three] = heads as [string, string];
		expect((await ask(`old 0\n\n${one.replace(/^\S+/, 'another.example')}`))[0]).toBe(404);
		expect((await ask(`old 0\n\n${one.replace('\n1\n', '\n2\n')}`))[0]).toBe(403);
		expect((await ask(`old 2\n\n${one}`))[0]).toBe(400);
		for (const broken of ['', 'old 1', `old 01\n\n${one}`, `old 0\nAAAA\n\n${one}`, `old 0\n\n${one.trim()}`])
			expect((await ask(broken))[0]).toBe(400);
		expect((await ask(`old 0\n${proof}\n${one}`))[0]).toBe(422);
		expect((await ask(`old 0\n\n${one}`))[0]).toBe(200);
		expect(await ask(`old 0\n\n${three}`)).toEqual([409, 'text/x.tlog.size', '1\n']);
		expect((await ask(`old 1\n\n${three}`))[0]).toBe(422);
		expect((await ask(`old 1\n${proof}\n${three}`))[0]).toBe(200);
		expect(await ask(`old 1\n\n${one}`)).toEqual([409, 'text/x.tlog.size', '3\n']);
		expect((await ask(`old 3\n\n${three}`))[0]).toBe(200);
		expect((await ask(`old 3\n\n${'x'.repeat(20_000)}`))[0]).toBe(413);
		await expect(serveWitness(own('served'))).rejects.toThrow('is using');
	});
});

describe('published examples', () => {
	// transparency-dev/formats, note_cosigv1_test.go
	const key = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';
	// c2sp.org/tlog-cosignature: it publishes no key for it
	const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

	test('of a key, read by both sides; the key of a log is none', () => {
		expect(Buffer.from(readWitnessKey(key).keyId).toString('hex')).toBe('da77ade7');
		expect(readKey(key).id.toString('hex')).toBe('da77ade7');
		expect(() => readWitnessKey(log)).toThrow('not a note key');
		expect(() => readKey(log)).toThrow('is not the key of a witness');
	});

	test('of a checkpoint: the line is found by name and hash, and another key does not open it', () => {
		const witness = {...readKey(key), name: 'witness.example.com/w1', id: Buffer.from('8d66cf3f', 'hex')};
		expect(() => cosignedAt(example, witness)).toThrow('invalid signature of witness.example.com/w1');
		expect(cosignedAt(example, readKey(key))).toBeUndefined();
	});
});
