/**
 * What a reviewer hears in the morning (product.md, walkthrough b): how many answers went out while he slept, how many of
 * them two people had signed before, and a share of those to look at. Sampling, not a queue.
 */
import type {Overnight} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {isDrawn, whoLooksAgain} from '#lib/core/review/looks.ts';
import {lastNight} from '#lib/core/told/quiet.ts';
import {textOfEntry} from '../archive/search/read-content.ts';
import type {ItemRow} from '../archive/search/tables.ts';
import {openIndex} from '../audit/archive-index.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findPerson} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {settingsOf, wishesOf} from '../told/settings.ts';
import {looksOf} from './habits.ts';

/** Shown in one morning, at most. */
const most = 10;

type Asking = Pick<Caller, 'person' | 'roles'>;

/** Nothing while it is night, long after it, or when nothing went out. */
export async function overnightFor(deps: Deps, asking: Asking): Promise<Overnight | null> {
	const {db} = deps.store;
	const wishes = await wishesOf(db, asking.person, await settingsOf(db));
	const night = lastNight(wishes, deps.now());
	if (!night) return null;
	await openIndex(deps).grow();
	const sent = (await sentIn(db, night)).filter(({location}) => hasRole(asking.roles, 'reviewer', location));
	if (sent.length === 0) return null;
	const ready = sent.filter(item => item.ready !== '');
	const drawn = await drawnFor(db, asking.person, ready);
	const sampled = await Promise.all(drawn.slice(0, most).map(item => sampleOf(deps, item)));
	return {...night, replies: sent.length, ready: ready.length, sampled};
}

function sentIn(db: Reader, {from, to}: {from: number; to: number}): Promise<ItemRow[]> {
	return db
		.selectFrom('archive_items')
		.selectAll()
		.where('until', 'is', null)
		.where('state', '=', 'sent')
		.where('kind', 'in', ['reply', 'comment', 'dm'])
		.where('at', '>=', from)
		.where('at', '<', to)
		.orderBy('at')
		.execute();
}

/** By the lots that draw second looks: nobody can foresee whose they are, and each is one person's. */
async function drawnFor(db: Reader, person: string, items: readonly ItemRow[]): Promise<ItemRow[]> {
	const looks = await looksOf(db);
	if (looks.secondLook === 0 || items.length === 0) return [];
	const roles = await db.selectFrom('roles').selectAll().where('role', '=', 'reviewer').execute();
	const judged = await db.selectFrom('ready_looks').select('item').execute();
	const done = new Set(judged.map(({item}) => item));
	return items.filter(({item: id, author, location}) => {
		if (done.has(id) || !isDrawn(looks.seed, {id, version: 1}, looks)) return false;
		const reviewers = roles.filter(role => hasRole([role], 'reviewer', location)).map(role => role.person);
		const hold = {id, authors: [author], claimants: [], approvals: []};
		return whoLooksAgain(looks.seed, hold, reviewers) === person;
	});
}

async function sampleOf(deps: Deps, row: ItemRow): Promise<Overnight['sampled'][number]> {
	const {item: id, ready: reply, site, url, at, author, text_seq: seq} = row;
	return {
		...{id, reply, url, at, site: site as SiteId},
		text: seq === null ? null : await textOfEntry(deps.archive, seq),
		person: {id: author, name: (await findPerson(deps.store.db, author))?.name ?? author},
	};
}

/** It moves nothing: what is public stays, and a reply that is wrong is taken out of use by a person. */
export async function judgeSample(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	id: string,
	{verdict, note}: {verdict: 'fits' | 'misplaced'; note: string},
): Promise<void> {
	const caller = await admit(trx, asking, deps.now());
	const items = await trx
		.selectFrom('archive_items')
		.selectAll()
		.where('item', '=', id)
		.where('until', 'is', null)
		.where('ready', '!=', '')
		.execute();
	const [mine] = await drawnFor(trx, caller.person, items);
	if (!mine) throw new Refused(404, 'unknown-sample', 'This is not yours to look at, or it was looked at.');
	const row = {item: id, person: caller.person, at: deps.now(), verdict};
	await trx.insertInto('ready_looks').values(row).execute();
	const {account, ready} = mine;
	const site = mine.site as SiteId;
	const body = {item: id, reply: ready, verdict, note};
	await journal(trx, deps, {type: 'ready.sampled', by: caller.person, site, account, body});
}
