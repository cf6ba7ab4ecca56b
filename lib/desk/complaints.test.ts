import {expect, test, vi} from 'vitest';
import {account} from '#hub/hub.fixture.ts';
import {atHub, author, from} from './at-hub.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';

const on = atHub();
const at = {site: account.site, account: account.id, target: '7100000000000000001'};

test('which thread is read is told to nobody; logged, it is known here and to whoever sees to it', async () => {
	const dev = await on.enrolled('Dev Patel', [author]);
	const tom = await on.enrolled('Tom Okafor', [{role: 'reviewer', location: 'group/north'}]);
	const sent = vi.spyOn(on.hub.app, 'inject');
	const page = contentHandlers(dev);
	expect(await page['complaint:at'](at, from)).toMatchObject({ok: true, complaint: null, awake: {people: 1}});
	expect(sent).toHaveBeenCalled();
	expect(JSON.stringify(sent.mock.calls)).not.toContain(at.target);

	const written = {...at, url: 'https://x.com/karen/status/7', about: 'vehicle' as const};
	const said = {words: 'Still no refund!', receivedAt: on.hub.clock.now - 60_000};
	const logged = await page['complaint:log']({...written, ...said}, from);
	expect(logged).toMatchObject({ok: true, complaint: {id: expect.stringMatching(/^C-2026-\d{5}$/)}});
	const known = logged.ok ? logged.complaint : undefined;
	expect(await page['complaint:at'](at, from)).toMatchObject({complaint: known});

	await deskHandlers(tom)['desk:sync']({});
	expect(await deskHandlers(tom)['complaints:list']({})).toMatchObject({complaints: [{id: known!.id}]});
	const step = {id: known!.id, step: 'closed' as const, note: 'Letter of today'};
	expect(await deskHandlers(tom)['complaints:step'](step)).toMatchObject({ok: true});
	expect(await deskHandlers(tom)['complaints:list']({})).toMatchObject({complaints: []});
	const again = await page['complaint:step']({site: 'x', id: known!.id, step: 'hide'}, from);
	expect(again).toMatchObject({ok: false, code: 'closed'});
});
