import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expectEqual, expectTrue} from './expect.ts';

/** As an auditor would, on the command line: export, verify, change one byte, verify again. */
export function exportAndVerify(data: string, bundle: string) {
	run(['export', '--data', data, '--out', bundle], 0);
	const report = JSON.parse(run(['verify', bundle, '--json'], 0));
	const record = firstRecord(bundle);
	const original = readFileSync(record.path);
	writeFileSync(record.path, flipped(original));
	const altered = run(['verify', bundle], 1);
	writeFileSync(record.path, original);
	expectTrue(altered.includes(record.name), `the altered record ${record.name} is named in: ${altered}`);
	return {records: report.records as number, receipts: report.receipts as number, verified: true};
}

function run(args: string[], expected: number): string {
	const {status, stdout, stderr} = spawnSync(process.execPath, ['bin/countersign.js', ...args], {
		encoding: 'utf8',
	});
	expectEqual(status, expected, `exit of countersign ${args.join(' ')}\n${stdout}${stderr}`);
	return stdout + stderr;
}

function firstRecord(bundle: string): {path: string; name: string} {
	const folder = join(bundle, 'records');
	const file = readdirSync(folder).find(name => name.endsWith('.json'))!;
	return {path: join(folder, file), name: file.replace(/\.json$/, '')};
}

/** One bit of one byte in the middle. */
function flipped(bytes: Buffer): Buffer {
	const copy = Buffer.from(bytes);
	const middle = Math.floor(copy.length / 2);
	copy[middle] = copy[middle]! ^ 1;
	return copy;
}
