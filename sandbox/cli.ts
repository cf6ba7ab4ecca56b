import {parseArgs} from 'node:util';
import {chromiumFlags} from './hosts.ts';
import {type Sandbox, startSandbox} from './server.ts';

const USAGE = `countersign sandbox [--port N] [--control-port N]

Local replicas of X and Facebook with a server of their own. Nothing reaches the real sites.`;

/** `countersign sandbox`: starts the twins, says how to open them, runs until interrupted. */
export async function runSandbox(args: string[]): Promise<void> {
	const {values} = parseArgs({
		args,
		options: {
			port: {type: 'string', default: '0'},
			'control-port': {type: 'string', default: '0'},
			help: {type: 'boolean', default: false},
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const sandbox = await startSandbox({
		port: Number(values.port),
		controlPort: Number(values['control-port']),
	});
	console.log(describe(sandbox));
	await new Promise<void>(resolve => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
	await sandbox.close();
}

function describe(sandbox: Sandbox): string {
	const flags = chromiumFlags(sandbox).map(flag => `  '${flag}'`);
	return [
		'Sandbox is running.',
		`  X         https://x.com/home            (TLS port ${sandbox.port})`,
		'  Facebook  https://www.facebook.com/',
		`  Control   http://127.0.0.1:${sandbox.controlPort}/published`,
		'',
		'Open them in a Chromium with a profile of its own (--user-data-dir) and:',
		...flags,
	].join('\n');
}
