import {afterAll, beforeAll, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';

const from = {site: 'x', tab: 1, frame: 0} as const;
const leeds = 'group/north/leeds';
const words = 'Drive away with monthly finance at our Leeds site.';

let hub: TestHub;
let priya: TestDesk;
let tom: TestDesk;

async function enrolled(name: string, role: 'author' | 'reviewer'): Promise<TestDesk> {
	const desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine()});
	const invite = await hub.helen.client.call('invite', {person: {name}, roles: [{role, location: leeds}]});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code: invite.code});
	return desk;
}

beforeAll(async () => {
	hub = await openTestHub();
	priya = await enrolled('Priya Nair', 'author');
	tom = await enrolled('Tom Okafor', 'reviewer');
});
afterAll(() => hub.close());

async function held(text = words) {
	const draft = {...emptyDraft('x', 'post', account.id), text};
	const until = hub.clock.now + 3_600_000;
	const request = {draft, findings: [], context: {url: ''}, note: '', until};
	const outcome = await contentHandlers(priya)['hold:submit'](request, from);
	if (!outcome.ok) throw new Error(outcome.message);
	await tom.sync();
	return outcome.hold;
}

test('what a wording touches is weighed here by the company’s own rules', async () => {
	const {id} = await held();
	const weigh = (text: string) => deskHandlers(tom)['hold:weigh']({hold: id, text});
	expect(await weigh(words.replace('our Leeds site', 'Harwell & Stone Leeds'))).toEqual({
		ok: true,
		touches: [],
	});
	expect(await weigh(words.replace('Drive', 'Fly'))).toMatchObject({
		touches: [{kind: 'claim', words: 'Drive'}, {words: 'Fly'}],
	});
});

test('suggested in one browser, accepted in the other, and verified there', async () => {
	const {id, version} = await held('Drive away with monthly finance here.');
	const text = 'Drive away with monthly finance at our site.';
	await deskHandlers(tom)['hold:suggest']({hold: id, version, text, note: ''});
	await priya.sync();
	expect(priya.notices).toMatchObject([{title: 'Tom Okafor suggests a change'}]);
	const own = await contentHandlers(priya)['hold:mine']({site: 'x', account: account.id}, from);
	const {suggestion} = own.ok ? own.holds.find(hold => hold.id === id)! : {};
	expect(suggestion).toMatchObject({complete: true, text});
	const outcome = await contentHandlers(priya)['hold:accept']({hold: id, digest: suggestion!.digest}, from);
	expect(outcome).toMatchObject({ok: true, hold: {state: 'approved', verified: true, draft: {text}}});
});

test('a question is answered on the card', async () => {
	const {id, version} = await held('Monthly finance, question.');
	await deskHandlers(tom)['hold:ask']({hold: id, version, text: 'Until when?', span: {start: 0, end: 7}});
	await priya.sync();
	expect(priya.notices.at(-1)).toMatchObject({title: 'Tom Okafor asks about your post'});
	const hold = await deskHandlers(priya)['hold:get']({hold: id});
	const question = hold.ok ? hold.hold.questions![0]!.id : '';
	const answered = await contentHandlers(priya)['hold:answer']({hold: id, question, text: 'Sunday.'}, from);
	expect(answered).toMatchObject({
		ok: true,
		hold: {questions: [{span: {start: 0, end: 7}, answer: {text: 'Sunday.'}}]},
	});
});
