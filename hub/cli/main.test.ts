import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

const program = fileURLToPath(new URL('../../bin/countersign.js', import.meta.url));

function run(...args: string[]): Promise<{code: number; out: string; err: string}> {
	return new Promise(resolve => {
		execFile(process.execPath, [program, ...args], (error, out, err) => {
			resolve({code: typeof error?.code === 'number' ? error.code : 0, out, err});
		});
	});
}

describe('countersign', () => {
	test.each([
		[['--help'], 0],
		[['hub', '--help'], 0],
		[['--version'], 0],
		[[], 2],
	] as const)('%j explains itself', async (args, code) => {
		const result = await run(...args);
		expect(result.code).toBe(code);
		expect(result.out.length).toBeGreaterThan(4);
	});

	test.each(['admin', 'hub', 'sandbox', 'check', 'pack', 'export', 'verify'])(
		'%s --help: usage, 0',
		async name => {
			const {code, out, err} = await run(name, '--help');
			expect({code, err}).toEqual({code: 0, err: ''});
			expect(out).toContain(`countersign ${name}`);
		},
	);

	test.each([
		[['nonsense'], /no command nonsense/],
		[['toString'], /no command toString/],
		[['hub', '--prot', '1'], /Unknown option '--prot'/],
		[['hub', '--port', 'http'], /http is not a port/],
		[['hub', '--port', '70000'], /70000 is not a port/],
		[['hub', 'extra'], /Unexpected argument|extra/],
	] as const)('%j is not understood: exit 2, in one clear line', async (args, message) => {
		const {code, err} = await run(...args);
		expect(code).toBe(2);
		expect(err).toMatch(message);
		expect(err).not.toMatch(/\n {4}at /);
	});

	test('the hub says where it is, how to set it up, and stops when it is told', async () => {
		const data = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
		const child = spawn(process.execPath, [program, 'hub', '--data', data, '--port', '0']);
		let out = '';
		for await (const chunk of child.stdout) {
			out += chunk;
			if (out.includes('/setup#')) break;
		}
		expect(out).toMatch(/npx countersign admin setup 'http\S+\/setup#[\w-]+' --organisation NAME/);
		const url = /Countersign hub: (\S+)/.exec(out)![1]!;
		expect(await (await fetch(`${url}/v1/hub`)).json()).toMatchObject({organisation: null});
		const second = await run('hub', '--data', data, '--port', '0');
		expect(second).toMatchObject({code: 1, err: expect.stringMatching(/another hub is using/)});
		const ended = once(child, 'exit');
		// Twice, as a terminal does it: ending is not cut short
		child.kill('SIGINT');
		child.kill('SIGINT');
		expect((await ended)[0]).toBe(0);
		expect(existsSync(join(data, 'hub.sqlite-wal'))).toBe(false);
	});
});
