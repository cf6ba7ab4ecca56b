/** For tests: a throw-away PostgreSQL, with its durability on, or the one that DATABASE_URL names. */
import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import pg from 'pg';

export interface Cluster {
	/** URL of a fresh, empty database. */
	newDatabase: () => Promise<string>;
	stop: () => void;
}

const debian = '/usr/lib/postgresql';

/** Where initdb and pg_ctl are; nothing without them. */
function binaries(): string | undefined {
	if (!existsSync(debian)) return;
	const newest = readdirSync(debian).sort((a, b) => Number(b) - Number(a))[0];
	return newest && join(debian, newest, 'bin');
}

/** Can this machine run PostgreSQL for tests? It refuses to run as root, so root must be able to become `postgres`. */
export function hasPostgres(): boolean {
	return Boolean(process.env.DATABASE_URL ?? binaries());
}

export function startCluster(): Cluster {
	const given = process.env.DATABASE_URL;
	if (given) return {newDatabase: () => createIn(given), stop: () => {}};
	const folder = mkdtempSync(join(tmpdir(), 'countersign-pg-'));
	chmodSync(folder, 0o777);
	const [bin, data] = [binaries()!, join(folder, 'data')];
	asPostgres(join(bin, 'initdb'), '-D', data, '-A', 'trust', '-U', 'countersign', '--no-sync');
	// A socket in our own folder: no port to collide with, nothing reachable from outside
	const options = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c max_connections=60`;
	asPostgres(join(bin, 'pg_ctl'), '-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start');
	return {
		newDatabase: () => createIn(`postgres://countersign@localhost/postgres?host=${folder}`),
		stop() {
			asPostgres(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop');
			rmSync(folder, {recursive: true, force: true});
		},
	};
}

function asPostgres(program: string, ...args: string[]): void {
	const [command, all] =
		userInfo().uid === 0 ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
	execFileSync(command as string, all as string[], {stdio: 'ignore', cwd: tmpdir()});
}

let made = 0;

async function createIn(url: string): Promise<string> {
	const name = `countersign_test_${process.pid}_${++made}`;
	const client = new pg.Client({connectionString: url});
	await client.connect();
	await client.query(`create database ${name}`);
	await client.end();
	const fresh = new URL(url);
	fresh.pathname = `/${name}`;
	return fresh.href;
}
