import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {post} from './post.ts';
import {addressProblem, guardedLookup, isPublic} from './reach.ts';

const others = [
	...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
	...['224.0.0.1', '255.255.255.255', '192.0.2.1', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1'],
	...['::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001::1', 'not an address'],
];

test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])('%s is public', address => {
	expect(isPublic(address)).toBe(true);
});
test.each(others)('%s is not', address => {
	expect(isPublic(address)).toBe(false);
});

const closed = {loopback: false};

test.each([
	'https://localhost/',
	'https://2130706433/',
	'https://0x7f.1/',
	'https://[::1]/',
	'http://127.0.0.1:8080/',
])('%s is refused before anything is asked', url => {
	expect(addressProblem(url, closed)).toMatch(/is not a public address|has to begin with https/);
});

test('a name that leads to this machine is refused when it is looked up', async () => {
	const ask = promisify(guardedLookup(closed));
	await expect(ask('localhost', {})).rejects.toThrow('localhost is not at a public address');
	expect(await promisify(guardedLookup({loopback: true}))('localhost', {})).toBeDefined();
});

test('a channel whose address is refused by now is not asked at all', async () => {
	const secret = {url: 'http://127.0.0.1:9/', secret: 'whsec_AAAA'};
	const outcome = await post(secret, {id: 'msg_1', at: 0, body: '{}'}, closed);
	expect(outcome).toEqual({ok: false, result: 'The address has to begin with https://.', final: true});
});
