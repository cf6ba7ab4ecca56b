import {type FormEvent, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {WithReason} from '../shell/WithReason.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {figure, listOf, timeOf} from './words.ts';

type Kept = Pick<ReplyOf<'saveTopic'>, 'years' | 'notBefore' | 'rules' | 'kinds' | 'concept'>;
const isSame = (...topics: [Kept, Kept]) =>
	new Set(
		topics.map(({years, notBefore, rules, kinds, concept}) =>
			JSON.stringify([years, notBefore, rules, kinds, concept]),
		),
	).size === 1;

const waits = '◔ Something could be erased sooner by it: this waits for a second admin.';

/** Legal holds, and how long what is kept. */
export function Keeping({session}: PageProps) {
	const holds = useAnswer('legalHolds');
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	const [isWaiting, setWaiting] = useState(false);
	const clear = (id: string) => async (reason: string) => {
		const {cleared} = await ask('clearLegalHold', {reason}, {id});
		setWaiting(cleared === null);
	};
	return (
		<>
			<h1>Legal holds and retention</h1>
			<p className="quiet">A legal hold is set on what a search found. It beats every retention time.</p>
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Hold</th>
						<th scope="col">Reason</th>
						<th scope="col">Items</th>
						<th scope="col">Set (UTC)</th>
						<th scope="col">State</th>
					</tr>
				</thead>
				<tbody>
					{holds.value?.map(({id, reason, items, at, cleared}) => (
						<tr key={id}>
							<th scope="row">{id}</th>
							<td data-is="Reason">{reason}</td>
							<td data-is="Items">{figure(items)}</td>
							<td data-is="Set">{timeOf(at)}</td>
							<td data-is="State">
								{cleared ? `cleared ${timeOf(cleared.at)}` : 'in force'}{' '}
								{isAdmin && !cleared && (
									<details>
										<summary>{`Clear ${id} …`}</summary>
										<WithReason
											label="Why? It goes into the archive."
											name={`Clear ${id}`}
											act={clear(id)}
											done={holds.again}
										/>
									</details>
								)}
							</td>
						</tr>
					))}
				</tbody>
			</table>
			<p role="status">{isWaiting ? waits : ''}</p>
			<Problem>{holds.problem}</Problem>
			<Topics isAdmin={isAdmin} />
		</>
	);
}

function Topics({isAdmin}: {isAdmin: boolean}) {
	const {value: topics, again} = useAnswer('topics');
	const [isWaiting, setWaiting] = useState(false);
	const {busy, problem, run} = useDoing();
	const send = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const topic = {
			...{id: text('id'), title: text('title'), basis: text('basis'), notBefore: text('notBefore') || null},
			years: text('years') === '' ? null : Number(text('years')),
			...{rules: listOf(text('rules')), kinds: listOf(text('kinds')), concept: text('concept') || null},
		};
		const save = async () => setWaiting(!isSame(await ask('saveTopic', topic), topic));
		void run(save).then(worked => worked && again());
	};
	return (
		<>
			<h2>How long what is kept</h2>
			<p className="quiet">Everything 7 years, at least 6. Where several topics fit, the longest wins.</p>
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Topic</th>
						<th scope="col">Years</th>
						<th scope="col">Fits</th>
						<th scope="col">Why</th>
					</tr>
				</thead>
				<tbody>
					{topics?.map(({id, title, years, notBefore, rules, kinds, concept, basis}) => (
						<tr key={id}>
							<th scope="row">{title}</th>
							<td data-is="Years">{`${years ?? 'no end'}${notBefore ? `, not before ${notBefore}` : ''}`}</td>
							<td data-is="Fits">
								{[...(rules ?? []), ...(kinds ?? []), concept].filter(Boolean).join(', ') || 'everything'}
							</td>
							<td data-is="Why">{basis}</td>
						</tr>
					))}
				</tbody>
			</table>
			{isAdmin && (
				<details>
					<summary>Add or change a topic</summary>
					<form className="block" onSubmit={send}>
						<div className="two">
							{fields.map(([name, label, more]) => (
								<label key={name}>
									{label}
									<input name={name} {...more} />
								</label>
							))}
						</div>
						<div>
							<button type="submit" disabled={busy}>
								Save the topic
							</button>
						</div>
						<p role="status">{isWaiting ? waits : ''}</p>
						<Problem>{problem}</Problem>
					</form>
				</details>
			)}
		</>
	);
}

const fields: [string, string, object][] = [
	['id', 'Short name', {required: true, pattern: '[a-z0-9-]{1,60}'}],
	['title', 'Title', {required: true}],
	['years', 'Years (empty: no end)', {type: 'number', min: 6, max: 200}],
	['notBefore', 'Not before', {type: 'date'}],
	['rules', 'Rules', {placeholder: 'FIN-09, FIN-12'}],
	['kinds', 'Kinds', {placeholder: 'dm, comment'}],
	['concept', 'Concept list', {placeholder: 'pcp'}],
	['basis', 'Why: source', {required: true}],
];
