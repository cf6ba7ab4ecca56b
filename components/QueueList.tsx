import type {HoldView} from '#lib/api/contract.ts';
import type {Alike} from './alike.ts';
import {type Group, isCustomerWaiting, waitsSince} from './queue-order.ts';
import {clockTime, duration, excerptLength, operationNames, siteNames} from './words.ts';

interface Props {
	groups: readonly Group[];
	/** Identical items, each set one decision. */
	sets: readonly Alike[];
	now: number;
	open: (hold: string) => void;
}

const soon = 60 * 60_000;

/** What waits, in the order in which to work through it. */
export function QueueList({groups, sets, now, open}: Props) {
	const all = groups.flatMap(({holds}) => holds);
	if (all.length === 0) return <p className="empty">✓ Nothing waits for you.</p>;
	const ending = all.filter(({expiresAt}) => expiresAt - now < soon).length;
	return (
		<section aria-labelledby="queue-title">
			<header className="list-head">
				<h2 id="queue-title">Held items</h2>
				<p className="quiet">
					{all.length === 1 ? '1 item' : `${all.length} items`}
					{ending > 0 && ` · ${ending} ${ending === 1 ? 'ends' : 'end'} in the next hour`}
				</p>
				<button type="button" className="primary" onClick={() => open(all[0]!.id)}>
					Start
				</button>
			</header>
			{groups.map(({key, title, holds}) => (
				<section key={key} className="group" aria-label={title}>
					<h3>
						{title} <span className="quiet">{holds.length}</span>
						{key === 'customers' && (
							<span className="quiet"> · longest {duration(now - waitsSince(holds[0]!))}</span>
						)}
					</h3>
					{key === 'same' && <Sets sets={sets} open={open} />}
					<ul className="items">
						{holds.map(hold => (
							<Item key={hold.id} hold={hold} now={now} open={() => open(hold.id)} />
						))}
					</ul>
				</section>
			))}
		</section>
	);
}

function Sets({sets, open}: Pick<Props, 'sets' | 'open'>) {
	return sets.map(({text, same, odd}) => (
		<button key={same[0]!.id} type="button" className="item" onClick={() => open(`alike:${same[0]!.id}`)}>
			<span className="item-head">
				<strong>Judge {same.length} together</strong>
				{odd.length > 0 && <span className="quiet">{odd.length} differs</span>}
			</span>
			<span className="item-text">{text.slice(0, excerptLength)}</span>
		</button>
	));
}

function Item({hold, now, open}: {hold: HoldView; now: number; open: () => void}) {
	const {draft, account, author, expiresAt, findings} = hold;
	const serious = findings.filter(({severity}) => severity !== 'advise').length;
	return (
		<li>
			<button type="button" className="item" onClick={open}>
				<span className="item-head">
					<strong>
						{operationNames[draft.operation]} · {siteNames[draft.site]} · {account.handle}
					</strong>
					<span className="quiet">{duration(now - waitsSince(hold))}</span>
				</span>
				<span className="item-text">
					{draft.text === '' ? 'No words' : draft.text.slice(0, excerptLength)}
				</span>
				<span className="quiet">
					{author.name}
					{isCustomerWaiting(hold) ? ' · customer waiting' : ''}
					{serious > 0 ? ` · ${serious === 1 ? '1 finding' : `${serious} findings`}` : ''}
					{expiresAt - now < soon ? ` · ends ${clockTime(expiresAt, now)}` : ''}
				</span>
			</button>
		</li>
	);
}
