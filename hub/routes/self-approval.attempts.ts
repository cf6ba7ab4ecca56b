/** For tests: every way we know of to approve one's own words. */
import type {HoldView} from '#lib/api/contract.ts';
import {prove} from '#lib/api/proof.ts';
import {account, approve, minute, refusal} from '../hub.fixture.ts';
import {both, leeds, type Pair} from './self-approval.fixture.ts';

type Attempt = (pair: Pair) => Promise<unknown>;

/** What is tried, and the reasons that are right. */
export const attempts: Record<string, [attempt: Attempt, expected: RegExp]> = {
	'with the role of a reviewer': [async ({hub, tom, held}) => approve(hub, tom, await held()), /^four-eyes$/],
	'from a second browser': [
		async ({hub, tom, held, second}) => {
			const hold = await held();
			return approve(hub, await second(tom), hold);
		},
		/^four-eyes$/,
	],
	'written in the second browser, approved in the first': [
		async ({hub, tom, held, second}) => approve(hub, tom, await held(await second(tom))),
		/^four-eyes$/,
	],
	'after the role of an author was given up': [
		async ({hub, tom, held, person}) => {
			const hold = await held();
			await hub.helen.client.call('setRoles', {roles: [both[1]]}, {person: person(tom)});
			const code = await refusal(approve(hub, tom, hold));
			await hub.helen.client.call('setRoles', {roles: [...both]}, {person: person(tom)});
			throw {code};
		},
		/^four-eyes$/,
	],
	'made an admin in between': [
		async ({hub, tom, held, second}) => {
			const hold = await held();
			const roles = [...both, {role: 'admin', location: 'group/north'} as const];
			return approve(hub, await second(tom, roles), hold);
		},
		/^four-eyes$/,
	],
	'with a group’s reviewer role in place of the own': [
		async ({hub, tom, held, second}) =>
			approve(hub, await second(tom, [{role: 'reviewer', location: leeds}, both[0]]), await held()),
		/^four-eyes$/,
	],
	'in a colleague’s name': [
		async ({tom, amira, held, person, statement, send}) => {
			const hold = await held();
			throw {code: await send(tom, hold, statement(tom, hold, person(amira)))};
		},
		/^(four-eyes|wrong-statement)$/,
	],
	'in a colleague’s name, brought by the colleague’s browser': [
		async ({tom, amira, held, person, statement, send}) => {
			const hold = await held();
			throw {code: await send(amira, hold, statement(tom, hold, person(amira)))};
		},
		/^wrong-statement$/,
	],
	'signed by the colleague for another hold': [
		async ({tom, amira, held, statement, send, content}) => {
			const [mine, hers] = [await held(), await held(tom, content('Monthly finance, something else.'))];
			throw {code: await send(amira, mine, statement(amira, hers))};
		},
		/^(changed|wrong-statement)$/,
	],
	'signed by the colleague, brought by the author': [
		async ({tom, amira, held, statement, send}) => {
			const hold = await held();
			throw {code: await send(tom, hold, statement(amira, hold))};
		},
		/^(four-eyes|wrong-statement)$/,
	],
	'with a colleague’s approval of the version before': [
		async ({tom, amira, held, statement, send, content}) => {
			const hold = await held();
			const jws = statement(amira, hold);
			const next = await held(tom, {...content('Monthly finance from £1.'), supersedes: hold.id});
			throw {code: await send(amira, next, jws)};
		},
		/^(changed|wrong-statement)$/,
	],
	'with an approval that was used before': [
		async ({amira, held, command, statement}) => {
			const hold = await held();
			const jws = await statement(amira, hold);
			await command(amira, hold, {type: 'approve', statement: jws});
			await command(amira, hold, {type: 'revoke'});
			return command(amira, hold, {type: 'approve', statement: jws});
		},
		/^statement-used$/,
	],
	'with an approval from tomorrow': [
		async ({hub, amira, held, person, statement, send}) => {
			const hold = await held();
			const iat = Math.floor(hub.clock.now / 1000) + 3600;
			throw {code: await send(amira, hold, statement(amira, hold, person(amira), {iat, exp: iat + 60}))};
		},
		/^statement-over$/,
	],
	'by rewriting a colleague’s draft and approving it': [
		async ({hub, tom, amira, held}) =>
			approve(hub, tom, await held(tom, {supersedes: (await held(amira)).id})),
		/^four-eyes$/,
	],
	'by having a colleague send the rewritten draft again': [
		async ({hub, tom, amira, held, content}) => {
			const first = await held(amira);
			const mine = await held(tom, {...content('Monthly finance, mine.'), supersedes: first.id});
			const again = await held(amira, {...content('Monthly finance, mine.'), supersedes: mine.id});
			return approve(hub, tom, again);
		},
		/^four-eyes$/,
	],
	'by suggesting a figure and approving what was accepted': [
		async ({hub, tom, amira, held, command, suggest}) => {
			const hold = await suggest(tom, await held(amira), 'Drive away with monthly finance from £99.');
			const next = await command(amira, hold, {type: 'accept', digest: hold.suggestion!.digest});
			return approve(hub, tom, next);
		},
		/^four-eyes$/,
	],
	'by suggesting a figure that the author types herself': [
		async ({hub, tom, amira, held, suggest, content}) => {
			const text = 'Drive away with monthly finance from £98.';
			const hold = await suggest(tom, await held(amira), text);
			return approve(hub, tom, await held(amira, {...content(text), supersedes: hold.id}));
		},
		/^four-eyes$/,
	],
	'by suggesting a figure for a draft that the author sends anew': [
		async ({hub, tom, amira, held, content, suggest}) => {
			const text = 'Drive away with monthly finance from £97.';
			await suggest(tom, await held(amira), text);
			return approve(hub, tom, await held(amira, content(text)));
		},
		/^four-eyes$/,
	],
	'by suggesting to oneself': [
		async ({tom, held, suggest}) =>
			suggest(tom, await held(), 'Drive away with monthly finance from £239.05 here at Leeds.'),
		/^four-eyes$/,
	],
	'by accepting what one has suggested': [
		async ({tom, amira, held, command, suggest}) => {
			const hold = await suggest(tom, await held(amira), 'Drive away with monthly finance from £96.');
			return command(tom, hold, {type: 'accept', digest: hold.suggestion!.digest});
		},
		/^not-yours$/,
	],
	'by standing in for an absent reviewer': [
		async ({hub, tom, amira, held, person, publish}) => {
			await publish({
				pools: {amira: {persons: [person(amira)]}},
				routes: [{name: 'A', when: {}, order: 'parallel', steps: [{name: 'A', need: 1, pool: 'amira'}]}],
			});
			const away = {since: hub.clock.now, until: hub.clock.now + minute, delegates: [person(tom)]};
			await amira.client.call('handOver', away);
			const code = await refusal(approve(hub, tom, await held()));
			await amira.client.call('comeBack');
			await publish({});
			throw {code};
		},
		/^four-eyes$/,
	],
	'by being named in the pool that must approve': [
		async ({hub, tom, held, person, publish}) => {
			await publish({
				pools: {own: {persons: [person(tom)]}},
				routes: [{name: 'O', when: {}, order: 'parallel', steps: [{name: 'O', need: 'all', pool: 'own'}]}],
			});
			const code = await refusal(approve(hub, tom, await held()));
			await publish({});
			throw {code};
		},
		/^four-eyes$/,
	],
	'by waiting until more people are asked': [
		async ({hub, tom, held, person, publish}) => {
			await publish({
				pools: {own: {persons: [person(tom)]}},
				routes: [
					{
						...{name: 'W', when: {}, order: 'parallel', within: 1, escalatesTo: 'own'},
						steps: [{name: 'W', need: 1, competence: 'nobody has it'}],
					},
				],
			});
			const hold = await held();
			hub.clock.now += minute;
			const code = await refusal(approve(hub, tom, hold));
			await publish({});
			throw {code};
		},
		/^four-eyes$/,
	],
	'by posting without any approval': [
		async ({tom, held, release}) => {
			throw {code: await release(tom, await held())};
		},
		/^not-approved$/,
	],
	'by posting other words than were approved': [
		async ({hub, tom, amira, held, release, content}) => {
			const hold = await held();
			await approve(hub, amira, hold);
			throw {code: await release(tom, {...hold, digest: content('Other words').digest})};
		},
		/^different$/,
	],
	'by posting after the reviewer was dismissed': [
		async ({hub, tom, held, person, release}) => {
			const sam = await hub.hire('Sam Reed', {role: 'reviewer', location: leeds});
			const hold = await held();
			await approve(hub, sam, hold);
			await hub.helen.client.call('setRoles', {roles: []}, {person: person(sam)});
			throw {code: await release(tom, hold)};
		},
		/^reviewer-left$/,
	],
	'with a borrowed session: another device’s proof': [
		async ({hub, tom, amira, next, held, statement}) => {
			const hold = await held();
			const body = JSON.stringify({type: 'approve', statement: await statement(tom, hold)});
			const path = `/v1/holds/${hold.id}/commands`;
			const bytes = new TextEncoder().encode(body);
			const proof = {method: 'POST', path, body: bytes};
			// Amira's device is named, but it is Tom's key that signs
			const authorization = await prove(tom.key, amira.device, proof, hub.clock.now, `b-${next()}`);
			const headers = {authorization, 'content-type': 'application/json'};
			const reply = await hub.fetch(`http://hub.example${path}`, {method: 'POST', headers, body});
			throw (await reply.json()) as object;
		},
		/^proof-refused$/,
	],
	'by another request than the one that was proved': [
		async ({hub, tom, amira, next, held, statement}) => {
			const hold = await held();
			const path = `/v1/holds/${hold.id}/commands`;
			const proof = {method: 'POST', path, body: new TextEncoder().encode('{"type":"claim"}')};
			const authorization = await prove(amira.key, amira.device, proof, hub.clock.now, `b-${next()}`);
			const headers = {authorization, 'content-type': 'application/json'};
			const body = JSON.stringify({type: 'approve', statement: await statement(tom, hold)});
			const reply = await hub.fetch(`http://hub.example${path}`, {method: 'POST', headers, body});
			throw (await reply.json()) as object;
		},
		/^proof-refused$/,
	],
	'with a draft for another account than was approved': [
		async ({amira, held, statement, send}) => {
			const hold = await held();
			const other = {...hold, account: {...account, id: '2'}, draft: {...hold.draft, account: '2'}};
			throw {code: await send(amira, hold, statement(amira, other as HoldView))};
		},
		/^(changed|wrong-statement)$/,
	],
	'by writing it into the database': [
		async ({hub, tom, next, held, person}) => {
			const {id, version} = await held();
			const row = {jti: `db-${next()}`, hold: id, version, reviewer: person(tom), author: person(tom)};
			const error = await hub.deps.store
				.write(trx => trx.insertInto('approvals').values(row).execute())
				.catch((problem: Error) => problem);
			throw {code: String((error as Error).message).match(/four_eyes/)?.[0] ?? 'written'};
		},
		/^four_eyes$/,
	],
};
