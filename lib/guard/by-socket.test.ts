import {expect, test} from 'vitest';
import {digestOf} from '#lib/core/draft.ts';
import {captureBySocket} from './by-socket.ts';
import type {GateNews} from './gate-parts.ts';
import {account, draftOf, fakeDesk, now, policy, state} from './guard.fixture.ts';
import type {Look} from './judgements.ts';
import type {Known} from './known.ts';
import {createReports} from './reports.ts';

const draft = draftOf('Your car is ready', {operation: 'dm', unknown: ['socket']});
const look: Look = {
	...{account, draft, digest: digestOf(draft), inReplyTo: undefined, previous: undefined},
	judgement: {verdict: 'pass', account, findings: []},
};

function rig(release: 'recorded' | 'refused') {
	const refused = {ok: false, code: 'not-recorded', message: ''} as const;
	const desk = fakeDesk({
		'interaction:release': () => (release === 'recorded' ? {ok: true, release: 'r1', attempt: 0} : refused),
		'interaction:sent': () => ({ok: true, receipt: 'HS-L-000412'}),
	});
	const reports = createReports(desk, new AbortController().signal);
	const clock = {now};
	const told = Promise.withResolvers<GateNews>();
	const capture = captureBySocket({
		...{desk, reports, url: () => 'https://x.com/i/chat/1', tell: told.resolve, now: () => clock.now},
		known: {state} as Known,
	});
	return {desk, capture, clock, told: told.promise};
}

test('one press is one record, however many events it makes; the next press is another', async () => {
	const {desk, capture, clock, told} = rig('recorded');
	capture(look);
	capture(look);
	expect(await told).toMatchObject({type: 'sent', receipt: 'HS-L-000412'});
	const sent = {release: 'r1', digest: look.digest, siteId: '', url: '', observedBy: 'dom'};
	expect(desk.asked).toMatchObject([
		{name: 'interaction:release', request: {draft, policy}},
		{name: 'interaction:sent', request: sent},
	]);
	clock.now += 1000;
	capture(look);
	expect(desk.asked).toHaveLength(3);
});

test('what left and could not be recorded is said', async () => {
	const {capture, told} = rig('refused');
	capture(look);
	expect(await told).toMatchObject({type: 'failed', unsure: true});
});
