/** Delivers what waits in the outbox. A crash between delivery and note means it comes twice, with the same id. */
import type {Deps} from '../deps.ts';
import {bodyFor} from './cards.ts';
import {openChannel} from './channels.ts';
import {enqueueTaken, hasDue, type Outgoing, type Post, settleDelivery, take} from './outbox.ts';
import type {Outcome} from './outcome.ts';
import {addressOf} from './people.ts';
import {post} from './post.ts';

/** Milliseconds between two looks at the outbox. */
const every = 1000;

/** Starts the rounds; the returned function stops them and waits for the one under way. */
export function startSending(deps: Deps, onError: (error: unknown) => void): () => Promise<void> {
	let round: Promise<unknown> = Promise.resolve();
	let isBusy = false;
	const timer = setInterval(() => {
		if (isBusy) return;
		isBusy = true;
		round = sendDue(deps)
			.catch(onError)
			.finally(() => {
				isBusy = false;
			});
	}, every);
	timer.unref();
	return async () => {
		clearInterval(timer);
		await round;
	};
}

/** Delivers all that is due now, once; returns how many were tried. */
export async function sendDue(deps: Deps): Promise<number> {
	if (!(await hasDue(deps.store.db, deps.now()))) return 0;
	const taken = await deps.store.write(trx => take(trx, deps.now()));
	await Promise.all(taken.map(one => deliverOne(deps, one)));
	return taken.length;
}

/** Delivers this one and waits for what comes of it. Nobody else takes it: it was written down as taken. */
export async function sendNow(deps: Deps, post: Post): Promise<string> {
	const {id, ...rest} = await deps.store.write(trx => enqueueTaken(trx, deps, post));
	await deliverOne(deps, {...rest, id});
	return id;
}

async function deliverOne(deps: Deps, one: Outgoing): Promise<void> {
	const outcome = await deliver(deps, one).catch(
		(error: Error): Outcome => ({ok: false, result: error.message, final: false}),
	);
	await deps.store.write(trx => settleDelivery(trx, one, outcome, deps.now()));
}

async function deliver(deps: Deps, {id, to, person, message}: Outgoing): Promise<Outcome> {
	const url = `${deps.url()}/console${message.place}`;
	if (to === 'mail') {
		if (!deps.told.mailer) return {ok: false, result: 'no mail server is set', final: false};
		const address = await addressOf(deps.store.db, person ?? '');
		if (address === '') return {ok: false, result: 'this person has no address any more', final: true};
		return deps.told.mailer.send(address, {id, message, url});
	}
	const channel = await openChannel(deps, to);
	if (!channel) return {ok: false, result: 'the channel was removed', final: true};
	const body = bodyFor(channel.format, message, url);
	return post(channel.secret, {id, at: deps.now(), body}, deps.told.reach);
}
