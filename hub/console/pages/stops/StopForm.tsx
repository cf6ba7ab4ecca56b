import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {isWithin} from '#lib/core/identity/location.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {Choice, Line} from '../company/Choice.tsx';
import {useDoing} from '../use-doing.ts';
import {Picks} from './Picks.tsx';

type Known = ReplyOf<'stops'>;

/** Milliseconds that an order usually lasts; it is written over. */
const usual = 4 * 60 * 60_000;

const fresh = (now: number) => ({
	...{location: 'group', account: '', reason: '', until: localTime(now + usual)},
	...{speakers: [] as readonly string[], templates: [] as readonly string[]},
});

type Form = ReturnType<typeof fresh>;

/** What to stop, why, until when; and what goes on all the same. The drill is the same order, and stops nothing. */
export function StopForm({known, done}: {known: Known; done: () => void}) {
	const [form, setForm] = useState(() => fresh(known.now));
	const {busy, problem, run} = useDoing();
	const put = (part: Partial<Form>) => setForm({...form, ...part});
	const {location, account, reason, until, speakers, templates} = form;
	const replies = known.replies.filter(reply => touches(reply.location, location));
	const order = async (drill: boolean) => {
		const [site, id] = account.split(' ');
		await ask('orderStop', {
			...{location, reason, speakers: [...speakers], drill, until: new Date(until).getTime()},
			account: id === undefined ? null : {site: site as 'x', id},
			templates: templates.filter(one => replies.some(reply => reply.id === one)),
		});
		setForm(fresh(known.now));
		done();
	};
	return (
		<form
			className="stack"
			aria-labelledby="new-stop"
			onSubmit={event => {
				event.preventDefault();
				const pressed = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
				void run(() => order(pressed?.value === 'drill'));
			}}
		>
			<h2 id="new-stop">Stop posting</h2>
			<Where known={known} form={form} put={put} />
			<GoesOn known={known} form={form} put={put} replies={replies} />
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="submit" className="danger" value="stop" disabled={busy}>
					Stop posting now
				</button>
				<button type="submit" value="drill" disabled={busy}>
					Drill: show it, stop nothing
				</button>
			</div>
		</form>
	);
}

interface FieldsProps {
	known: Known;
	form: Form;
	put: (part: Partial<Form>) => void;
}

function Where({known, form: {location, account, reason, until}, put}: FieldsProps) {
	const accounts = known.accounts.filter(one => isWithin(one.location, location));
	return (
		<div className="two">
			<Choice
				label="Where, and below"
				names={Object.fromEntries(known.places.map(place => [place, place]))}
				value={location}
				put={location => put({location, account: ''})}
			/>
			<Choice
				label="Which account"
				names={Object.fromEntries([
					['', 'All of them'],
					...accounts.map(one => [`${one.site} ${one.id}`, `${one.handle} (${one.site})`]),
				])}
				value={account}
				put={account => put({account})}
			/>
			<Line
				label="Why? Everybody who writes reads it"
				required={true}
				value={reason}
				put={reason => put({reason})}
			/>
			<Line
				label="Until, at most 14 days"
				type="datetime-local"
				required={true}
				value={until}
				put={until => put({until})}
			/>
		</div>
	);
}

function GoesOn({known, form, put, replies}: FieldsProps & {replies: Known['replies']}) {
	return (
		<>
			<Picks
				legend="Ready replies that may be used all the same"
				none="No ready reply is in use there."
				from={replies.map(({id, title}) => ({id, name: `${id} · ${title}`}))}
				chosen={form.templates}
				put={templates => put({templates})}
			/>
			<Picks
				legend="People who may post all the same"
				none="There is nobody."
				from={known.people}
				chosen={form.speakers}
				put={speakers => put({speakers})}
			/>
		</>
	);
}

const touches = (one: string, other: string) => isWithin(one, other) || isWithin(other, one);

/** As a `datetime-local` has it, to the minute. */
function localTime(ms: number): string {
	const minutesWest = new Date(ms).getTimezoneOffset();
	return new Date(ms - minutesWest * 60_000).toISOString().slice(0, 16);
}
