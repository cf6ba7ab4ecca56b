/** For tests: browsers of people at a real hub. */
import {afterAll, beforeAll, expect} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';

export const from = {site: 'x', tab: 1, frame: 0} as const;
export const url = 'https://x.com/home';
export const author = {role: 'author', location: 'group/north/leeds'} as const;
export const clean = 'Good morning, Leeds.';

export const draftOf = (text: string, change: Partial<Draft> = {}): Draft => ({
	...emptyDraft('x', 'post', account.id),
	text,
	...change,
});

type Roles = Parameters<TestHub['hire']>[1][];

/** A hub for the file that calls it. */
export function atHub() {
	let hub: TestHub;
	beforeAll(async () => {
		hub = await openTestHub();
	});
	afterAll(() => hub.close());
	return {
		get hub() {
			return hub;
		},
		/** A browser of this person, enrolled as a person does it: hub address and code. */
		async enrolled(name: string, roles: Roles, stores = memoryStores()): Promise<TestDesk> {
			const desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine(), stores});
			const invite = await hub.helen.client.call('invite', {person: {name}, roles});
			const outcome = await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code: invite.code});
			expect(outcome).toMatchObject({ok: true, state: {enrolled: true, person: {name}}});
			return desk;
		},
	};
}

export async function releaseOf(desk: TestDesk, draft: Draft, more: {hold?: string; digest?: string} = {}) {
	const policy = (await contentHandlers(desk)['page:hello']({site: 'x'}, from)).policy!;
	return contentHandlers(desk)['interaction:release'](
		{draft, digest: digestOf(draft), findings: [], policy, url, ...more},
		from,
	);
}
