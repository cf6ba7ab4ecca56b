import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {PlaceForm} from './PlaceForm.tsx';
import {blindNames, gateNames, kindNames} from './strict-words.ts';

type Place = ReplyOf<'company'>['places'][number];

/** The tree: group, brands, regions, branches, and what each asks of the accounts below it. */
export function Company({session}: PageProps) {
	const {value, problem, again} = useAnswer('company');
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	const [open, setOpen] = useState<string>();
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>Company</h1>
			<p className="quiet">
				What a place asks for holds for every place below it. Below, it can only be stricter.{' '}
				{value.hasSecond
					? 'What lets more out needs a second admin.'
					: 'You are the only admin of the whole firm: invite a second one.'}
			</p>
			<ul className="stack tree" aria-label="Places">
				{value.places.map(place => (
					<li
						key={place.location}
						className="card"
						data-depth={Math.min(place.location.split('/').length - 1, 4)}
					>
						<div className="actions">
							<strong>{place.title}</strong>
							<span className="quiet">
								{place.location === 'group'
									? 'the whole firm'
									: `${kindNames[place.kind]} · ${place.location}`}
							</span>
						</div>
						<p>
							<Counts place={place} />
							{asks(place)}
						</p>
						{isAdmin && (
							<PlaceActions
								place={place}
								isOpen={open === place.location}
								toggle={() => setOpen(open === place.location ? undefined : place.location)}
								done={again}
							/>
						)}
					</li>
				))}
			</ul>
		</>
	);
}

function Counts({place}: {place: Place}) {
	const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
	return (
		<>
			<Link to="/company/accounts">{count(place.accounts, 'account', 'accounts')}</Link>
			{' · '}
			<Link to="/people">{count(place.people, 'person', 'people')}</Link>
		</>
	);
}

function asks({gate, blind}: Place): string {
	const words = [
		...(gate === 'managed' ? [`Posting: ${gateNames[gate]}`] : []),
		...(blind === 'capture' ? [] : [`What cannot be read: ${blindNames[blind]}`]),
	];
	return words.length > 0 ? ` · ${words.join(' · ')}` : '';
}

function PlaceActions({place, isOpen, toggle, done}: ActionProps) {
	const {busy, problem, run} = useDoing();
	const {location, title, accounts, people} = place;
	const isEmpty = accounts + people === 0 && location !== 'group';
	const remove = () => void run(() => ask('removePlace', {location})).then(isDone => isDone && done());
	return (
		<>
			<div className="actions">
				<button type="button" aria-expanded={isOpen} aria-label={`Change ${title}`} onClick={toggle}>
					Change or add below
				</button>
				{isEmpty && (
					<button type="button" disabled={busy} aria-label={`Remove ${title}`} onClick={remove}>
						Remove
					</button>
				)}
			</div>
			<Problem>{problem}</Problem>
			{isOpen && (
				<PlaceForm
					place={place}
					done={() => {
						toggle();
						done();
					}}
				/>
			)}
		</>
	);
}

interface ActionProps {
	place: Place;
	isOpen: boolean;
	toggle: () => void;
	done: () => void;
}
