import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {signApproval} from '#lib/api/approval.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {digestOf} from '#lib/core/draft.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {withText} from '#lib/core/review/suggestion.ts';
import type {Connected} from '../client.ts';
import {approve, draft, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';

const leeds = 'group/north/leeds';
const plain = 'Drive away with monthly finance from £239.05 here at Leeds.';
const cheaper = 'Drive away with monthly finance from £199 at Leeds.';

/** Other wording, in one tap; and every way in which a reviewer could sign his own words by it. */
export function suggestionBehaviours(open: () => Promise<TestHub>): void {
	describe('suggestions and questions', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		let amira: Connected;
		let count = 0;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			const both = [{role: 'reviewer', location: leeds} as const, {role: 'author', location: leeds} as const];
			tom = await hub.hire('Tom Okafor', ...both);
			amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group'});
		});
		afterAll(() => hub.close());

		const held = async (change = {}) => priya.client.call('submit', await submission(hub, change));
		const look = (by: Connected, id: string) => by.client.call('hold', undefined, {id});
		const command = async (by: Connected, id: string, what: object): Promise<HoldView> =>
			(await by.client.call('command', what as never, {id})).hold;
		const accept = (hold: HoldView, by = priya) =>
			command(by, hold.id, {type: 'accept', digest: hold.suggestion!.digest});

		/** As the reviewer's browser does it: the next version is signed in advance. */
		async function suggest(hold: HoldView, text: string, by = tom): Promise<HoldView> {
			const next = `next-${++count}`;
			const changed = withText(hold.draft, text);
			const what = {...hold, id: next, version: hold.version + 1, draft: changed, digest: digestOf(changed)};
			const claims = approvalClaims(what, by.enrolment.person.id, hub.clock.now, `s-${count}`);
			const statement = await signApproval(by.key, by.device, claims);
			return command(by, hold.id, {
				type: 'suggest',
				version: hold.version,
				next,
				text,
				note: 'clearer',
				statement,
			});
		}

		test('one that touches no claim is complete when the author accepts', async () => {
			const hold = await held();
			const suggested = await suggest(hold, plain);
			expect(suggested).toMatchObject({
				state: 'held',
				suggestion: {complete: true, touches: [], note: 'clearer'},
			});
			const next = await accept(suggested);
			expect(next).toMatchObject({
				state: 'approved',
				version: 2,
				draft: {text: plain},
				author: {name: 'Priya Nair'},
				approval: {reviewer: {name: 'Tom Okafor'}},
				accepted: {by: {name: 'Tom Okafor'}, touches: []},
			});
			expect(next.approval?.proofs).toHaveLength(1);
			expect(await look(priya, hold.id)).toMatchObject({state: 'superseded', next: next.id});
			expect(await accept(suggested)).toEqual(next);
			const released = await priya.client.call(
				'command',
				{type: 'release', digest: next.digest, gate: 'unmanaged'},
				{id: next.id},
			);
			expect(released.token).toBeDefined();
		});

		test('one that changes a figure needs a further person, and never its own reviewer', async () => {
			const suggested = await suggest(await held(), cheaper);
			expect(suggested.suggestion).toMatchObject({
				complete: false,
				touches: [{kind: 'figure'}, {kind: 'figure'}],
			});
			const next = await accept(suggested);
			expect(next).toMatchObject({state: 'held', draft: {text: cheaper}});
			expect(await refusal(approve(hub, tom, next))).toBe('four-eyes');
			expect((await approve(hub, amira, next)).hold.state).toBe('approved');
		});

		test('typed instead of accepted, it is still the reviewer’s claim', async () => {
			const suggested = await suggest(await held(), cheaper);
			const content = {...draft({text: cheaper}), media: [], unknown: [], poll: null};
			const next = await held({draft: content, digest: digestOf(content), supersedes: suggested.id});
			expect(await refusal(approve(hub, tom, next))).toBe('four-eyes');
		});

		test('nor in a new draft that has nothing to do with the old one', async () => {
			const text = 'Drive away with monthly finance from £185 at Leeds.';
			await suggest(await held(), text);
			const content = {...draft({text}), media: [], unknown: [], poll: null};
			expect(await refusal(approve(hub, tom, await held({draft: content, digest: digestOf(content)})))).toBe(
				'four-eyes',
			);
		});

		test('the signature is for exactly the suggested words, by the reviewer himself', async () => {
			const hold = await held();
			const changed = withText(hold.draft, plain);
			const sign = async (change: object, by = tom) => {
				const what = {...hold, id: 'n', version: 2, draft: changed, digest: digestOf(changed), ...change};
				const claims = approvalClaims(what, by.enrolment.person.id, hub.clock.now, `x-${++count}`);
				const statement = await signApproval(by.key, by.device, claims);
				const what2 = {type: 'suggest', version: 1, next: 'n', text: plain, note: '', statement};
				return refusal(command(tom, hold.id, what2));
			};
			expect(await sign({digest: hold.digest})).toBe('changed');
			expect(await sign({version: 1})).toBe('changed');
			expect(await sign({id: hold.id})).toBe('wrong-statement');
			expect(await sign({}, amira)).toBe('wrong-statement');
		});

		test('a reviewer who left in between approves nothing by it', async () => {
			const sam = await hub.hire('Sam Reed', {role: 'reviewer', location: leeds});
			const suggested = await suggest(await held(), plain, sam);
			const person = sam.enrolment.person.id;
			await hub.helen.client.call('setRoles', {roles: []}, {person});
			expect(await accept(suggested)).toMatchObject({state: 'held', approval: null});
		});

		test('it ends with the signature: what is accepted too late waits for somebody', async () => {
			const suggested = await suggest(await held({until: hub.clock.now + 40 * 60 * minute}), plain);
			hub.clock.now += 25 * 60 * minute;
			expect(await accept(suggested)).toMatchObject({state: 'held', approval: null});
		});

		test('only an author accepts, only what stands, only while the hold is open', async () => {
			const suggested = await suggest(await held(), plain);
			expect(await refusal(accept(suggested, tom))).toBe('not-yours');
			expect(await refusal(command(priya, suggested.id, {type: 'accept', digest: '1'.repeat(64)}))).toBe(
				'changed',
			);
			await command(priya, suggested.id, {type: 'decline'});
			expect(await refusal(accept(suggested))).toBe('no-suggestion');
			const returned = await suggest(await held(), plain);
			await command(amira, returned.id, {type: 'return', version: 1, reason: 'tone', note: ''});
			expect(await refusal(accept(returned))).toBe('no-suggestion');
		});

		test('what must be changed cannot be suggested, and neither can the author suggest to himself', async () => {
			const hold = await held();
			expect(await refusal(suggest(hold, 'We have guaranteed finance.'))).toBe('needs-change');
			expect(await refusal(suggest(hold, plain, priya))).toBe('four-eyes');
			expect(await refusal(suggest(hold, hold.draft.text))).toBe('same-words');
		});

		test('a question keeps the item’s place, and is answered by an author once', async () => {
			const hold = await held();
			const asked = await command(tom, hold.id, {type: 'ask', id: 'q1', version: 1, text: 'Until when?'});
			expect(asked).toMatchObject({state: 'held', questions: [{text: 'Until when?', answer: null}]});
			expect(asked.heldAt).toBe(hold.heldAt);
			const answer = {type: 'answer', question: 'q1', text: 'Until Sunday.'};
			expect(await refusal(command(tom, hold.id, answer))).toBe('not-yours');
			const answered = await command(priya, hold.id, answer);
			expect(answered.questions).toMatchObject([{answer: {text: 'Until Sunday.', by: {name: 'Priya Nair'}}}]);
			expect(await refusal(command(priya, hold.id, {...answer, text: 'No.'}))).toBe('unknown-question');
			expect((await approve(hub, tom, hold)).hold.state).toBe('approved');
		});

		test('each of it is an entry of the archive', async () => {
			const suggested = await suggest(await held(), plain);
			const {id} = await accept(suggested);
			const types = async (hold: string) =>
				(
					await hub.deps.store.db
						.selectFrom('archive_entries')
						.select(['type', 'by_person'])
						.where('hold', '=', hold)
						.orderBy('seq')
						.execute()
				).map(({type, by_person}) => `${type} ${by_person === tom.enrolment.person.id ? 'tom' : 'priya'}`);
			expect(await types(suggested.id)).toEqual([
				'hold.held priya',
				'hold.suggested tom',
				'hold.superseded priya',
			]);
			expect(await types(id)).toEqual(['hold.held priya', 'hold.approved tom']);
		});
	});
}
