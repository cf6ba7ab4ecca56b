/**
 * Captures over HTTP by devices that really sign, on connections that stay open; beside it, before and after, plain inserts
 * of the same bytes into the same database.
 *
 * `node hub/faults/load.ts [--seconds 60] [--devices 64] [--rate 0] [--together 1]`; DATABASE_URL for PostgreSQL. With `--rate`
 * captures come at their times, so many a second over all devices, and wait in their device's outbox until its delivery before is
 * answered, as in a browser: their milliseconds count from the capture. Without it each device always delivers `--together` at
 * once. `--profile DIR` leaves a CPU profile of the hub. Prints one JSON line; throws when the hub did not keep what it receipted.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type * as z from 'zod';
import type {Receipt, receiptsSchema} from '#lib/api/contract.ts';
import {prove} from '#lib/api/proof.ts';
import type {KnownHead} from '#lib/core/archive/verify-entry.ts';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import {emptyDraft} from '#lib/core/draft.ts';
import {verifyEd25519} from '../archive/log-key.ts';
import type {Connected} from '../client.ts';
import {account} from '../hub.fixture.ts';
import {outboxOf, type Written} from '../outbox.fixture.ts';
import {openReader} from '../store/store.ts';
import {freePort, openForBusiness, startProcess} from './hub-process.ts';
import {plainInserts} from './plain-inserts.ts';

const {values} = parseArgs({
	options: {
		seconds: {type: 'string', default: '60'},
		devices: {type: 'string', default: '64'},
		rate: {type: 'string', default: '0'},
		together: {type: 'string', default: '1'},
		profile: {type: 'string'},
	},
});
const [seconds, count, rate, together] = [values.seconds, values.devices, values.rate, values.together].map(
	Number,
) as [number, number, number, number];
/** Of so many deliveries one receipt is verified, as a device does with each: here one process is all devices. */
const verifiedEvery = 20;

type Together = z.infer<typeof receiptsSchema>;

const phases: Record<string, number> = {};
const data = mkdtempSync(join(tmpdir(), 'countersign-load-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const opened = phase('open');
const hub = await startProcess({
	data,
	port,
	isNew: true,
	env: {COUNTERSIGN_RATE_LIMIT: '10000000'},
	node: values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [],
});
process.on('exit', () => hub.child.kill('SIGKILL'));
const firm = await openForBusiness(url, hub.link!);
const {keys} = await firm.admin.client.call('info');
const devices: Connected[] = [];
for (let i = 0; i < count; i++) devices.push(await firm.hire(`Author ${i}`, 'author'));
const agent = new Agent({keepAlive: true, maxSockets: count});
opened();

const before = await plainInserts(data, 5);
const memory: number[] = [];
const times: number[] = [];
let [sent, deliveries, verified] = [0, 0, 0];
const cpuBefore = processorOf(hub.child.pid!);
const ownBefore = processorOf(process.pid);
const loaded = phase('load');
const start = performance.now();
const until = start + seconds * 1000;
const sampler = setInterval(() => {
	memory.push(residentOf(hub.child.pid!));
}, 1000);
await Promise.all(devices.map((device, place) => work(device, place)));
const took = (performance.now() - start) / 1000;
clearInterval(sampler);
loaded();
const cpu = processorOf(hub.child.pid!) - cpuBefore;
const ownCpu = processorOf(process.pid) - ownBefore;
agent.destroy();
const stopped = phase('stop');
await hub.stop();
stopped();
await assertKept();
const after = await plainInserts(data, 5);
rmSync(data, {recursive: true, force: true});
report();

/** Notes the seconds until the returned function is called. */
function phase(name: string): () => void {
	const began = performance.now();
	return () => {
		phases[name] = Number(((performance.now() - began) / 1000).toFixed(1));
	};
}

async function assertKept(): Promise<void> {
	const databaseUrl = process.env.DATABASE_URL;
	const db = await openReader({data, ...(databaseUrl && {databaseUrl})});
	const ids = devices.map(({device}) => device);
	const {kept} = await db
		.selectFrom('archive_entries')
		.select(({fn}) => fn.countAll<number>().as('kept'))
		.where('device', 'in', ids)
		.executeTakeFirstOrThrow();
	await db.destroy();
	if (Number(kept) !== sent) throw new Error(`${sent} records were receipted, ${kept} are there`);
}

async function work(device: Connected, place: number): Promise<void> {
	const outbox = outboxOf(device);
	let known: KnownHead | null = null;
	let written = 0;
	for (let i = 0; performance.now() < until; i++) {
		const due = await dueNow(place, written);
		const lot: Written[] = [];
		while (lot.length < due.length) lot.push(await write(outbox, device, written++));
		const receipt = await deliver(device, lot, known?.size ?? 0);
		for (const at of due) times.push(performance.now() - at);
		sent += lot.length;
		deliveries += 1;
		if (i % verifiedEvery > 0) continue;
		const mine = {device: device.device, n: lot[0]!.n, digest: lot[0]!.digest};
		known = await verifyReceipt({receipt, record: mine, logKey: keys.log, known, verify: verifyEd25519});
		verified += 1;
	}
}

/** The times of the captures that wait, at least one. At a rate nobody comes before his time, however fast the hub is. */
async function dueNow(place: number, written: number): Promise<number[]> {
	if (rate === 0) return Array.from({length: together}, () => performance.now());
	const timeOf = (n: number) => start + ((n * count + place) / rate) * 1000;
	const wait = timeOf(written) - performance.now();
	if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
	const due: number[] = [];
	while (due.length < 50 && timeOf(written + due.length) <= performance.now())
		due.push(timeOf(written + due.length));
	return due.length > 0 ? due : [performance.now()];
}

/** What a post writes: announced, then as the site answered. */
function write(outbox: ReturnType<typeof outboxOf>, device: Connected, i: number): Promise<Written> {
	const common = {release: `${device.device} ${i >> 1}`, digest: 'ab'.repeat(32), account: account.id};
	const draft = {...emptyDraft('x', 'post', account.id), text: `Come and see us on Saturday, offer ${i}.`};
	const url = 'https://x.com/home';
	if (i % 2 === 1)
		return outbox.write('interaction.sent', {
			...{...common, url, site: 'x', siteId: `${i}`, observedBy: 'main', confirmed: true},
		});
	return outbox.write('interaction.releasing', {
		...{...common, url, draft, policy: 'ab'.repeat(32), findings: [], gate: 'managed'},
		authorPerson: device.enrolment.person.id,
	});
}

/** The receipt of the first. */
async function deliver(device: Connected, lot: readonly Written[], from: number): Promise<Receipt> {
	const [{jws, n}] = lot as [Written];
	const path = `/v1/devices/${device.device}/records`;
	if (lot.length === 1) return (await put(device, `${path}/${n}`, {record: jws, from})) as Receipt;
	const records = lot.map(one => one.jws);
	const {receipts, ...shared} = (await put(device, path, {n, records, from})) as Together;
	if (receipts.length < lot.length) throw new Error(`${receipts.length} receipts for ${lot.length} records`);
	return {...receipts[0]!, ...shared};
}

async function put({device, key}: Connected, path: string, json: object): Promise<unknown> {
	const body = Buffer.from(JSON.stringify(json));
	const about = {method: 'PUT', path, body};
	const authorization = await prove(key, device, about, Date.now(), crypto.randomUUID());
	const headers = {authorization, 'content-type': 'application/json', 'content-length': body.length};
	return new Promise((resolve, reject) => {
		const sending = request({agent, host: '127.0.0.1', port, path, method: 'PUT', headers}, answer => {
			const chunks: Buffer[] = [];
			answer.on('data', chunk => chunks.push(chunk));
			answer.on('end', () => {
				const text = Buffer.concat(chunks).toString();
				if (answer.statusCode === 200) resolve(JSON.parse(text));
				else reject(new Error(`${answer.statusCode}: ${text}`));
			});
		});
		sending.once('error', reject);
		sending.end(body);
	});
}

/** Milliseconds of processor time so far, all threads. */
function processorOf(pid: number): number {
	const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
	const fields = rest!.split(' ');
	// utime and stime, in hundredths of a second
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** MB. */
function residentOf(pid: number): number {
	const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Math.round(Number(kb) / 1024);
}

function report(): void {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
	const plain = {oneByOne: mean(before.oneByOne, after.oneByOne), by128: mean(before.by128, after.by128)};
	const perSecondNow = sent / took;
	console.log(
		JSON.stringify({
			database: process.env.DATABASE_URL ? 'PostgreSQL' : 'SQLite',
			...{seconds: Math.round(took), devices: count, captures: sent, verified},
			...{asked: rate, perDelivery: Number((sent / deliveries).toFixed(1))},
			perSecond: Math.round(perSecondNow),
			phases,
			ms: {p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(0.99999)},
			// What does not depend on who else uses the machine
			processorMsEach: Number((cpu / sent).toFixed(2)),
			ownMsEach: Number((ownCpu / sent).toFixed(2)),
			hubMB: Array.from({length: 11}, (_, i) => memory[Math.round(((memory.length - 1) * i) / 10)]),
			plain,
			ofPlain: {oneByOne: ratio(perSecondNow, plain.oneByOne), by128: ratio(perSecondNow, plain.by128)},
			load: readFileSync('/proc/loadavg', 'utf8').split(' ', 3),
		}),
	);
}

function mean(a: number, b: number): number {
	return Math.round((a + b) / 2);
}

function ratio(a: number, b: number): number {
	return Number((a / b).toFixed(2));
}
