import {memo, useDeferredValue} from 'react';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
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
/** Items that are drawn at once: more than a screen shows. The others follow when that is on the screen. */
const firstScreen = 30;

/** What waits, in the order in which to work through it. */
export function QueueList({groups, sets, now, open}: Props) {
	const all = groups.flatMap(({holds}) => holds);
	const drawn = useDeferredValue(all.length, firstScreen);
	if (all.length === 0) return <p className="empty">✓ Nothing waits for you.</p>;
	const ending = all.filter(({expiresAt}) => expiresAt - now < soon).length;
	const starts = groups.map((_, at) => groups.slice(0, at).reduce((sum, {holds}) => sum + holds.length, 0));
	return (
		<section aria-labelledby="queue-title">
			<header className="list-head">
				<h2 id="queue-title">Held items</h2>
				<p className="quiet">
					{counted(all.length, 'item')}
					{sets.length > 0 && ` · ${counted(decisionsIn(all, sets), 'decision')}`}
					{ending > 0 && ` · ${ending} ${ending === 1 ? 'ends' : 'end'} in the next hour`}
				</p>
				<button type="button" className="primary" onClick={() => open(all[0]!.id)}>
					Start
				</button>
			</header>
			{groups.map((group, at) => (
				<GroupOf
					key={group.key}
					group={group}
					sets={sets.filter(({same}) => group.holds.includes(same[0]!))}
					drawn={drawn - starts[at]!}
					now={now}
					open={open}
				/>
			))}
		</section>
	);
}

interface GroupProps {
	group: Group;
	sets: readonly Alike[];
	/** How many of its items are drawn. */
	drawn: number;
	now: number;
	open: (hold: string) => void;
}

function GroupOf({group: {key, title, holds}, sets, drawn, now, open}: GroupProps) {
	const decisions = decisionsIn(holds, sets);
	return (
		<section className="group" aria-label={title}>
			<h3>
				{title} <span className="quiet">{holds.length}</span>
				{decisions < holds.length && <span className="quiet"> · {counted(decisions, 'decision')}</span>}
				{key === 'customers' && (
					<span className="quiet"> · longest {duration(now - waitsSince(holds[0]!))}</span>
				)}
			</h3>
			<Sets sets={sets} open={open} />
			<ul className="items">
				{holds.slice(0, Math.max(0, drawn)).map(hold => (
					<Item key={hold.id} hold={hold} now={now} open={open} />
				))}
			</ul>
		</section>
	);
}

const counted = (n: number, what: string) => `${n} ${n === 1 ? what : `${what}s`}`;

/** A set of identical items is one decision. */
function decisionsIn(holds: readonly QueueItem[], sets: readonly Alike[]): number {
	const inOne = sets.map(({same}) => same.filter(hold => holds.includes(hold)).length - 1);
	return holds.length - inOne.reduce((sum, n) => sum + n, 0);
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

/** Drawn again only if it changed, or a minute passed: there may be hundreds. */
const Item = memo(function Item({
	hold,
	now,
	open,
}: {
	hold: QueueItem;
	now: number;
	open: (id: string) => void;
}) {
	const {draft, account, author, expiresAt, findings} = hold;
	const serious = findings.filter(({severity}) => severity !== 'advise').length;
	return (
		<li>
			<button type="button" className="item" onClick={() => open(hold.id)}>
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
});
