/** Enough of Firefox's Marionette protocol to open an extension's own page, which WebDriver BiDi refuses to do. */
import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {until} from '../../../scripts/stage/screen.ts';

export interface Firefox {
	/** Throws with Firefox's own words. */
	command(name: string, parameters?: object): Promise<{value?: unknown}>;
	/** Runs the body of a function in the page that is open. */
	evaluate(body: string): Promise<unknown>;
	/** The same with the browser's own rights: it sees into closed shadow roots. */
	inspect(body: string): Promise<unknown>;
	/** Opens a page and puts the focus into it, as a person's click would: without it a page hears of no focus. */
	visit(url: string): Promise<void>;
	close(): Promise<void>;
}

/** A headless Firefox with a new profile. `preferences` as in about:config. */
export async function startFirefox(
	port: number,
	preferences: Record<string, string | number | boolean>,
): Promise<Firefox> {
	const profile = mkdtempSync(join(tmpdir(), 'countersign-firefox-'));
	const lines = Object.entries({...preferences, 'marionette.port': port});
	writeFileSync(
		join(profile, 'user.js'),
		lines.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''),
	);
	const flags = [
		'--headless',
		'--marionette',
		'--remote-allow-system-access',
		'--no-remote',
		'--profile',
		profile,
	];
	const env = {...process.env, HOME: profile};
	const process_ = spawn(process.env.COUNTERSIGN_FIREFOX ?? 'firefox-esr', flags, {stdio: 'ignore', env});
	const socket = await until(() => reach(port), 'Firefox to listen', 30_000);
	return session(socket, process_);
}

function reach(port: number): Promise<Socket | undefined> {
	return new Promise(resolve => {
		const socket = connect(port, '127.0.0.1', () => resolve(socket));
		socket.on('error', () => resolve(undefined));
	});
}

type Answer = [
	type: 1,
	id: number,
	error: {error: string; message: string} | null,
	result: {value?: unknown},
];

async function session(socket: Socket, firefox: ChildProcess): Promise<Firefox> {
	const asked = new Map<number, (answer: Answer) => void>();
	const isReady = new Promise<void>(resolve => {
		onMessages(socket, message =>
			Array.isArray(message) ? asked.get(message[1])?.(message as Answer) : resolve(),
		);
	});
	await isReady;
	const command: Firefox['command'] = async (name, parameters = {}) => {
		const id = asked.size + 1;
		const text = JSON.stringify([0, id, name, parameters]);
		const answer = new Promise<Answer>(resolve => asked.set(id, resolve));
		socket.write(`${Buffer.byteLength(text)}:${text}`);
		const [, , error, result] = await answer;
		if (error) throw new Error(`${error.error}: ${error.message}`);
		return result;
	};
	await command('WebDriver:NewSession', {acceptInsecureCerts: true});
	const run = async (script: string, sandbox: string | null) =>
		(await command('WebDriver:ExecuteScript', {script, args: [], sandbox})).value;
	return {
		command,
		evaluate: body => run(body, null),
		inspect: body => run(body, 'system'),
		async visit(url) {
			await command('WebDriver:Navigate', {url});
			const {value: handle} = await command('WebDriver:GetWindowHandle');
			await command('WebDriver:SwitchToWindow', {handle, focus: true});
		},
		async close() {
			socket.destroy();
			const hasEnded = new Promise(resolve => firefox.once('exit', resolve));
			firefox.kill();
			await hasEnded;
		},
	};
}

/** Each message is its length in bytes, a colon, and JSON. */
function onMessages(socket: Socket, hear: (message: unknown[] | object) => void): void {
	let rest = Buffer.alloc(0);
	socket.on('data', (data: Buffer) => {
		rest = Buffer.concat([rest, data]);
		for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':')) {
			const end = colon + 1 + Number(rest.subarray(0, colon));
			if (rest.length < end) return;
			const message = JSON.parse(rest.subarray(colon + 1, end).toString());
			rest = rest.subarray(end);
			hear(message);
		}
	});
}
