import {expect, test} from 'vitest';
import {policyEngine} from '#lib/adapters/engine.ts';
import {eventually} from '#sandbox/testing/eventually.ts';
import {atHub, author, clean, draftOf, from, releaseOf} from './at-hub.fixture.ts';
import {openTestDesk} from './desk.fixture.ts';
import {contentHandlers} from './handlers.ts';

const at = atHub();
const needsTwo = 'Monthly finance from £239.05 at Leeds.';

/** A browser whose way to the hub can be cut. */
async function enrolled() {
	const {ports} = await at.enrolled('Priya Nair', [author]);
	const way = {isCut: false};
	const fetch: typeof at.hub.fetch = async (input, init) => {
		if (way.isCut) throw new TypeError('no way to the hub');
		return at.hub.fetch(input, init);
	};
	const {stores} = ports;
	const desk = openTestDesk({fetch, clock: at.hub.clock, engine: policyEngine(), stores});
	await desk.sync();
	return {desk, way, hello: () => contentHandlers(desk)['page:hello']({site: 'x'}, from)};
}

test('a hub that cannot be asked is out of reach for every page at once', async () => {
	const {desk, way, hello} = await enrolled();
	const draft = draftOf(needsTwo);
	way.isCut = true;
	expect(await releaseOf(desk, draft, {hold: crypto.randomUUID()})).toMatchObject({
		ok: false,
		code: 'offline',
	});
	expect(await hello()).toMatchObject({hub: 'offline'});
	expect(desk.heard).toContainEqual({type: 'state:changed', content: {what: 'hub'}});
	expect(await releaseOf(desk, draftOf(clean))).toMatchObject({ok: true});
});

test('whoever looks finds it again, before the line would have asked', async () => {
	const {desk, way, hello} = await enrolled();
	way.isCut = true;
	await desk.sync();
	expect(await hello()).toMatchObject({hub: 'offline'});
	way.isCut = false;
	at.hub.clock.now += 2000;
	await hello();
	await eventually(async () => expect(await hello()).toMatchObject({hub: 'online'}));
});
