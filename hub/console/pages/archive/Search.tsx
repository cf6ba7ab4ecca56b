import type {FormEvent} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import {factWords} from '../figures/words.ts';
import {go} from '../place.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Concepts} from './Concepts.tsx';
import {afterDay, figure, fromDay, listOf, stateNames, timeOf} from './words.ts';

type Concept = ReplyOf<'concepts'>[number];

/** One form for a question, and the questions that were asked before. */
export function Search() {
	const {value: concepts, again} = useAnswer('concepts');
	const {value: searches, problem} = useAnswer('searches');
	return (
		<>
			<h1>Search the archive</h1>
			<p className="quiet">
				Each search is kept with its number and its place in the log: asked again, it has the same answer.
				Every look is recorded.
			</p>
			<SearchForm concepts={newestOf(concepts ?? [])} />
			<Concepts concepts={newestOf(concepts ?? [])} saved={again} />
			<h2>Searches</h2>
			<Problem>{problem}</Problem>
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Number</th>
						<th scope="col">Asked for</th>
						<th scope="col">Found</th>
						<th scope="col">When (UTC)</th>
					</tr>
				</thead>
				<tbody>
					{searches?.map(({id, search, items, at}) => (
						<tr key={id}>
							<th scope="row">
								<Link to={`/archive/searches/${id}`}>{id}</Link>
							</th>
							<td data-is="Asked for">{askedFor(search)}</td>
							<td data-is="Found">{figure(items)}</td>
							<td data-is="When">{timeOf(at)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}

function SearchForm({concepts}: {concepts: readonly Concept[]}) {
	const {busy, problem, run} = useDoing();
	const send = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const search = searchFrom(new FormData(event.currentTarget), concepts);
		void run(async () => go(`/archive/searches/${(await ask('search', {search})).saved.id}`));
	};
	return (
		<form className="block" onSubmit={send}>
			<label>
				Words
				<input name="words" placeholder={'"balloon payment" pcp financ* -sold'} />
			</label>
			<div className="two">
				<label>
					Concept list
					<select name="concept">
						<option value="">none</option>
						{concepts.map(({id, title, version, terms}) => (
							<option key={id} value={id}>{`${title} (v${version}, ${terms.length} terms)`}</option>
						))}
					</select>
				</label>
				<label>
					Site
					<select name="site">
						<option value="">both</option>
						<option value="x">X</option>
						<option value="facebook">Facebook</option>
					</select>
				</label>
				<label>
					From
					<input name="from" type="date" />
				</label>
				<label>
					To
					<input name="to" type="date" />
				</label>
			</div>
			<MoreFields />
			<Problem>{problem}</Problem>
			<div>
				<button type="submit" className="primary" disabled={busy}>
					Search
				</button>
			</div>
		</form>
	);
}

function MoreFields() {
	const {value: people} = useAnswer('listPeople');
	return (
		<details>
			<summary>Person, branch, account, kind, rule, decision</summary>
			<div className="two">
				<label>
					Written or approved by
					<select name="person">
						<option value="">anybody</option>
						{people?.map(({id, name}) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</select>
				</label>
				<label>
					Decision
					<select name="state">
						<option value="">any</option>
						{stateNames.map(([state, name]) => (
							<option key={state} value={state}>
								{name}
							</option>
						))}
					</select>
				</label>
				<label>
					Branches
					<input name="locations" placeholder="group/north/leeds" />
				</label>
				<label>
					Accounts
					<input name="accounts" placeholder="ids, with commas" />
				</label>
				<label>
					Kinds
					<input name="kinds" placeholder="post, reply, comment, edit" />
				</label>
				<label>
					Rules
					<input name="rules" placeholder="FIN-09, FIN-12" />
				</label>
			</div>
		</details>
	);
}

function searchFrom(form: FormData, concepts: readonly Concept[]) {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const concept = concepts.find(({id}) => id === text('concept'));
	const one = (name: string) => (text(name) === '' ? [] : [text(name)]);
	return {
		words: text('words'),
		concept: concept ? {id: concept.id, version: concept.version} : null,
		from: fromDay(text('from')),
		to: afterDay(text('to')),
		sites: one('site') as ('x' | 'facebook')[],
		accounts: listOf(text('accounts')),
		locations: listOf(text('locations')),
		people: one('person'),
		kinds: listOf(text('kinds')),
		rules: listOf(text('rules')),
		states: one('state') as (typeof stateNames)[number][0][],
	};
}

function newestOf(concepts: readonly Concept[]): Concept[] {
	return [...new Map(concepts.map(concept => [concept.id, concept])).values()];
}

type Asked = ReplyOf<'searches'>[number]['search'];

/** A question in one line. */
export function askedFor(search: Asked): string {
	const {words, concept, from, to, sites, accounts, locations, people, kinds, rules, states, facts} = search;
	const day = (at: number | null) => (at === null ? '…' : new Date(at).toISOString().slice(0, 10));
	const parts = [
		words,
		concept && `concept ${concept.id} v${concept.version}`,
		(from !== null || to !== null) && `${day(from)} to ${day(to === null ? null : to - 1)}`,
		...[sites, accounts, locations, kinds, rules, states].map(list => list.join(', ')),
		people.length > 0 && `${people.length} person`,
		...facts.map(factWords),
	];
	return parts.filter(Boolean).join(' · ') || 'everything';
}
