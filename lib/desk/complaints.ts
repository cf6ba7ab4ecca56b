/** Complaints in the background: looked up and logged by the hub, which alone gives a number; the open ones are kept for the popup. */
import type {Complaint} from '#lib/api/contract.ts';
import type {Step} from '#lib/core/complaint/complaint.ts';
import type {ContentMessages, Outcome} from '#lib/messaging/catalogue.ts';
import {notEnrolled, outcomeOf} from './outcome.ts';
import type {Ports} from './ports.ts';
import {hubNow, type Session, sessionOf} from './session.ts';

export async function syncComplaints(ports: Ports, {hub}: Session): Promise<void> {
	const complaints = await hub.call('complaints');
	const before = (await ports.stores.get('complaints')) ?? [];
	await ports.stores.set('complaints', complaints);
	if (JSON.stringify(before) !== JSON.stringify(complaints))
		ports.around.broadcast('state:changed', {what: 'complaints'});
}

export async function complaintsNow(
	ports: Ports,
): Promise<Outcome<{complaints: readonly Complaint[]; now: number}>> {
	return {ok: true, complaints: (await ports.stores.get('complaints')) ?? [], now: await hubNow(ports)};
}

/**
 * The one about a message, as far as it is known here, and who is there to look at an answer. The hub is asked the second
 * alone: which thread a person looks at is told to nobody.
 */
export function complaintAt(
	ports: Ports,
	{site, account, target}: ContentMessages['complaint:at']['request'],
): Promise<ContentMessages['complaint:at']['reply']> {
	return withHub(ports, async ({hub}) => {
		const known = (await ports.stores.get('complaints')) ?? [];
		const complaint = known.find(
			one => one.site === site && one.account === account && one.target === target,
		);
		const {awake} = await hub.call('routing', undefined, {site, account, answer: 'yes'});
		return {ok: true, complaint: complaint ?? null, awake: awake ?? null};
	});
}

/** The person has just looked at it and said so: nothing of a thread is sent before. */
export function logComplaint(
	ports: Ports,
	written: ContentMessages['complaint:log']['request'],
): Promise<Outcome<{complaint: Complaint}>> {
	return changed(ports, ({hub}) => hub.call('logComplaint', written));
}

export function stepComplaint(
	ports: Ports,
	{id, step, note = ''}: {id: string; step: Step; note?: string},
): Promise<Outcome<{complaint: Complaint}>> {
	return changed(ports, ({hub}) => hub.call('complaintStep', {step, note}, {id}));
}

function changed(
	ports: Ports,
	change: (session: Session) => Promise<Complaint>,
): Promise<Outcome<{complaint: Complaint}>> {
	return withHub(ports, async session => {
		const complaint = await change(session);
		await syncComplaints(ports, session);
		return {ok: true, complaint};
	});
}

function withHub<T extends object>(
	ports: Ports,
	work: (session: Session) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		return session ? work(session) : notEnrolled;
	});
}
