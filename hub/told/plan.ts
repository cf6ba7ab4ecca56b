/** Looks at what waits and writes down who has to be told: the ladder, reminders, summaries. */
import {decidable} from '#lib/core/review/decide-review.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {settled} from '#lib/core/review/settle.ts';
import {isAnswer, waitingSince} from '#lib/core/review/wait.ts';
import {type Item, stepTime, type Telling, tellingsNow} from '#lib/core/told/ladder.ts';
import type {ToldSettings} from '#lib/core/told/settings.schema.ts';
import type {Deps} from '../deps.ts';
import {parseHold} from '../review/hold-store.ts';
import {directoryOf} from '../review/view.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {channelsFor, type KnownChannel, listChannels} from './channels.ts';
import {dueOf} from './due.ts';
import {enqueue} from './outbox.ts';
import {peopleToTell, type Told} from './people.ts';
import {settingsOf} from './settings.ts';
import {planSummaries} from './summaries.ts';
import {remember, toldSteps} from './tellings.ts';
import {itemOf, linkTo, type Saying, urgentTitle} from './words.ts';

/** One round. Nothing is lost when it does not run for a while: it looks at the time itself. */
export async function planTellings(deps: Deps): Promise<void> {
	const {db} = deps.store;
	const now = deps.now();
	const settings = await settingsOf(db);
	const people = deps.told.mailer ? await peopleToTell(db, settings, now) : [];
	const channels = await listChannels(db);
	if (people.length === 0 && channels.length === 0) return;
	const holds = await waitingHolds(db, now);
	await tellOverdue(deps, settings, channels, holds);
	await tellPeople(deps, settings, people, holds);
	await planSummaries(deps, settings, people);
}

async function waitingHolds(db: Reader, now: number): Promise<Hold[]> {
	const rows = await db
		.selectFrom('holds')
		.select('hold')
		.where('state', 'in', ['held', 'in_review'])
		.execute();
	return rows
		.map(({hold}) => settled(parseHold(hold), now))
		.filter(({state}) => state === 'held' || state === 'in_review');
}

function itemFor(hold: Hold, settings: ToldSettings): Item {
	return {
		...{id: hold.id, heldAt: hold.heldAt, since: waitingSince(hold), dueAt: dueOf(hold, settings)},
		authors: [...hold.authors, ...hold.claimants],
		isAnswer: isAnswer(hold.submission.draft),
		isClaimed: hold.claim !== null,
		isLeft: hold.submission.context.leave ?? false,
	};
}

async function tellPeople(
	deps: Deps,
	settings: ToldSettings,
	people: readonly Told[],
	holds: readonly Hold[],
): Promise<void> {
	const now = deps.now();
	// Who was told a moment ago gets the next items together
	const free = people.filter(({lastAt}) => lastAt <= now - stepTime);
	if (people.length === 0 || holds.length === 0) return;
	const told = await toldSteps(deps.store.db, holds);
	const all = holds.flatMap(hold => {
		const ready = people.map(person => ({...person, mayDecide: mayDecide(hold, person, now)}));
		const at = (step: string, person: string) => told.get(`${hold.id} ${step} ${person}`);
		return tellingsNow(itemFor(hold, settings), settings.ladder, ready, at, now);
	});
	const tellings = all.filter(({person}) => free.some(({id}) => id === person));
	if (tellings.length === 0) return;
	const names = await directoryOf(deps.store.db, holds);
	const own = Map.groupBy(tellings, ({person}) => person);
	await deps.store.write(async trx => {
		for (const [person, list] of own) {
			const {zone, actor} = people.find(({id}) => id === person)!;
			const saying = {show: settings.show, zone, names, now};
			await tellOne(trx, deps, list, holds, settings, saying, actor.person);
		}
	});
}

function mayDecide(hold: Hold, {actor}: Told, now: number): boolean {
	return decidable({...hold, claim: null}, {by: actor, now}) === undefined;
}

async function tellOne(
	trx: Transaction,
	deps: Deps,
	list: readonly Telling[],
	holds: readonly Hold[],
	settings: ToldSettings,
	saying: Saying,
	person: string,
): Promise<void> {
	const mine: Telling[] = [];
	for (const telling of list) if (await isFirst(trx, telling, saying.now)) mine.push(telling);
	if (mine.length === 0) return;
	const {title, kind} = urgentTitle(mine);
	const items = mine.flatMap(({item}) => {
		const hold = holds.find(({id}) => id === item)!;
		return itemOf(hold, dueOf(hold, settings), saying);
	});
	const place = linkTo(mine.length === 1 ? mine[0]!.item : null);
	const message = {kind, title, items, ...place, at: saying.now};
	const wakes = mine.some(telling => telling.wakes);
	await enqueue(trx, deps, {to: 'mail', person, message, wakes});
}

/** Writes it down; another process may have been quicker. */
async function isFirst(trx: Transaction, telling: Telling, at: number): Promise<boolean> {
	const {item: subject, person, steps} = telling;
	let isNew = false;
	for (const step of steps) isNew = (await remember(trx, {subject, step, person}, at)) || isNew;
	return isNew;
}

/** A channel has no quiet hours: it is a room, not a person. */
async function tellOverdue(
	deps: Deps,
	settings: ToldSettings,
	channels: readonly KnownChannel[],
	holds: readonly Hold[],
): Promise<void> {
	const now = deps.now();
	const overdue = holds.filter(hold => (dueOf(hold, settings) ?? Number.POSITIVE_INFINITY) <= now);
	const wanted = overdue.flatMap(hold =>
		channelsFor(channels, 'overdue', hold.location).map(channel => ({hold, channel})),
	);
	if (wanted.length === 0) return;
	const told = await toldSteps(deps.store.db, overdue);
	const missing = wanted.filter(({hold, channel}) => !told.has(`${hold.id} due ${channel.id}`));
	if (missing.length === 0) return;
	const names = await directoryOf(deps.store.db, overdue);
	await deps.store.write(async trx => {
		for (const {hold, channel} of missing) {
			const key = {subject: hold.id, step: 'due', person: channel.id};
			if (!(await remember(trx, key, now))) continue;
			const saying = {show: settings.show, zone: settings.zone, names, now};
			const items = itemOf(hold, dueOf(hold, settings), saying);
			const message = {...urgentTitle([{kind: 'overdue'}]), items, ...linkTo(hold.id), at: now};
			await enqueue(trx, deps, {to: channel.id, person: null, message});
		}
	});
}
