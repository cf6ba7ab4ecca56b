/**
 * Kills a hub again and again with SIGKILL while authors, reviewers and outboxes work, and checks after each restart that
 * nothing it had answered is lost, doubled or altered.
 *
 * `node hub/faults/kill-loop.ts [--seconds 120] [--kills N] [--devices 4] [--seed N]`; DATABASE_URL for PostgreSQL. Exit 1 at the first violation.
 */
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {seeded} from '../outbox.fixture.ts';
import type {Report} from '../verify/report.ts';
import {freePort, main, openForBusiness, startProcess} from './hub-process.ts';
import {createAuthor, type Worker} from './workers.ts';

const {values} = parseArgs({
	options: {
		seconds: {type: 'string', default: '120'},
		/** Ends after so many, if the time has not come before. */
		kills: {type: 'string', default: '1000000'},
		devices: {type: 'string', default: '4'},
		seed: {type: 'string', default: '1'},
		/** Leaves the data, to be exported and verified. */
		keep: {type: 'boolean', default: false},
	},
});
const data = mkdtempSync(join(tmpdir(), 'countersign-kills-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const random = seeded(Number(values.seed));

let kills = 0;
let hub = await startProcess({data, port, isNew: true});
// A violation ends this program by an exception: its hub must not outlive it
process.on('exit', () => hub.child.kill('SIGKILL'));
const workers = await openWithWorkers(hub.link!);
const until = Date.now() + Number(values.seconds) * 1000;
const goesOn = () => Date.now() < until && kills < Number(values.kills);
const working = Promise.all(workers.map(worker => worker.work(goesOn)));
while (goesOn()) {
	await new Promise(resolve => setTimeout(resolve, 150 + random() * 1500));
	hub.child.kill('SIGKILL');
	await once(hub.child, 'exit');
	kills += 1;
	hub = await startProcess({data, port});
	await Promise.all(workers.map(worker => worker.verify()));
}
await working;
await Promise.all(workers.map(worker => worker.verifyAll()));
await hub.stop();
report(verified());
if (values.keep) console.log(data);
else rmSync(data, {recursive: true, force: true});

/** The archive that they left, by the verifier that shares no code with it. Throws when it is not intact. */
function verified(): {records: number; entries: number} {
	const out = join(data, 'kills.zip');
	const run = (...args: string[]) => execFileSync(process.execPath, [main, ...args], {encoding: 'utf8'});
	run('export', '--data', data, '--out', out);
	const {log, counts} = JSON.parse(run('verify', out, '--json')) as Report;
	return {records: counts.deviceRecords, entries: log?.entries ?? 0};
}

function report(archive: {records: number; entries: number}): void {
	const total = {holds: 0, approved: 0, released: 0, receipts: 0, retries: 0};
	for (const {acked} of workers)
		for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += acked[key];
	const devices = workers.length;
	console.log(JSON.stringify({kills, devices, ...total, archive, lost: 0, seed: Number(values.seed)}));
}

async function openWithWorkers(link: string): Promise<Worker[]> {
	const {admin, hire} = await openForBusiness(url, link);
	const tom = await hire('Tom Okafor', 'reviewer');
	const policy = await admin.client.call('policy');
	const digest = JSON.parse(Buffer.from(policy.meta.split('.')[1]!, 'base64url').toString()).digest as string;
	const log = (await admin.client.call('info')).keys.log;
	return Promise.all(
		Array.from({length: Number(values.devices)}, (_, i) => `Author ${i + 1}`).map(async name =>
			createAuthor(await hire(name, 'author'), tom, digest, log),
		),
	);
}
