/** The command line: one word for each thing Countersign can do, each in a module of its own. */

import {version} from '../version.ts';
import {UsageError} from './usage-error.ts';

/** What a command that returns nothing returns is 0. */
type Run = (args: string[]) => Promise<number> | Promise<void>;

const commands: Record<string, {does: string; load: () => Promise<Run>}> = {
	admin: {
		does: 'sets a hub up, invites people, registers accounts, publishes rules, stops posting',
		load: async () => (await import('./admin.ts')).runAdmin,
	},
	hub: {does: 'starts the hub', load: async () => (await import('./hub.ts')).runHub},
	sandbox: {
		does: 'starts local replicas of X and Facebook',
		load: async () => (await import('#sandbox/cli.ts')).runSandbox,
	},
	check: {
		does: 'checks drafts against policy packs, one JSON line each',
		load: async () => (await import('./check.ts')).runCheck,
	},
	pack: {does: 'tests, builds or signs a policy pack', load: async () => (await import('./pack.ts')).runPack},
	package: {
		does: 'signs the extension and puts it up on the hub’s update server',
		load: async () => (await import('./package.ts')).runPackage,
	},
	export: {
		does: 'writes archive records with their proofs',
		load: async () => (await import('./export.ts')).runExport,
	},
	archive: {
		does: 'checks, rebuilds, erases, holds: the archive in the hub’s folder',
		load: async () => (await import('./archive.ts')).runArchive,
	},
	target: {
		does: 'tries an endpoint that is to receive the archive',
		load: async () => (await import('./target.ts')).runTarget,
	},
	witness: {
		does: 'remembers and signs the heads of a hub’s log, on another machine',
		load: async () => (await import('./witness.ts')).runWitness,
	},
	verify: {does: 'verifies an export, offline', load: async () => (await import('./verify.ts')).runVerify},
};

const help = `countersign ${version}

usage: countersign COMMAND [options]

${Object.entries(commands)
	.map(([name, {does}]) => `  ${name.padEnd(9)} ${does}`)
	.join('\n')}

countersign COMMAND --help says more.`;

/** Runs a command line; returns the exit code. 2 = it was not understood. */
export async function main([name, ...args]: string[]): Promise<number> {
	if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
		console.log(help);
		return name === undefined ? 2 : 0;
	}
	if (name === '--version') {
		console.log(version);
		return 0;
	}
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command) return misunderstood(`there is no command ${name}\n\n${help}`);
	try {
		const run = await command.load();
		return (await run(args)) ?? 0;
	} catch (error) {
		return explain(error);
	}
}

function explain(error: unknown): number {
	const {code, message} = error as NodeJS.ErrnoException;
	if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) return misunderstood(message);
	console.error(`countersign: ${reasons(error).join(': ')}`);
	return 1;
}

function misunderstood(message: string): number {
	console.error(`countersign: ${message}`);
	return 2;
}

/** The error and what caused it, in one line. */
function reasons(error: unknown): string[] {
	if (!(error instanceof Error)) return [String(error)];
	return [error.message, ...(error.cause ? reasons(error.cause) : [])];
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
