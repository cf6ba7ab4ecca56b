import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Connected} from '#hub/client.ts';
import {account, approve, bundle, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';

const from = {site: 'x', tab: 1, frame: 0} as const;
const location = 'group/north/leeds';
const url = 'https://x.com/home';

let hub: TestHub;
let desk: TestDesk;
let tom: Connected;
beforeAll(async () => {
	hub = await openTestHub();
	const workflow = {secondPerson: 'always'} as const;
	await hub.helen.client.call('publishPolicy', {bundle: {...bundle(), workflow}});
	tom = await hub.hire('Tom Okafor', {role: 'reviewer', location});
	desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine()});
	const roles = [{role: 'author', location} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Priya Nair'}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
});
afterAll(() => hub.close());

const draftOf = (text: string) => ({...emptyDraft('x', 'post', account.id), text});

async function release(text: string, hold: {hold?: string} = {}) {
	const draft = draftOf(text);
	const {policy} = await contentHandlers(desk)['page:hello']({site: 'x'}, from);
	const request = {draft, digest: digestOf(draft), findings: [], policy: policy!, url, ...hold};
	return contentHandlers(desk)['interaction:release'](request, from);
}

test.each([
	{what: 'a clean draft', text: 'Good morning, Leeds.', code: 'hold'},
	{what: 'what a rule sends to a second person', text: 'Ask about monthly finance.', code: 'hold'},
	{what: 'what must be changed first', text: 'We have guaranteed finance.', code: 'block'},
])('where everything needs a second person, $what does not go by itself: $code', async ({text, code}) => {
	expect(await release(text)).toMatchObject({ok: false, code});
});

test('the page is told so, and a clean draft goes out after somebody approved it', async () => {
	expect(await contentHandlers(desk)['page:hello']({site: 'x'}, from)).toMatchObject({
		secondPerson: 'always',
	});
	const text = 'The kettle is on.';
	const until = hub.clock.now + 60 * 60_000;
	const request = {draft: draftOf(text), findings: [], context: {url}, note: '', until};
	const sent = await contentHandlers(desk)['hold:submit'](request, from);
	if (!sent.ok) throw new Error(sent.message);
	await approve(hub, tom, sent.hold);
	expect(await release(text, {hold: sent.hold.id})).toMatchObject({ok: true});
});
