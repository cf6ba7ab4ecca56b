/** What was promised with ready replies: kept in sight of the author and of the reviewers until somebody has done it. */
import type {Reminder} from '#lib/api/contract.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {notEnrolled, outcomeOf} from './outcome.ts';
import type {Ports} from './ports.ts';
import {hubNow, type Session, sessionOf} from './session.ts';

/** Milliseconds before it is due at which people are told. */
const ahead = 60 * 60_000;

export async function syncReminders(ports: Ports, {hub}: Session): Promise<void> {
	const reminders = await hub.call('reminders');
	const before = (await ports.stores.get('reminders')) ?? {list: [], told: []};
	const now = await hubNow(ports);
	const soon = reminders.filter(({id, due}) => now >= due - ahead && !before.told.includes(id));
	const open = new Set(reminders.map(({id}) => id));
	const told = [...before.told.filter(id => open.has(id)), ...soon.map(({id}) => id)];
	await ports.stores.set('reminders', {list: reminders, told});
	for (const reminder of soon) ports.around.notify(noticeOf(reminder, now));
	if (JSON.stringify(before.list) !== JSON.stringify(reminders))
		ports.around.broadcast('state:changed', {what: 'reminders'});
}

/** Never a word of the conversation: screens are shared. */
function noticeOf({id, person, account, words, due}: Reminder, now: number) {
	const title = now < due ? 'A promise is due soon' : 'A promise is overdue';
	return {
		id: `promise:${id}`,
		title,
		message: `${person.name} promised an answer from ${account.handle} by ${words}.`,
	};
}

export async function remindersNow(ports: Ports): Promise<Outcome<{reminders: Reminder[]; now: number}>> {
	const {list = []} = (await ports.stores.get('reminders')) ?? {};
	return {ok: true, reminders: [...list], now: await hubNow(ports)};
}

/** Done, says this person: the hub writes down who. */
export function keepPromise(ports: Ports, id: string): Promise<Outcome<object>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		await session.hub.call('keepPromise', undefined, {id});
		await syncReminders(ports, session);
		return {ok: true};
	});
}
