/** What has to happen without anybody asking: time passing over holds, and what may be forgotten. */
import type {Announcer} from '../announcer.ts';
import {giveUpNumbers} from '../archive/lost-numbers.ts';
import {openIndex} from '../audit/archive-index.ts';
import {writeHeard} from '../coverage/seen.ts';
import type {Deps} from '../deps.ts';
import {stepRulesBack} from '../evaluation/step-back.ts';
import {feedLife, tell} from '../feed.ts';
import {policyAt} from '../policy/policies.ts';
import {judgeAgain} from '../rejudge/rejudge.ts';
import {closeSettled} from '../rejudge/tasks.ts';
import {letTimePass} from '../review/command.ts';
import {recordOptions} from '../review/hear-record.ts';
import {remindToReadAgain} from '../told/on-read-again.ts';
import {forgetMessages} from '../told/outbox.ts';
import {planTellings} from '../told/plan.ts';
import {roundsOf} from './rounds.ts';

/** Milliseconds between rounds. Nothing depends on them: every read looks at the time itself. */
const every = 5000;

/** What a round is made of. Parts depend on nothing that another does. */
const parts: readonly ((deps: Deps) => Promise<unknown>)[] = [
	passTime,
	startPolicies,
	forget,
	forgetFiles,
	deps => giveUpNumbers(recordOptions(deps)),
	planTellings,
	forgetMessages,
	writeHeard,
	judgeAgain,
	closeSettled,
	// So that the first question after a busy day does not wait for all of it
	deps => openIndex(deps).grow(),
	stepRulesBack,
	remindToReadAgain,
];

/** Starts the rounds; the returned function stops them and waits for what is under way. */
export function startClockwork(
	deps: Deps,
	announcer: Announcer,
	onError: (error: unknown) => void,
): () => Promise<void> {
	const rounds = roundsOf(
		parts.map(part => () => part(deps)),
		{onDone: announcer.wake, onError},
	);
	const timer = setInterval(rounds.begin, every);
	timer.unref();
	return async () => {
		clearInterval(timer);
		await rounds.end();
	};
}

/** One round. What is judged again goes on by itself. */
export async function turn(deps: Deps): Promise<void> {
	for (const part of await Promise.allSettled(parts.map(part => part(deps))))
		if (part.status === 'rejected') throw part.reason;
}

/** Each hold in a transaction of its own: one that cannot be moved stops no other. */
async function passTime(deps: Deps): Promise<void> {
	const {store, now} = deps;
	const due = await store.db
		.selectFrom('holds')
		.select('id')
		.where('next_change', '<=', now())
		.orderBy('next_change')
		.limit(200)
		.execute();
	const moved = await Promise.allSettled(due.map(({id}) => store.write(trx => letTimePass(trx, deps, id))));
	const failed = moved.find(({status}) => status === 'rejected');
	if (failed)
		throw new Error('a hold could not be moved on', {cause: (failed as PromiseRejectedResult).reason});
}

/** A policy whose time has come is announced once. */
async function startPolicies(deps: Deps): Promise<void> {
	const {store, now} = deps;
	const policy = await policyAt(store.db, now());
	if (!policy) return;
	const told = await store.db
		.selectFrom('meta')
		.select('value')
		.where('key', '=', 'policy')
		.executeTakeFirst();
	if (told?.value === String(policy.version)) return;
	await store.write(async trx => {
		const value = String(policy.version);
		await trx
			.insertInto('meta')
			.values({key: 'policy', value})
			.onConflict(conflict => conflict.column('key').doUpdateSet({value}))
			.execute();
		await tell(trx, deps, {to: 'everybody'}, {type: 'policy', digest: policy.digest});
	});
}

/** Milliseconds for which a file is kept that no hold and no record names: it was sent, and then nothing came of it. */
const fileLife = 24 * 60 * 60_000;

async function forgetFiles({archive, now}: Deps): Promise<void> {
	await archive.media.forgetUnused(now() - fileLife);
}

async function forget({store, now}: Deps): Promise<void> {
	const oldProofs = store.db.selectFrom('proofs').select('jti').where('expires_at', '<', now()).limit(1);
	const oldFeed = store.db
		.selectFrom('feed')
		.select('seq')
		.where('at', '<', now() - feedLife)
		.limit(1);
	if (!(await oldProofs.executeTakeFirst()) && !(await oldFeed.executeTakeFirst())) return;
	await store.write(async trx => {
		await trx.deleteFrom('proofs').where('expires_at', '<', now()).execute();
		// The newest row stays: the next number must never go back
		const newest = trx.selectFrom('feed').select(({fn}) => fn.max('seq').as('seq'));
		await trx
			.deleteFrom('feed')
			.where('at', '<', now() - feedLife)
			.where('seq', '<', newest)
			.execute();
	});
}
