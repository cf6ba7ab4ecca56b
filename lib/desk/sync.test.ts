import {afterAll, beforeAll, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {sessionOf} from './session.ts';
import {syncHold, syncHolds} from './sync.ts';

const leeds = 'group/north/leeds';
const from = {site: 'x', tab: 1, frame: 0} as const;

let hub: TestHub;
beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

/** A browser whose answers from the hub can be kept back, by a part of the path that was asked. */
async function enrolled(name: string, role: 'author' | 'reviewer') {
	const slow = {path: '/never', answered: () => {}, go: Promise.resolve()};
	const fetch: TestHub['fetch'] = async (input, init) => {
		const answer = await hub.fetch(input, init);
		if (String(input).includes(slow.path)) {
			const {go} = slow;
			slow.answered();
			await go;
		}
		return answer;
	};
	const desk = openTestDesk({fetch, clock: hub.clock, engine: policyEngine()});
	const invite = await hub.helen.client.call('invite', {person: {name}, roles: [{role, location: leeds}]});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code: invite.code});
	/** From now on answers about `path` are kept back; resolves when the hub has given one. `go` lets it through. */
	const keepBack = (path: string) => {
		let go = () => {};
		slow.path = path;
		slow.go = new Promise(resolve => {
			go = resolve;
		});
		const answered = new Promise<void>(resolve => {
			slow.answered = resolve;
		});
		return {answered, go};
	};
	return {desk, keepBack, session: (await sessionOf(desk.ports))!};
}

async function submitted(desk: TestDesk, text: string) {
	const draft = {...emptyDraft('x', 'post', account.id), text};
	const until = hub.clock.now + 8 * 60 * 60_000;
	const what = {draft, findings: [], context: {url: 'https://x.com/home'}, note: '', until};
	const outcome = await contentHandlers(desk)['hold:submit'](what, from);
	if (!outcome.ok) throw new Error(outcome.message);
	return {...outcome.hold, digest: digestOf(draft)};
}

test('a list that was asked for before a hold was made does not take it away again', async () => {
	const [priya, tom] = [await enrolled('Priya Nair', 'author'), await enrolled('Tom Okafor', 'reviewer')];
	const list = tom.keepBack('view=queue');
	const syncing = syncHolds(tom.desk.ports, tom.session);
	await list.answered;
	const {id} = await submitted(priya.desk, 'Monthly finance from £239.05 at Leeds.');
	await syncHold(tom.desk.ports, tom.session, id);
	list.go();
	await syncing;
	expect((await tom.desk.ports.stores.hold(id))?.view.state).toBe('held');
	expect(tom.desk.badge()).toBe(1);
});

test('the answer to a submission that comes after the approval does not hide the approval', async () => {
	const [priya, tom] = [await enrolled('Priya Nair', 'author'), await enrolled('Tom Okafor', 'reviewer')];
	const answer = priya.keepBack('/holds');
	const submitting = submitted(priya.desk, 'Monthly finance from £199.05 at Leeds.');
	await answer.answered;
	await tom.desk.sync();
	const {id, version, digest} = (await tom.desk.ports.stores.holds())
		.map(({view}) => view)
		.find(({draft}) => draft.text.includes('£199.05'))!;
	await deskHandlers(tom.desk)['hold:approve']({hold: id, version, digest});
	priya.keepBack('/nothing');
	await syncHold(priya.desk.ports, priya.session, id);
	answer.go();
	await submitting;
	expect((await priya.desk.ports.stores.hold(id))?.view.state).toBe('approved');
});
