/**
 * Captures over HTTP as fast as the hub takes them, by devices that really sign, on connections that stay open; beside it,
 * before and after, plain inserts of the same bytes into the same database.
 *
 * `node hub/faults/load.ts [--seconds 60] [--devices 64] [--rate 0]`; DATABASE_URL for PostgreSQL. `--rate` asks for so many
 * a second (0 = all it can); `--profile DIR` leaves a CPU profile of the hub. Prints one JSON line.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {Receipt} from '#lib/api/contract.ts';
import {prove} from '#lib/api/proof.ts';
import {type KnownHead, verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import {emptyDraft} from '#lib/core/draft.ts';
import {verifyEd25519} from '../archive/log-key.ts';
import type {Connected} from '../client.ts';
import {account} from '../hub.fixture.ts';
import {outboxOf, type Written} from '../outbox.fixture.ts';
import {freePort, openForBusiness, startProcess} from './hub-process.ts';
import {plainInserts} from './plain-inserts.ts';

const {values} = parseArgs({
	options: {
		seconds: {type: 'string', default: '60'},
		devices: {type: 'string', default: '64'},
		rate: {type: 'string', default: '0'},
		profile: {type: 'string'},
	},
});
const [seconds, count, rate] = [values.seconds, values.devices, values.rate].map(Number) as [
	number,
	number,
	number,
];
/** Every so many receipts one is verified, as a device does with each: here one process is all devices. */
const verifiedEvery = 20;

const data = mkdtempSync(join(tmpdir(), 'countersign-load-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
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

const before = await plainInserts(data, 5);
const memory: number[] = [];
const [times, perSecond]: [number[], number[]] = [[], []];
let [sent, verified] = [0, 0];
const cpuBefore = processorOf(hub.child.pid!);
const start = performance.now();
const until = start + seconds * 1000;
const sampler = setInterval(() => {
	memory.push(residentOf(hub.child.pid!));
	perSecond.push(sent);
}, 1000);
await Promise.all(devices.map(work));
const took = (performance.now() - start) / 1000;
clearInterval(sampler);
const cpu = processorOf(hub.child.pid!) - cpuBefore;
agent.destroy();
await hub.stop();
const after = await plainInserts(data, 5);
rmSync(data, {recursive: true, force: true});
report();

async function work(device: Connected): Promise<void> {
	const outbox = outboxOf(device);
	let known: KnownHead | null = null;
	for (let i = 0; performance.now() < until; i++) {
		if (rate > 0) await turnOf(sent);
		const record = await written(outbox, device, i);
		const began = performance.now();
		const receipt = await deliver(device, record, known?.size ?? 0);
		times.push(performance.now() - began);
		sent += 1;
		if (i % verifiedEvery > 0) continue;
		const mine = {device: device.device, n: record.n, digest: record.digest};
		known = await verifyReceipt({receipt, record: mine, logKey: keys.log, known, verify: verifyEd25519});
		verified += 1;
	}
}

/** Open loop: nobody is sent before its time, however fast the hub is. */
async function turnOf(nth: number): Promise<void> {
	const wait = start + (nth / rate) * 1000 - performance.now();
	if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
}

/** What a post writes: announced, then as the site answered. */
function written(outbox: ReturnType<typeof outboxOf>, device: Connected, i: number): Promise<Written> {
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

async function deliver({device, key}: Connected, {jws, n}: Written, from: number): Promise<Receipt> {
	const path = `/v1/devices/${device}/records/${n}`;
	const body = Buffer.from(JSON.stringify({record: jws, from}));
	const authorization = await prove(
		key,
		device,
		{method: 'PUT', path, body},
		Date.now(),
		crypto.randomUUID(),
	);
	const headers = {authorization, 'content-type': 'application/json', 'content-length': body.length};
	return new Promise((resolve, reject) => {
		const sending = request({agent, host: '127.0.0.1', port, path, method: 'PUT', headers}, answer => {
			const chunks: Buffer[] = [];
			answer.on('data', chunk => chunks.push(chunk));
			answer.on('end', () => {
				const text = Buffer.concat(chunks).toString();
				if (answer.statusCode === 200) resolve(JSON.parse(text) as Receipt);
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
			perSecond: Math.round(perSecondNow),
			ms: {p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(0.99999)},
			// What does not depend on who else uses the machine
			processorMsEach: Number((cpu / sent).toFixed(2)),
			hubMB: {first: memory[5] ?? memory[0], middle: memory[memory.length >> 1], last: memory.at(-1)},
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
