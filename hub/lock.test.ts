import {fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {lockData} from './lock.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'countersign-lock-'));

test('a second hub on the same folder is refused until the first has gone', () => {
	const data = folder();
	const unlock = lockData(data);
	expect(() => lockData(data)).toThrow(/another hub is using/);
	unlock();
	lockData(data)();
});

test('a hub in another process is refused; when it is killed, nothing is left behind', async () => {
	const data = folder();
	const script = join(data, 'holder.ts');
	const lock = new URL('./lock.ts', import.meta.url).href;
	writeFileSync(
		script,
		`import {lockData} from '${lock}'; lockData(process.argv[2]); process.send('held'); setInterval(() => {}, 1000);`,
	);
	const holder = fork(script, [data], {execArgv: []});
	await once(holder, 'message');
	expect(() => lockData(data)).toThrow(/another hub is using/);
	holder.kill('SIGKILL');
	await once(holder, 'exit');
	lockData(data)();
});
