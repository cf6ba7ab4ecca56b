import {Problem} from '#components/Problem.tsx';
import type {ShownStop} from '#lib/api/console.ts';
import {ask} from '../ask.ts';
import {time} from '../coverage/words.ts';
import type {PageProps} from '../page.ts';
import {useDoing} from '../use-doing.ts';
import {useLive} from '../use-live.ts';
import {StopForm} from './StopForm.tsx';

/** Milliseconds between two looks while the page is open: how far an order has come is what one waits for. */
const look = 2000;

/** Posting stopped, now: where, why, until when, and who and what may go on. */
export function Stops({session}: PageProps) {
	const {value, problem, again} = useLive('stops', look);
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>Stop orders</h1>
			<p>
				Nothing goes out from the place until the order ends. Drafts stay where they are; taking something
				down is never stopped.
			</p>
			<Problem>{problem}</Problem>
			<section className="stack" aria-labelledby="in-force">
				<h2 id="in-force">In force</h2>
				{value.stops.length === 0 && <p className="quiet">Posting is stopped nowhere.</p>}
				<ul className="stack">
					{value.stops.map(stop => (
						<Order key={stop.id} stop={stop} handles={value.accounts} done={again} />
					))}
				</ul>
			</section>
			{isAdmin && <StopForm known={value} done={again} />}
		</>
	);
}

interface OrderProps {
	stop: ShownStop;
	handles: readonly {site: string; id: string; handle: string}[];
	done: () => void;
}

function Order({stop, handles, done}: OrderProps) {
	const {id, location, account, reason, by, until, drill, speakers, templates, browsers, mayEnd} = stop;
	const {busy, problem, run} = useDoing();
	const only = account && handles.find(one => one.site === account.site && one.id === account.id);
	return (
		<li className="stack card">
			<p>
				<strong>
					{drill ? '◔ Drill' : '■ Posting is stopped'}: {only ? only.handle : location}
				</strong>{' '}
				until {time(until)} – {by.name}: “{reason}”
			</p>
			{speakers.length > 0 && <p>May post: {speakers.map(({name}) => name).join(', ')}</p>}
			{templates.length > 0 && (
				<p>May be used: {templates.map(reply => `${reply.id} (${reply.name})`).join(', ')}</p>
			)}
			<p className="quiet">
				{browsers.heard} of {browsers.all} browsers there have asked the hub since, and know of it.
			</p>
			<Problem>{problem}</Problem>
			{mayEnd && (
				<div className="actions">
					<button
						type="button"
						disabled={busy}
						onClick={() => void run(() => ask('endStopOrder', undefined, {id})).then(done)}
					>
						{drill ? 'End the drill' : 'Let posting go on'}
					</button>
				</div>
			)}
		</li>
	);
}
