/** What went out while this reviewer slept: asked once in a while, as the answer changes only in the morning. */
import type {Overnight} from '#lib/api/contract.ts';
import type {DeskMessages, Outcome} from '#lib/messaging/catalogue.ts';
import {notEnrolled, outcomeOf} from './outcome.ts';
import type {Ports} from './ports.ts';
import {type Session, sessionOf} from './session.ts';

/** Milliseconds for which an answer is good. */
const life = 10 * 60_000;

export function overnightNow(ports: Ports): Promise<Outcome<{overnight: Overnight | null}>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		if (!session.enrolled.person.roles.some(({role}) => role === 'reviewer'))
			return {ok: true, overnight: null};
		const kept = await ports.stores.get('overnight');
		if (kept && ports.now() < kept.at + life) return {ok: true, overnight: kept.overnight};
		return {ok: true, overnight: await ask(ports, session)};
	});
}

export function judgeSample(
	ports: Ports,
	{id, verdict, note}: DeskMessages['overnight:judge']['request'],
): Promise<Outcome<object>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		await session.hub.call('judgeSample', {verdict, note}, {id});
		await ask(ports, session);
		return {ok: true};
	});
}

async function ask(ports: Ports, {hub}: Session): Promise<Overnight | null> {
	const {overnight} = await hub.call('overnight');
	await ports.stores.set('overnight', {at: ports.now(), overnight});
	return overnight;
}
