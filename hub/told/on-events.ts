/** What became of a held item, told in the transaction in which it did. */
import {hasRole} from '#lib/core/identity/roles.ts';
import type {HoldEvent} from '#lib/core/review/event.ts';
import type {Hold, PersonId} from '#lib/core/review/hold.ts';
import {isAnswer} from '#lib/core/review/wait.ts';
import type {Kind} from '#lib/core/told/kind.ts';
import {mayTell} from '#lib/core/told/quiet.ts';
import type {ToldSettings} from '#lib/core/told/settings.schema.ts';
import type {Deps} from '../deps.ts';
import {directoryOf} from '../review/view.ts';
import type {Transaction} from '../store/schema.ts';
import {channelsFor, type KnownChannel, listChannels} from './channels.ts';
import {dueOf} from './due.ts';
import type {KindMessage} from './message.ts';
import {enqueue} from './outbox.ts';
import {peopleToTell, type Told} from './people.ts';
import {settingsOf} from './settings.ts';
import {becameOf, itemOf, linkTo, urgentTitle} from './words.ts';

interface World {
	settings: ToldSettings;
	people: readonly Told[];
	channels: readonly KnownChannel[];
}

/** Nothing where nobody of `only` wants to be told of anything: reviewing costs no more than before. */
export async function worldOf(
	trx: Transaction,
	deps: Deps,
	only?: readonly PersonId[],
): Promise<World | undefined> {
	const channels = await listChannels(trx);
	const settings = await settingsOf(trx);
	const people = deps.told.mailer ? await peopleToTell(trx, settings, deps.now(), only) : [];
	return channels.length + people.length > 0 ? {settings, people, channels} : undefined;
}

export async function tellOfEvents(
	trx: Transaction,
	deps: Deps,
	hold: Hold,
	events: readonly HoldEvent[],
): Promise<void> {
	// Admins hear of an alarm; else only its author is a person to tell: reviewers are the ladder's
	const only = events.some(({type}) => type === 'alarmed') ? undefined : [hold.authors[0]!];
	const world = await worldOf(trx, deps, only);
	if (!world) return;
	for (const event of events) {
		if (event.type === 'held') await tellHeld(trx, deps, hold, world);
		if (event.type === 'alarmed') await tellAlarm(trx, deps, hold, world);
		await tellAuthor(trx, deps, hold, event, world);
	}
}

/** Persons are the ladder's; a room hears of it at once. */
async function tellHeld(
	trx: Transaction,
	deps: Deps,
	hold: Hold,
	{settings, channels}: World,
): Promise<void> {
	const kind = isAnswer(hold.submission.draft) ? 'customer-waiting' : 'post-waiting';
	const wanted = channelsFor(channels, kind, hold.location);
	if (wanted.length === 0) return;
	const {title} = urgentTitle([{kind}]);
	const message = await aboutHold(trx, deps, hold, {kind, title}, settings);
	for (const channel of wanted) await enqueue(trx, deps, {to: channel.id, person: null, message});
}

async function tellAlarm(trx: Transaction, deps: Deps, hold: Hold, world: World): Promise<void> {
	const {settings, channels, people} = world;
	const title = 'A post went out, and nobody knows what became of it';
	const message = await aboutHold(trx, deps, hold, {kind: 'alarm', title}, settings);
	for (const channel of channelsFor(channels, 'alarm', hold.location))
		await enqueue(trx, deps, {to: channel.id, person: null, message});
	const admins = people.filter(({actor}) => hasRole(actor.roles, 'admin', hold.location));
	await tellPersons(trx, deps, admins, message);
}

async function tellAuthor(
	trx: Transaction,
	deps: Deps,
	hold: Hold,
	event: HoldEvent,
	{settings, people, channels}: World,
): Promise<void> {
	const author = people.filter(({id}) => id === hold.authors[0]);
	const zone = author[0]?.zone ?? settings.zone;
	const title = becameOf(event, zone);
	if (title === undefined) return;
	const message = await aboutHold(trx, deps, hold, {kind: 'yours', title}, settings);
	await tellPersons(trx, deps, author, {...message, place: '/'});
	for (const channel of channelsFor(channels, 'yours', hold.location))
		await enqueue(trx, deps, {to: channel.id, person: null, message});
}

async function aboutHold(
	trx: Transaction,
	{now}: Deps,
	hold: Hold,
	head: {kind: Kind; title: string},
	settings: ToldSettings,
): Promise<KindMessage> {
	const names = await directoryOf(trx, [hold]);
	const saying = {show: settings.show, zone: settings.zone, names, now: now()};
	const isWaiting = hold.state === 'held' || hold.state === 'in_review';
	const items = itemOf(hold, isWaiting ? dueOf(hold, settings) : null, saying);
	return {...head, items, ...linkTo(hold.id), at: now()};
}

/** Whoever sleeps, or wants it in his summary, is not told now. */
export async function tellPersons(
	trx: Transaction,
	deps: Deps,
	people: readonly Told[],
	message: KindMessage,
): Promise<void> {
	for (const person of people) {
		if (person.isAway || !person.atOnce.includes(message.kind)) continue;
		const may = mayTell(person, message.kind, {wokenAt: person.wokenAt, now: deps.now()});
		if (may === 'no') continue;
		await enqueue(trx, deps, {to: 'mail', person: person.id, message, wakes: may === 'wakes'});
	}
}
