/** One e-mail at set times with all that waits for a person, instead of one for each item. */
import type {Hold} from '#lib/core/review/hold.ts';
import {isAnswer, waitingSince} from '#lib/core/review/wait.ts';
import type {ToldSettings} from '#lib/core/told/settings.schema.ts';
import {summaryDue} from '#lib/core/told/summary.ts';
import type {Deps} from '../deps.ts';
import {mine, queue} from '../review/lists.ts';
import {directoryOf} from '../review/view.ts';
import type {Reader} from '../store/schema.ts';
import {dueOf} from './due.ts';
import type {Message} from './message.ts';
import {enqueue} from './outbox.ts';
import type {Told} from './people.ts';
import {remember} from './tellings.ts';
import {itemOf, span} from './words.ts';

/** Items listed in one summary; the rest is a number. */
const most = 20;

export async function planSummaries(
	deps: Deps,
	settings: ToldSettings,
	people: readonly Told[],
): Promise<void> {
	const now = deps.now();
	for (const person of people) {
		const step = person.isAway ? undefined : summaryDue(person, now);
		if (step === undefined || (await wasSent(deps.store.db, person.id, step))) continue;
		const message = await summaryOf(deps, settings, person);
		await deps.store.write(async trx => {
			// Also where there is nothing to say: what comes a minute later is for the next summary
			if (!(await remember(trx, {subject: 'summary', step, person: person.id}, now))) return;
			if (message) await enqueue(trx, deps, {to: 'mail', person: person.id, message});
		});
	}
}

async function wasSent(db: Reader, person: string, step: string): Promise<boolean> {
	const row = await db
		.selectFrom('tellings')
		.select('at')
		.where('subject', '=', 'summary')
		.where('step', '=', step)
		.where('person', '=', person)
		.executeTakeFirst();
	return row !== undefined;
}

/** What waits for him, in the queue's own order, and what became of his own; nothing when there is nothing. */
async function summaryOf(deps: Deps, settings: ToldSettings, person: Told): Promise<Message | undefined> {
	const {db} = deps.store;
	const now = deps.now();
	const waiting = await queue(db, person.actor, now);
	const own = (await mine(db, person.actor, now)).filter(needsAuthor);
	if (waiting.length + own.length === 0) return;
	const names = await directoryOf(db, [...waiting, ...own]);
	const saying = {show: settings.show, zone: person.zone, names, now};
	const items = waiting.slice(0, most).flatMap(hold => itemOf(hold, dueOf(hold, settings), saying));
	return {
		...{kind: 'summary', title: titleOf(waiting, own, now), items, at: now},
		...{place: waiting.length > 0 ? '/review' : '/', link: 'Open in Countersign'},
	};
}

function needsAuthor({state, suggestion, questions}: Hold): boolean {
	const isAsked = questions.some(({answer}) => answer === null);
	return (
		state === 'changes_requested' ||
		state === 'approved' ||
		(suggestion !== null && state === 'held') ||
		isAsked
	);
}

function titleOf(waiting: readonly Hold[], own: readonly Hold[], now: number): string {
	const customers = waiting.filter(({submission}) => isAnswer(submission.draft));
	const longest = span(now - Math.min(now, ...customers.map(waitingSince)));
	const parts = [
		...(waiting.length > 0 ? [`${waiting.length} held for you`] : []),
		...(customers.length > 0 ? [`${customers.length} with a customer waiting, longest ${longest}`] : []),
		...(own.length > 0 ? [`${own.length} of yours to go on with`] : []),
	];
	return `Countersign: ${parts.join(', ')}`;
}
