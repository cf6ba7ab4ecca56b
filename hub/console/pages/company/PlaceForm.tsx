import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {Choice, Line} from './Choice.tsx';
import {blindNames, gateNames, kindNames} from './strict-words.ts';

type Place = ReplyOf<'company'>['places'][number];

/** Another name or other demands for a place; and a new place below it. */
export function PlaceForm({place, done}: {place: Place; done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [isWaiting, setWaiting] = useState(false);
	const [changed, setChanged] = useState(place);
	const [below, setBelow] = useState({title: '', kind: 'branch' as Place['kind']});
	const save = (next: Place) => async () => {
		const {location, title, kind, gate, blind} = next;
		const outcome = await ask('putPlace', {location, title, kind, gate, blind});
		if (outcome.done) done();
		else setWaiting(true);
	};
	const added: Place = {
		...place,
		...below,
		location: `${place.location}/${slug(below.title)}`,
		gate: 'any',
		blind: 'capture',
	};
	const submit = (next: Place) => (event: {preventDefault: () => void}) => {
		event.preventDefault();
		void run(save(next));
	};
	return (
		<div className="beside">
			<form className="stack" onSubmit={submit(changed)}>
				<h2>{place.title}</h2>
				<Line
					label="Name"
					required={true}
					value={changed.title}
					put={title => setChanged({...changed, title})}
				/>
				<Choice
					label="Kind"
					names={kindNames}
					value={changed.kind}
					put={kind => setChanged({...changed, kind})}
				/>
				<Choice
					label="Who may post"
					names={gateNames}
					value={changed.gate}
					put={gate => setChanged({...changed, gate})}
				/>
				<Choice
					label="What cannot be read, at most"
					names={blindNames}
					value={changed.blind}
					put={blind => setChanged({...changed, blind})}
				/>
				<button type="submit" className="primary" disabled={busy}>
					Save
				</button>
				<p role="status">{isWaiting ? '◔ Less strict: this waits for a second admin.' : ''}</p>
			</form>
			<form className="stack" onSubmit={submit(added)}>
				<h2>New below {place.title}</h2>
				<Line label="Name" required={true} value={below.title} put={title => setBelow({...below, title})} />
				<Choice label="Kind" names={kindNames} value={below.kind} put={kind => setBelow({...below, kind})} />
				{below.title !== '' && <p className="quiet">{added.location}</p>}
				<button type="submit" disabled={busy}>
					Add
				</button>
			</form>
			<Problem>{problem}</Problem>
		</div>
	);
}

/** `st-albans` for "St. Albans": what a location may be made of. */
function slug(title: string): string {
	return title
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 64);
}
