import {mkdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {serveWitness} from '../witness/serve.ts';
import {portOf, told} from './served.ts';
import {UsageError} from './usage-error.ts';

const usage = `usage: countersign witness --name NAME --log KEY… [options]

A second memory of a hub's log, best on a machine of somebody else: it signs each head that follows from what it has seen,
and no other (C2SP tlog-witness). The hub asks it: WITNESSES='URL KEY'.

  --name NAME   of this witness, as witness.example.com/countersign; it stays the same for ever
  --log KEY     name+hash+key of a log, as countersign verify shows it; several are allowed
  --data DIR    its key and its memory   (./countersign-witness); never restore it from a backup
  --port N      port to listen on        (4790)
  --host ADDR   address to listen on     (127.0.0.1: this machine only)
  --help        this text`;

/** Runs until it is told to stop. */
export async function runWitness(args: string[]): Promise<number> {
	const text = {type: 'string'} as const;
	const {values} = parseArgs({
		args,
		options: {
			...{name: text, data: text, port: text, host: text, log: {type: 'string', multiple: true}},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help) {
		console.log(usage);
		return 0;
	}
	const {name, log: logs = [], data = 'countersign-witness', port = '4790', host = '127.0.0.1'} = values;
	if (!name || logs.length === 0) throw new UsageError(usage);
	mkdirSync(resolve(data), {recursive: true, mode: 0o700});
	const served = await serveWitness({name, logs, host, data: resolve(data), port: portOf(port)});
	console.log(`Countersign witness: ${served.url}\nKey: ${served.verifier}`);
	const signal = await told(['SIGINT', 'SIGTERM']);
	console.log(`${signal}: stopping …`);
	await served.close();
	return 0;
}
