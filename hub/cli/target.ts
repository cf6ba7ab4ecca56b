import {parseArgs} from 'node:util';
import {type Kept, tryContract} from '../archive/targets/contract.ts';
import {bucketOf, httpOf, readTargets} from '../archive/targets/open-targets.ts';
import {tryBucket} from '../archive/targets/s3-contract.ts';
import {UsageError} from './usage-error.ts';

const usage = `usage: countersign target URL --token-from VARIABLE [--index N]
       countersign target NAME --targets FILE.json [--index N]
  runs the contract of docs/archive-target.yaml against an endpoint that is to receive the archive, or tries the endpoint
  or the bucket that has this NAME in the file of ARCHIVE_TARGETS; what it writes into a locked bucket stays there
  --index N  an index that the other side does not have; two are used (default 900000000)`;

/** 0 when the other side keeps what it must, else 1. */
export async function runTarget(args: string[]): Promise<number> {
	const text = {type: 'string'} as const;
	const {values, positionals} = parseArgs({
		args,
		allowPositionals: true,
		options: {'token-from': text, targets: text, index: text, help: {type: 'boolean', short: 'h'}},
	});
	if (values.help) {
		console.log(usage);
		return 0;
	}
	const [name = ''] = positionals;
	const index = Number(values.index ?? 900_000_000);
	if (!name || !Number.isSafeInteger(index)) throw new UsageError(usage);
	const kept = values.targets
		? await tryNamed(values.targets, name, index)
		: await tryUrl(name, process.env[values['token-from'] ?? ''], index);
	for (const {what, ok, why} of kept) console.log(`${ok ? '✓' : '✗'} ${what}${why && `: ${why}`}`);
	return kept.every(({ok}) => ok) ? 0 : 1;
}

function tryUrl(url: string, token: string | undefined, index: number): Promise<Kept[]> {
	if (!URL.canParse(url) || !token) throw new UsageError(usage);
	return tryContract({url: url.replace(/\/$/, ''), token, index});
}

function tryNamed(file: string, name: string, index: number): Promise<Kept[]> {
	const config = readTargets(file).find(one => one.name === name);
	if (config?.kind === 's3') return tryBucket(bucketOf(config, process.env), index);
	if (config?.kind === 'https') return tryContract({...httpOf(config, process.env), index});
	throw new UsageError(`no endpoint and no bucket in ${file} is called ${name}`);
}
