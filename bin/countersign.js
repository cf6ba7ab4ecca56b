#!/usr/bin/env node
// Plain JavaScript that Node 20 understands: it finds a Node that runs the rest, and stands aside.
import {spawn} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const needed = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** This Node if it is new enough, else the one that npm has installed beside us. */
function findNode() {
	if (Number(process.versions.node.split('.')[0]) >= needed) return process.execPath;
	const executable = process.platform === 'win32' ? 'node.exe' : 'node';
	// Installed in a project, our packages lie beside us, not below
	for (const modules of [join(root, 'node_modules'), dirname(root)]) {
		if (!existsSync(modules)) continue;
		for (const name of readdirSync(modules).filter(entry => entry.startsWith('node-'))) {
			const node = join(modules, name, 'bin', executable);
			if (existsSync(node)) return node;
		}
	}
	return undefined;
}

const node = findNode();
if (node === undefined) {
	console.error(
		`countersign needs Node ${needed} or newer; this is ${process.versions.node}. See https://nodejs.org`,
	);
	process.exit(1);
}

const child = spawn(node, [join(root, 'hub', 'cli', 'main.ts'), ...process.argv.slice(2)], {
	stdio: 'inherit',
});
// Ctrl+C in a terminal reaches both; we wait for the child, which closes what it has open
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', error => {
	console.error(`countersign: ${error.message}`);
	process.exit(1);
});
child.on('exit', (code, signal) => {
	if (signal === null) process.exit(code ?? 1);
	process.removeAllListeners(signal);
	process.kill(process.pid, signal);
});
