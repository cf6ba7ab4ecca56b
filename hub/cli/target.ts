import {parseArgs} from 'node:util';
import {tryContract} from '../archive/targets/contract.ts';
import {UsageError} from './usage-error.ts';

const usage = `usage: countersign target URL --token-from VARIABLE [--index N]
  runs the contract of docs/archive-target.yaml against an endpoint that is to receive the archive
  --index N  an index that the endpoint does not have; two are used (default 900000000)`;

/** 0 when the endpoint keeps the contract, else 1. */
export async function runTarget(args: string[]): Promise<number> {
	const text = {type: 'string'} as const;
	const {values, positionals} = parseArgs({
		args,
		allowPositionals: true,
		options: {'token-from': text, index: text, help: {type: 'boolean', short: 'h'}},
	});
	if (values.help) {
		console.log(usage);
		return 0;
	}
	const [url] = positionals;
	const token = process.env[values['token-from'] ?? ''];
	const index = Number(values.index ?? 900_000_000);
	if (!url || !URL.canParse(url) || !token || !Number.isSafeInteger(index)) throw new UsageError(usage);
	const kept = await tryContract({url: url.replace(/\/$/, ''), token, index});
	for (const {what, ok, why} of kept) console.log(`${ok ? '✓' : '✗'} ${what}${why && `: ${why}`}`);
	return kept.every(({ok}) => ok) ? 0 : 1;
}
