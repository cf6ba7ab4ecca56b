import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {ShownPracticeItem} from '#lib/api/console.ts';
import {ask} from '../ask.ts';
import {siteNames} from '../company/strict-words.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {WriteItem} from './WriteItem.tsx';

/** What reviewers practise on. Folded: who reviews too should not read them. */
export function PracticeItems({isAdmin}: {isAdmin: boolean}) {
	const [isOpen, setOpen] = useState(false);
	return (
		<details className="stack" onToggle={event => setOpen(event.currentTarget.open)}>
			<summary>What reviewers practise on (do not look if you review yourself)</summary>
			{isOpen && <Items isAdmin={isAdmin} />}
		</details>
	);
}

function Items({isAdmin}: {isAdmin: boolean}) {
	const {value: items, problem, again} = useAnswer('practiceItems');
	return (
		<div className="stack">
			<Problem>{problem}</Problem>
			{isAdmin && <WriteItem done={again} />}
			<ul className="stack">
				{items?.map(item => (
					<Item key={item.key} item={item} isAdmin={isAdmin} done={again} />
				))}
			</ul>
		</div>
	);
}

interface ItemProps {
	item: ShownPracticeItem;
	isAdmin: boolean;
	done: () => void;
}

function Item({item: {key, site, inReplyTo, text, problem, by, isUsed}, isAdmin, done}: ItemProps) {
	const doing = useDoing();
	const choose = () => ask('choosePracticeItem', {isUsed: !isUsed}, {key}).then(done);
	return (
		<li className="stack card">
			{inReplyTo !== null && <p className="quiet">They wrote: {inReplyTo}</p>}
			<blockquote dir="auto">{text}</blockquote>
			<p>{problem}</p>
			<p className="quiet">
				{siteNames[site]} · {by === null ? 'comes with Countersign' : `written by ${by}`}
				{!isUsed && ' · left out'}
			</p>
			{isAdmin && (
				<div className="actions">
					<button type="button" disabled={doing.busy} onClick={() => void doing.run(choose)}>
						{isUsed ? 'Leave it out' : 'Use it'}
					</button>
				</div>
			)}
			<Problem>{doing.problem}</Problem>
		</li>
	);
}
