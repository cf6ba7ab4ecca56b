/** Message → module. Nothing is decided here. */
import type {ContentHandlers, DeskHandlers} from '#lib/messaging/answer.ts';
import type {MediaPart, Outcome} from '#lib/messaging/catalogue.ts';
import {complaintAt, complaintsNow, logComplaint, stepComplaint} from './complaints.ts';
import {type Desk, deskFailed, deskRelease, deskSent} from './desk.ts';
import {enrol, unenrol} from './enrolment.ts';
import {probeStore} from './health.ts';
import {mine, submit, withdraw} from './holds.ts';
import {readLesson} from './lessons.ts';
import {keepMedia} from './media.ts';
import {offerStranger, readStranger, strangerHere} from './offer-account.ts';
import {outcomeOf, refused} from './outcome.ts';
import {judgeSample, overnightNow} from './overnight.ts';
import {ownRecords} from './own-records.ts';
import {pageSeen} from './page-seen.ts';
import {loadPolicy} from './policy.ts';
import {preview} from './preview.ts';
import {readyFor} from './ready.ts';
import {keepPromise, remindersNow} from './reminders.ts';
import {approve, claim, giveBack, look, mediaOf, queue, queued, reject, unclaim} from './review.ts';
import {deskState, pageState} from './state.ts';
import {accept, answer, ask, decline, suggest, weigh} from './talk.ts';
import {listTasks, settleTask} from './tasks.ts';
import {recordBlind, recordBlocked} from './witness.ts';

export function contentHandlers(desk: Desk): ContentHandlers {
	const {ports, health, recent} = desk;
	return {
		'page:hello': (_none, {site, tab}) => {
			desk.lookedAt();
			return pageState(ports, health, site, tab);
		},
		'page:equip': (_none, {tab, frame}) =>
			outcomeOf(async () => {
				await ports.around.equip(tab, frame);
				return {ok: true};
			}),
		'policy:load': ({digest}) => loadPolicy(ports, digest),
		'media:keep': part => keepOrSay(desk, part),
		'lesson:read': ({lesson}) => readLesson(ports, lesson),
		'hold:submit': request => submit(ports, request),
		'ready:list': of => readyFor(ports, of),
		'hold:mine': of => mine(ports, of),
		'hold:withdraw': ({hold}) => withdraw(ports, hold),
		'hold:preview': what => preview(ports, what),
		'complaint:at': of => complaintAt(ports, of),
		'complaint:log': written => logComplaint(ports, written),
		'complaint:step': what => stepComplaint(ports, what),
		'hold:accept': what => accept(ports, what),
		'hold:decline': ({hold}) => decline(ports, hold),
		'hold:answer': what => answer(ports, what),
		'interaction:release': (request, {tab}) => deskRelease(desk, request, tab),
		'interaction:sent': (report, {site}) => deskSent(desk, report, site),
		'interaction:failed': (report, {site}) => deskFailed(desk, report, site),
		'gate:blocked': blocked => recordBlocked(ports, recent, blocked),
		'page:blind': blind => recordBlind(ports, recent, blind),
	};
}

export function deskHandlers(desk: Desk): DeskHandlers {
	const {ports, health} = desk;
	const state = async () => ({ok: true as const, state: await deskState(ports, health)});
	return {
		'desk:state': () => {
			desk.lookedAt();
			return deskState(ports, health);
		},
		'desk:enrol': async typed => {
			const outcome = await enrol(ports, typed);
			if (!outcome.ok) return outcome;
			await desk.restart();
			return state();
		},
		'desk:unenrol': async () => {
			const outcome = await unenrol(ports);
			if (outcome.ok) await desk.restart();
			return outcome;
		},
		'desk:sync': async () => {
			await desk.sync();
			return state();
		},
		'desk:page': ({tab}) => pageSeen(ports, tab),
		'queue:list': () => queue(ports, health.hub === 'online'),
		'queue:item': ({hold}) => queued(ports, hold),
		'hold:get': ({hold}) => look(ports, hold),
		'hold:media': asked => mediaOf(ports, asked),
		'hold:claim': ({hold}) => claim(ports, hold),
		'hold:unclaim': ({hold}) => unclaim(ports, hold),
		'hold:approve': shown => approve(ports, shown),
		'hold:return': decision => giveBack(ports, decision),
		'hold:reject': decision => reject(ports, decision),
		'hold:weigh': what => weigh(ports, what),
		'hold:suggest': what => suggest(ports, what),
		'hold:ask': what => ask(ports, what),
		'own:accept': what => accept(ports, what),
		'own:decline': ({hold}) => decline(ports, hold),
		'own:answer': what => answer(ports, what),
		'tasks:list': () => listTasks(ports),
		'tasks:settle': request => settleTask(ports, request),
		'reminders:list': () => remindersNow(ports),
		'reminder:kept': ({id}) => keepPromise(ports, id),
		'complaints:list': () => complaintsNow(ports),
		'complaints:step': what => stepComplaint(ports, what),
		'overnight:line': () => overnightNow(ports),
		'overnight:judge': what => judgeSample(ports, what),
		'account:here': () => strangerHere(ports),
		'account:read': () => readStranger(ports),
		'account:offer': account => offerStranger(ports, account),
		'records:mine': async () => ({ok: true, records: await ownRecords(ports)}),
	};
}

const noRoom = refused('not-kept', 'This file can’t be kept on this computer, so nothing was posted.');

/** A full disk closes the gate for what needs room, and for everything if nothing at all can be written. */
async function keepOrSay({ports, health}: Desk, part: MediaPart): Promise<Outcome<{have: number}>> {
	try {
		return await keepMedia(ports, part);
	} catch (error) {
		ports.around.report('a file was not kept', error);
		await probeStore(ports, health);
		return noRoom;
	}
}
