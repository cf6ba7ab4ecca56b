/** The month, lived: every hold, signature and record goes through the hub's own doors, at its hour. */
import {decodeJwt} from 'jose';
import type {Connected} from '#hub/client.ts';
import {approve, submission} from '#hub/hub.fixture.ts';
import {turn} from '#hub/jobs/clockwork.ts';
import {seeded} from '#hub/outbox.fixture.ts';
import type {Account} from '#lib/api/contract.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import {filled} from '#lib/core/ready/match.ts';
import {readyDigest} from '#lib/core/ready/reply.ts';
import {ownName} from '#lib/core/ready/slots.ts';
import {day, type Firm, hour, march, rulesOf} from './firm.ts';
import {beatsADay, lossesOf, type Planned, planMonth, silentDay, silentSeat, workingDays} from './plan.ts';
import {type Seat, seatOf} from './seat.ts';

/** As the site has it, to be compared with the archive. */
export interface Public {
	site: 'x' | 'facebook';
	account: string;
	id: string;
	at: number;
	text: string;
	kind: Draft['operation'];
	/** Ids of all wordings, oldest first; X gives a new one with each edit. */
	versions: string[];
	deletedAt: number | null;
}

export interface Lived {
	firm: Firm;
	seats: Seat[];
	published: Public[];
}

const minute = 60_000;
type Happening = {at: number; run: () => Promise<void>};

export async function live(firm: Firm, seed: number): Promise<Lived> {
	const {hub} = firm;
	const random = seeded(seed + 1);
	const planned = planMonth(seed);
	const drawn = lossesOf(planned, random);
	const seats = firm.authors.map((who, i) =>
		seatOf(
			who,
			() => hub.clock.now,
			n => drawn.has(`${i} ${n}`),
		),
	);
	const world: World = {firm, seats, published: [], policy: await hub.policy(), random, next: 1, agenda: []};
	world.agenda.push(...planned.map((one, n) => ({at: one.at, run: () => happen(world, one, n)})));
	world.agenda.push(...routineOf(world));
	await play(world);
	return {firm, seats, published: world.published};
}

interface World extends Lived {
	policy: string;
	random: () => number;
	/** Of the next post on a site. */
	next: number;
	agenda: Happening[];
}

/** In the order of time; what happens may put more on the agenda. */
async function play({agenda, firm}: World): Promise<void> {
	agenda.sort((a, b) => b.at - a.at);
	for (let size = agenda.length; agenda.length > 0; ) {
		const {at, run} = agenda.pop()!;
		firm.hub.clock.now = Math.max(firm.hub.clock.now, at);
		size = agenda.length;
		await run();
		if (agenda.length > size) agenda.sort((a, b) => b.at - a.at);
	}
}

/** Heartbeats by the hour, deliveries, nights, new rules on the 16th, certificates renewed. */
function routineOf(world: World): Happening[] {
	const {firm, seats} = world;
	const {hub, accounts} = firm;
	const known = accounts.map(({site, id}) => `${site}:${id}`);
	// Reviewers and the admin have browsers that guard too
	const others = [firm.tom, firm.amira, hub.helen].map(who =>
		seatOf(
			who,
			() => hub.clock.now,
			() => false,
		),
	);
	const daily = workingDays.flatMap(on => [
		...[...seats, ...others].flatMap((seat, i) => {
			if (i === silentSeat && on === silentDay) return [];
			const beats = Array.from({length: beatsADay}, (_, h) => ({
				at: on + (9 + h) * hour + i * 1000,
				run: () => seat.beat(world.policy, known),
			}));
			const times = [12, 15, 18].map(h => ({at: on + h * hour + i * 1000 + 500, run: () => seat.deliver()}));
			return [...beats, ...times];
		}),
		{at: on + 20 * hour, run: () => turn(hub.deps)},
	]);
	const people = [...firm.authors, firm.tom, firm.amira, hub.helen];
	const renewed = async () => {
		for (const {client} of people) await client.call('me');
	};
	const changed = async () => {
		await hub.helen.client.call('publishPolicy', {bundle: rulesOf(2)});
		world.policy = await hub.policy();
	};
	const sixteenth = march.from + 15 * day + 5 * hour;
	// The last lost numbers are given up after 72 hours
	const after = [1, 2, 3].map(n => ({at: march.to + n * day, run: () => turn(hub.deps)}));
	return [...daily, {at: sixteenth, run: renewed}, {at: sixteenth + hour, run: changed}, ...after];
}

async function happen(world: World, one: Planned, n: number): Promise<void> {
	if (one.passage === 'plain') return goesOut(world, one, draftOf(world, one, plainText(n)));
	if (one.passage === 'ready') return goesReady(world, one, n);
	const draft = draftOf(world, one, pcpText(one.passage, n));
	const hold = await submitted(world, one.seat, draft);
	const {agenda, firm, random} = world;
	const {now} = firm.hub.clock;
	const wait = (4 + Math.floor(random() * 10)) * minute;
	const author = firm.authors[one.seat]!;
	const then = (at: number, run: () => Promise<unknown>) =>
		agenda.push({at, run: async () => void (await run())});
	const command = (by: Connected, what: object) => by.client.call('command', what as never, {id: hold.id});
	// Nobody looks at it: the night ends it
	if (one.passage === 'expired') return;
	if (one.passage === 'withdrawn') return void then(now + wait, () => command(author, {type: 'withdraw'}));
	const returned = {type: 'return', version: 1, reason: 'missing-information', note: 'Add the example.'};
	if (one.passage === 'returned') return void then(now + wait, () => command(firm.tom, returned));
	then(now + wait, () => approve(firm.hub, firm.tom, hold));
	const isTwo = one.passage === 'two';
	if (isTwo) then(now + wait + 3 * minute, () => approve(firm.hub, firm.amira, hold));
	then(now + wait + (isTwo ? 5 : 1) * minute, () => goesOut(world, one, draft, {hold: hold.id}));
}

async function submitted({firm}: World, seat: number, draft: Draft) {
	const {hub, authors} = firm;
	const until = hub.clock.now + 8 * hour;
	return authors[seat]!.client.call('submit', await submission(hub, {draft: draft as never, until}));
}

interface Way {
	hold?: string;
	ready?: {text: string};
	/** What this changes or takes down. */
	of?: Public;
}

/** Announced, then as the site answered. What was approved is released by the hub first. */
async function goesOut(world: World, one: Planned, draft: Draft, {hold, of}: Way = {}): Promise<void> {
	const {firm, seats} = world;
	const seat = seats[one.seat]!;
	const digest = digestOf(draft);
	const release = hold ? await released(seat, hold, digest) : crypto.randomUUID();
	const common = {release, ...(hold && {hold}), digest, account: draft.account};
	const {releasing, sent} = outcomeOf(world, one, draft, of);
	const who = {authorPerson: seat.who.enrolment.person.id, gate: 'managed'} as const;
	await seat.write('interaction.releasing', {
		...{
			...common,
			...who,
			...releasing,
			draft,
			policy: world.policy,
			findings: await findingsOf(firm, draft),
		},
	});
	await seat.write('interaction.sent', {...common, ...sent, observedBy: 'main', confirmed: true});
	if (hold) await seat.deliver();
}

async function findingsOf({hub, accounts}: Firm, draft: Draft) {
	const rules = await hub.deps.rules.current(hub.deps.store.db);
	const {location} = accounts.find(({id}) => id === draft.account)!;
	return rules!.check(draft, {}, location, hub.clock.now);
}

async function released({who}: Seat, id: string, digest: string): Promise<string> {
	const command = {type: 'release', digest, gate: 'managed'} as const;
	const {token} = await who.client.call('command', command, {id});
	return decodeJwt(token!).jti!;
}

/** The site takes it in; what is to be changed later is put on the agenda. */
function outcomeOf(world: World, one: Planned, draft: Draft, of: Public | undefined) {
	const {site, account, operation: kind, text} = draft;
	const at = world.firm.hub.clock.now;
	const isNew = !of || (kind === 'edit' && site === 'x');
	const id = isNew ? idOf(world, site, at) : of.id;
	if (!of) remember(world, one, {site, account, id, at, text, kind, versions: [id], deletedAt: null});
	else if (kind === 'delete') of.deletedAt = at;
	else Object.assign(of, {text, id, versions: [...new Set([...of.versions, id])]});
	const url =
		site === 'x' ? `https://x.com/h/status/${id}` : `https://www.facebook.com/${account}/posts/${id}`;
	return {releasing: {url}, sent: {site, siteId: id, url}};
}

function remember(world: World, one: Planned, post: Public): void {
	world.published.push(post);
	const {later, site} = one;
	// X lets an author change a post for an hour
	const after = later === 'edit' && site === 'x' ? 35 * minute : 2 * day;
	if (later) world.agenda.push({at: post.at + after + 30_000, run: () => changed(world, one, post)});
}

async function changed(world: World, one: Planned, post: Public): Promise<void> {
	const operation = one.later!;
	const target = {kind: 'post', id: post.id} as const;
	const next: Planned = {passage: one.passage, seat: one.seat, site: one.site, at: one.at};
	const blank = {...emptyDraft(post.site, operation, post.account), target};
	if (operation === 'delete') return goesOut(world, next, blank, {of: post});
	const draft = {...blank, text: `${post.text} This weekend only.`};
	const hold = await submitted(world, one.seat, draft);
	await approve(world.firm.hub, world.firm.amira, hold);
	await goesOut(world, next, draft, {hold: hold.id, of: post});
}

/** X's ids tell their time; Facebook's count. */
function idOf(world: World, site: string, at: number): string {
	const n = world.next++;
	return site === 'x'
		? String((BigInt(at - 1_288_834_974_657) << 22n) + BigInt(n % 4096))
		: String(900_000_000_000 + n);
}

function accountOf({firm}: World, {seat, site}: Planned): Account {
	return firm.accounts.filter(account => account.site === site)[seat % 8]!;
}

function draftOf(world: World, one: Planned, text: string): Draft {
	const isAnswer = one.passage === 'plain' && text.includes('Thank you');
	const account = accountOf(world, one);
	const answer = one.site === 'x' ? 'reply' : 'comment';
	const blank = emptyDraft(one.site, isAnswer ? answer : 'post', account.id);
	return {...blank, text, target: isAnswer ? {kind: 'post', id: String(1_000 + world.next)} : null};
}

async function goesReady(world: World, one: Planned, n: number): Promise<void> {
	const {firm, seats} = world;
	const {ready, hub} = firm;
	const {person} = seats[one.seat]!.who.enrolment;
	const facts = {now: hub.clock.now, offset: 0, person: person.name, phones: []};
	const text = filled(
		ready,
		{'first name': customers[n % customers.length]!, 'own name': ownName(facts)},
		facts,
	)!;
	const blank = emptyDraft(one.site, one.site === 'x' ? 'reply' : 'comment', accountOf(world, one).id);
	const draft: Draft = {...blank, text, target: {kind: 'post', id: String(5_000_000 + n)}};
	const release = crypto.randomUUID();
	const common = {release, digest: digestOf(draft), account: draft.account};
	const used = {
		...{reply: ready.id, version: ready.version, digest: readyDigest(ready), approval: 'ready-2', offset: 0},
		...{writer: hub.helen.enrolment.person.id, approver: firm.tom.enrolment.person.id},
	};
	const seat = seats[one.seat]!;
	const {releasing, sent} = outcomeOf(world, one, draft, undefined);
	await seat.write('interaction.releasing', {
		...{...common, ...releasing, draft, policy: world.policy, findings: await findingsOf(firm, draft)},
		...{authorPerson: person.id, gate: 'managed', ready: used},
	});
	await seat.write('interaction.sent', {...common, ...sent, observedBy: 'main', confirmed: true});
}

const customers = [
	'Karen',
	'Joe',
	'Aisha',
	'Piotr',
	'Gwen',
	'Luis',
	'Beth',
	'Ravi',
	'Moira',
	'Tariq',
	'Ines',
];

function pcpText(passage: Planned['passage'], n: number): string {
	if (passage === 'two')
		return `Kestrel GT on PCP with an optional final payment of £7,250.00, stock number ${n}. Representative 9.9% APR.`;
	return `Finch 1.2 on PCP, stock number ${n}: 9.9% APR representative, subject to status, 18+. Full example in the image.`;
}

const plain = [
	(n: number) => `Good morning! The workshop opens at eight today, ticket ${n}.`,
	(n: number) => `Thank you for the kind words about visit ${n}, the team is delighted.`,
	(n: number) => `Thank you, we have found job ${n} and call you back this afternoon.`,
	(n: number) => `A coffee and a look around: our doors are open until six, day ticket ${n}.`,
	(n: number) => `New in: a blue van with a full service history, stock number ${n}.`,
	(n: number) => `Thank you for asking, the courtesy car for booking ${n} is ready.`,
];

function plainText(n: number): string {
	return plain[n % plain.length]!(n);
}
