import {beforeAll, expect, test} from 'vitest';
import type {Connected} from '#hub/client.ts';
import {approve} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {atHub, author, draftOf, from, releaseOf, url} from './at-hub.fixture.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers} from './handlers.ts';
import {xPost} from './wire/wire.fixture.ts';

const at = atHub();
let priya: TestDesk;
let tom: Connected;
beforeAll(async () => {
	priya = await at.enrolled('Priya Nair', [author]);
	tom = await at.hub.hire('Tom Okafor', {role: 'reviewer', location: 'group/north'});
});

/** An approved draft whose page has been told "go" by the hub, and knows nothing of it yet. */
async function released(text: string) {
	const draft = draftOf(`Monthly finance from £239.05: ${text}.`);
	const until = at.hub.clock.now + 8 * 60 * 60_000;
	const request = {draft, findings: [], context: {url}, note: '', until};
	const submitted = await contentHandlers(priya)['hold:submit'](request, from);
	if (!submitted.ok) throw new Error(submitted.message);
	await approve(at.hub, tom, submitted.hold);
	const hold = submitted.hold.id;
	const reply = await releaseOf(priya, draft, {hold});
	if (!reply.ok) throw new Error(reply.message);
	return {draft, hold, ...reply};
}

const givenUp = (release: string, attempt: number) =>
	contentHandlers(priya)['interaction:failed']({release, reason: 'late', unsent: attempt}, from);

async function stateOf(hold: string) {
	await priya.sync();
	const reply = await contentHandlers(priya)['hold:mine']({site: 'x', account: draftOf('').account}, from);
	return reply.ok ? reply.holds.find(({id}) => id === hold)?.state : undefined;
}

async function sent(release: string, draft: Draft) {
	const report = {release, siteId: '99', url, digest: digestOf(draft)};
	return contentHandlers(priya)['interaction:sent'](report, from);
}

test('given up before it was told to go: still approved to its author, and the next press goes with the same release, once', async () => {
	const {draft, hold, release} = await released('slow');
	await givenUp(release, 0);
	expect(await stateOf(hold)).toBe('approved');
	const again = [releaseOf(priya, draft, {hold}), releaseOf(priya, draft, {hold})];
	const [first, copy] = await Promise.all(again);
	expect(first).toEqual({ok: true, release, attempt: 1});
	expect(copy).toMatchObject({ok: false, code: 'used'});
	expect(await stateOf(hold)).toBe('released');
	expect(await sent(release, draft)).toMatchObject({ok: true});
	expect(await stateOf(hold)).toBe('archived');
	expect(await releaseOf(priya, draft, {hold})).toMatchObject({ok: false});
});

test('a word about the first attempt that comes late neither ends nor frees the second', async () => {
	const {draft, hold, release} = await released('late word');
	await givenUp(release, 0);
	await releaseOf(priya, draft, {hold});
	await givenUp(release, 0);
	expect(await releaseOf(priya, draft, {hold})).toMatchObject({ok: false});
	expect(await sent(release, draft)).toMatchObject({ok: true});
});

test('other words do not take it up', async () => {
	const {draft, hold, release} = await released('other words');
	await givenUp(release, 0);
	const other = {...draft, text: `${draft.text}!`};
	expect(await releaseOf(priya, other, {hold})).toMatchObject({ok: false});
	expect(await releaseOf(priya, draft, {hold})).toMatchObject({ok: true, attempt: 1});
});

test('nobody pressed again: it ends as not posted, without an alarm', async () => {
	const {draft, hold, release} = await released('not again');
	await givenUp(release, 0);
	at.hub.clock.now += 4 * 60_000;
	await priya.sync();
	expect(await stateOf(hold)).toBe('failed');
	expect(await releaseOf(priya, draft, {hold})).toMatchObject({ok: false});
});

test('a copy has used it: nobody knows what became of it, and it is not used twice', async () => {
	const {draft, hold, release} = await released('raced');
	const copy = {...xPost(draft.text), tab: from.tab, id: 'copy'};
	priya.wire.known.actors = {
		guarded: {x: new Set([draft.account]), facebook: new Set()},
		closed: new Set(),
		signedIn: {x: [draft.account], facebook: []},
	};
	await priya.wire.wire.refresh();
	expect(priya.wire.wire.before(copy, true)).toBe(false);
	priya.wire.wire.left('copy');
	await givenUp(release, 0);
	expect(await stateOf(hold)).toBe('released');
	expect(await releaseOf(priya, draft, {hold})).toMatchObject({ok: false});
});

test('a background that died since cannot know whether it was used: it ends', async () => {
	const {draft, hold, release} = await released('died');
	const {fetch, clock} = at.hub;
	const born = openTestDesk({fetch, clock, engine: policyEngine(), stores: priya.ports.stores});
	await contentHandlers(born)['interaction:failed']({release, reason: 'late', unsent: 0}, from);
	expect((await priya.ports.stores.release(release))?.state).toBe('failed');
	expect(await releaseOf(born, draft, {hold})).toMatchObject({ok: false});
});
