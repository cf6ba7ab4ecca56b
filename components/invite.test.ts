import {expect, test} from 'vitest';
import {hubAddress} from '#lib/desk/enrolment.ts';
import {inviteInHash, originToAllow, readInvite} from './invite.ts';

test.each([
	['https://hub.example/enrol#abc-1', '', {hub: 'https://hub.example', code: 'abc-1'}],
	['  abc-1 ', 'https://old.example', {hub: 'https://old.example', code: 'abc-1'}],
	['http://127.0.0.1:4780/enrol#x%2Fy', '', {hub: 'http://127.0.0.1:4780', code: 'x/y'}],
	['https://hub.example/enrol', 'h', {hub: 'h', code: 'https://hub.example/enrol'}],
])('%j says what it says', (pasted, hub, invite) => {
	expect(readInvite(pasted, hub)).toEqual(invite);
});

test.each([
	['#hub=http%3A%2F%2F127.0.0.1%3A1&code=c', {hub: 'http://127.0.0.1:1', code: 'c'}],
	['#invite=https%3A%2F%2Fh.example%2Fenrol%23c', {hub: 'https://h.example', code: 'c'}],
	['', {hub: '', code: ''}],
])('the address %j prefills', (hash, invite) => {
	expect(inviteInHash(hash)).toEqual(invite);
});

test.each([
	['https://hub.example:8443/x', 'https://hub.example/*'],
	['hub.example', 'https://hub.example/*'],
	['http://127.0.0.1:4780', undefined],
	['', undefined],
])('%j needs permission for %s', (hub, pattern) => {
	expect(originToAllow(hub)).toBe(pattern);
});

test.each([
	['https://hub.example/', 'https://hub.example'],
	['hub.example', 'https://hub.example'],
	['http://127.0.0.1:4780/enrol', 'http://127.0.0.1:4780'],
	['http://localhost:1', 'http://localhost:1'],
	['http://hub.example', undefined],
	['https://me:secret@hub.example', undefined],
	['ftp://hub.example', undefined],
	['', undefined],
])('%j is the hub address %s', (typed, address) => {
	expect(hubAddress(typed)).toBe(address);
});
