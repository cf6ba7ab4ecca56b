/** The doors through which rules come in: the hub's HTTP on a port, and the command line. And what is saved behind them. */
import {createHash} from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {sql} from 'kysely';
import {vi} from 'vitest';
import {saveKey} from '#hub/cli/admin-key.ts';
import {main} from '#hub/cli/main.ts';
import {atConsole} from '#hub/console/console.fixture.ts';
import {openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {prove} from '#lib/api/proof.ts';

export type Files = Record<string, Buffer | string>;

export interface Said {
	/** Of an HTTP answer or a command: 0 and below 400 is "taken". */
	refused: boolean;
	words: string;
}

export type Doors = Awaited<ReturnType<typeof openDoors>>;

export async function openDoors() {
	const hub = await openTestHub(undefined, {rounds: 'by-hand'});
	onTime(hub);
	const url = await hub.app.listen({port: 0, host: '127.0.0.1'});
	const work = mkdtempSync(join(tmpdir(), 'countersign-bad-input-'));
	let n = 0;
	const place = () => join(work, String(++n));
	return {
		hub,
		/** What is kept, by table and by folder: the database, the hub's files, what was built before. */
		async saved() {
			// The log's tiles are written from the tables, a moment later
			const kept = ['packages', 'keys', 'payloads'].map(name => [name, filesIn(join(hub.data, name))]);
			const built = filesIn(join(work, 'saved'));
			return {...(await dump(hub.deps.store.db)), ...Object.fromEntries(kept), built};
		},
		/** A file of the test's own, new each time. */
		file: (name: string, content: Buffer | string) => written(place(), {[name]: content}),
		folder(files: Files): string {
			// Alone: a pack is tried among those beside it
			const folder = join(place(), 'pack');
			written(folder, files);
			return folder;
		},
		kept: (name: string) => join(work, 'saved', name),
		...(await requestsTo(hub, url)),
		command: await commandsTo(hub, url, join(work, 'admin.json')),
		async close() {
			await hub.close();
			rmSync(work, {recursive: true, force: true});
		},
	};
}

/** Commands and proofs have the real time. */
function onTime({clock}: TestHub): void {
	clock.now = Date.now();
}

async function requestsTo(hub: TestHub, url: string) {
	const {headers} = await atConsole(hub, hub.helen.enrolment.person.id);
	const {key, device} = hub.helen;
	return {
		/** As the console's page asks. */
		async console(method: string, path: string, body: Buffer | string): Promise<Said> {
			onTime(hub);
			return ask(`${url}/console/api/${path}`, {method, headers, body});
		},
		/** As an admin's browser asks, with its proof of possession; `sent` is what arrives instead of `body`. */
		async device(path: string, body: string, sent = body): Promise<Said> {
			onTime(hub);
			const about = {method: 'POST', path, body: new TextEncoder().encode(body)};
			const authorization = await prove(key, device, about, Date.now(), crypto.randomUUID());
			return ask(url + path, {method: 'POST', headers: {authorization}, body: sent});
		},
	};
}

async function ask(
	url: string,
	{method, headers, body}: {method: string; headers: Record<string, string>; body: Buffer | string},
): Promise<Said> {
	const init = {method, headers: {'content-type': 'application/json', ...headers}};
	const response = await fetch(url, {...init, body: new Uint8Array(Buffer.from(body))});
	const {message = ''} = (await response.json()) as {message?: string};
	return {refused: response.status >= 400 && response.status < 500, words: message};
}

async function commandsTo(hub: TestHub, url: string, key: string) {
	await saveKey(key, url, hub.helen);
	return async (...args: string[]): Promise<Said> => {
		onTime(hub);
		const log = vi.spyOn(console, 'log').mockReturnValue();
		const error = vi.spyOn(console, 'error').mockReturnValue();
		const code = await main(args[0] === 'admin' ? [...args, '--key', key] : args);
		const words = [...error.mock.calls, ...log.mock.calls].map(([line]) => String(line)).join('\n');
		log.mockRestore();
		error.mockRestore();
		return {refused: code > 0, words};
	};
}

function written(folder: string, files: Files): string {
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), {recursive: true});
		writeFileSync(join(folder, name), content);
	}
	return join(folder, Object.keys(files)[0]!);
}

type Db = TestHub['deps']['store']['db'];

/** Who knocked; and checkpoints, which follow the entries by a clock of their own. Not what is kept. */
const apart = new Set(['proofs', 'sessions', 'archive_checkpoints']);

/** SHA-256 over the rows of each table. */
async function dump(db: Db): Promise<Record<string, string>> {
	const tables = await sql<{name: string}>`select name from sqlite_schema where type = 'table'`.execute(db);
	const hashes: Record<string, string> = {};
	for (const {name} of tables.rows) {
		if (apart.has(name)) continue;
		const {rows} = await sql`select * from ${sql.table(name)}`.execute(db);
		const lines = rows.map(row => JSON.stringify(row)).sort();
		hashes[name] = createHash('sha256').update(lines.join('\n')).digest('hex');
	}
	return hashes;
}

/** SHA-256 over the bytes of every file. */
function filesIn(folder: string): string {
	const hash = createHash('sha256');
	if (!existsSync(folder)) return hash.digest('hex');
	for (const name of (readdirSync(folder, {recursive: true}) as string[]).sort()) {
		const path = join(folder, name);
		if (!statSync(path).isFile()) continue;
		hash.update(`${name}\n`).update(readFileSync(path));
	}
	return hash.digest('hex');
}
