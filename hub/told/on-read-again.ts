/** Who answers for a rule is told two weeks before it is to be read again, and on the day; then its admins too. Each once. */
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {answersFor, type ToRead, toRead} from '../authoring/to-read.ts';
import {workingCopy} from '../authoring/working-copy.ts';
import type {Deps} from '../deps.ts';
import {listPeople} from '../identity/people.ts';
import type {Transaction} from '../store/schema.ts';
import {tellPeople} from './on-admins.ts';
import {remember} from './tellings.ts';

/** Milliseconds between two looks. */
const every = 60 * 60_000;

const looked = new WeakMap<Deps['store'], number>();

/** From the clockwork. */
export async function remindToReadAgain(deps: Deps): Promise<void> {
	const {store, now} = deps;
	const last = looked.get(store);
	if (last !== undefined && Math.abs(now() - last) < every) return;
	looked.set(store, now());
	const rules = toRead(await workingCopy(store.db), now());
	if (rules.length > 0) await store.write(trx => remind(trx, deps, rules));
}

async function remind(trx: Transaction, deps: Deps, rules: readonly ToRead[]): Promise<void> {
	const told: ToRead[] = [];
	for (const rule of rules) if (await isNew(trx, deps, rule)) told.push(rule);
	if (told.length === 0) return;
	const people = (await listPeople(trx)).filter(({roles}) => roles.length > 0);
	const names = new Map(people.map(({id, name}) => [id, name]));
	const isOwned = (rule: ToRead) => people.some(({name}) => answersFor(rule, name));
	const said = {
		kind: 'rules',
		title: 'Rules are to be read again',
		place: '/rules',
		link: 'Open the rules',
	} as const;
	await tellPeople(trx, deps, {...said, lines: told.map(lineOf)}, ({id, actor}) => {
		const isAdmin = hasRole(actor.roles, 'admin', everywhere);
		return told
			.filter(
				rule => answersFor(rule, names.get(id) ?? '') || (isAdmin && (rule.when === 'due' || !isOwned(rule))),
			)
			.map(lineOf);
	});
}

/** Once for each day that was set, until tellings are forgotten: what is still due then is told again. */
function isNew(trx: Transaction, {now}: Deps, {pack, rule, when}: ToRead): Promise<boolean> {
	return remember(trx, {subject: `${pack}/${rule.id} ${rule.review}`, step: when, person: ''}, now());
}

function lineOf({rule, when}: ToRead): string {
	const by = when === 'due' ? `was to be read by ${rule.review}` : `by ${rule.review}`;
	return `${rule.id} ${rule.title}: ${by}, ${rule.owner ?? 'nobody answers for it yet'}`;
}
