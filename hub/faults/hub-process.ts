/** A hub as its users run it: a process of its own, that can be killed, on a port that stays the same. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import {type Connected, enrol, setUp} from '../client.ts';
import {account, bundle} from '../hub.fixture.ts';

export const main = new URL('../cli/main.ts', import.meta.url).pathname;

export interface HubProcess {
	child: ChildProcess;
	/** Of a hub that nobody has set up. */
	link?: string;
	/** As an operator ends it. */
	stop: () => Promise<void>;
}

interface Started {
	data: string;
	port: number;
	/** Nobody has set it up: it says its link. */
	isNew?: boolean;
	env?: NodeJS.ProcessEnv;
	/** Of node, before the program. */
	node?: readonly string[];
	/** Instead of node: a program that runs the rest of the line. */
	under?: readonly string[];
}

/** Ready when it says where it is. Throws when it ends before. */
export async function startProcess({
	data,
	port,
	isNew = false,
	env = {},
	node = [],
	under = [],
}: Started): Promise<HubProcess> {
	const line = [...under, process.execPath, ...node, main, 'hub', '--data', data, '--port', String(port)];
	const child = spawn(line[0]!, line.slice(1), {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {...process.env, ...env},
	});
	let out = '';
	await new Promise<void>((resolve, reject) => {
		child.stdout!.on('data', chunk => {
			out += chunk;
			if (isNew ? /\/setup#[\w-]+\n/.test(out) : out.includes('Data:')) resolve();
		});
		child.once('exit', code => reject(new Error(`the hub did not start: exit ${code}`)));
	});
	child.removeAllListeners('exit');
	const link = /http\S+\/setup#[\w-]+/.exec(out)?.[0];
	return {
		child,
		...(link && {link}),
		async stop() {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		},
	};
}

export interface Firm {
	admin: Connected;
	hire: (name: string, role: RoleAt['role']) => Promise<Connected>;
}

/** An admin, one account, the house rules. */
export async function openForBusiness(url: string, link: string): Promise<Firm> {
	const admin = await setUp({url}, link, {organisation: 'Harwell & Stone', name: 'Helen Marsh'});
	await admin.client.call('registerAccount', account);
	await admin.client.call('publishPolicy', {bundle: bundle()});
	return {
		admin,
		async hire(name, role) {
			const roles = [{role, location: account.location}];
			return enrol({url}, (await admin.client.call('invite', {person: {name}, roles})).url);
		},
	};
}

export function freePort(): Promise<number> {
	return new Promise(resolve => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const {port: free} = server.address() as {port: number};
			server.close(() => resolve(free));
		});
	});
}
