import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {expectEqual, expectTrue} from './expect.ts';

/** How many records of this browser the archive has receipted; throws while one has not been. */
export async function receiptsOf(options: Page): Promise<number> {
	await options.getByText('everything is archived').waitFor();
	const records: {receipt: unknown}[] = await options.evaluate(async () => {
		const {reply} = await chrome.runtime.sendMessage({countersign: 'records:mine', request: {}});
		return reply.records;
	});
	expectTrue(records.length > 0 && records.every(record => record.receipt), 'every record has its receipt');
	return records.length;
}

/** As an auditor would, on the command line: export, verify, change one byte, verify again. Returns the number of records. */
export function exportAndVerify(data: string, bundle: string): number {
	countersign(['export', '--data', data, '--out', bundle], 0);
	const report = JSON.parse(countersign(['verify', bundle, '--json'], 0));
	const record = lastRecord(bundle);
	const original = readFileSync(record.path);
	writeFileSync(record.path, flipped(original));
	const altered = countersign(['verify', bundle], 1);
	writeFileSync(record.path, original);
	expectTrue(altered.includes(record.name), `the altered record ${record.name} is named in: ${altered}`);
	return report.counts.records;
}

function countersign(args: string[], exit: number): string {
	const {status, stdout, stderr} = spawnSync(process.execPath, ['bin/countersign.js', ...args], {
		encoding: 'utf8',
	});
	expectEqual(status, exit, `exit of countersign ${args.join(' ')}\n${stdout}${stderr}`);
	return stdout;
}

function lastRecord(bundle: string): {path: string; name: string} {
	const folder = join(bundle, 'records');
	const file = readdirSync(folder)
		.filter(name => name.endsWith('.json'))
		.sort()
		.at(-1)!;
	return {path: join(folder, file), name: file.replace(/\.json$/, '')};
}

/** One bit of one byte in the middle. */
function flipped(bytes: Buffer): Buffer {
	const copy = Buffer.from(bytes);
	const middle = Math.floor(copy.length / 2);
	copy[middle] = copy[middle]! ^ 1;
	return copy;
}
