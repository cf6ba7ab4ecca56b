import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {go} from '../place.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';

/** A new rule begins with a regulator's notice, or with nothing. */
export function NewRule({session}: PageProps) {
	const {value} = useAnswer('listRules');
	const {busy, problem, run} = useDoing();
	const [pack, setPack] = useState('');
	const [notice, setNotice] = useState('');
	const [link, setLink] = useState('');
	const packs = value?.packs ?? [];
	const chosen = pack || (packs[0]?.id ?? '');
	const begin = async () => {
		const {yaml} = await ask('ruleFromNotice', {pack: chosen, notice, link});
		await ask('keepRuleDraft', {yaml}, {pack: chosen, rule: 'new'});
		go(`/rules/${chosen}/new`);
	};
	return (
		<>
			<h1>New rule</h1>
			<form
				onSubmit={event => {
					event.preventDefault();
					void run(begin);
				}}
			>
				<label className="field">
					<span className="label">A notice or policy text to begin with (optional)</span>
					<textarea rows={8} value={notice} onChange={event => setNotice(event.target.value)} />
				</label>
				<label className="field">
					<span className="label">Link to it (optional)</span>
					<input type="url" value={link} onChange={event => setLink(event.target.value)} />
				</label>
				<label className="field">
					<span className="label">The pack of rules it goes into</span>
					<select value={chosen} onChange={event => setPack(event.target.value)}>
						{packs.map(({id, title}) => (
							<option key={id} value={id}>
								{title}
							</option>
						))}
					</select>
				</label>
				<p className="quiet">
					Words in quotes or in a list become what the rule looks for; a date becomes the day it applies from.
					You are its owner, {session.person.name}, and check every line. Nothing is in force until a second
					person has approved it.
				</p>
				<Problem>{problem}</Problem>
				<div className="actions">
					<button type="submit" className="primary" disabled={busy || chosen === ''}>
						Begin the rule
					</button>
					<Link to="/rules">Back</Link>
				</div>
			</form>
			<OwnPack done={setPack} />
		</>
	);
}

function OwnPack({done}: {done: (pack: string) => void}) {
	const {busy, problem, run} = useDoing();
	const [title, setTitle] = useState('');
	const id = title
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^[^a-z]+|-+$/g, '');
	const make = async () => {
		await ask('newPack', {id, title});
		done(id);
	};
	return (
		<details className="stack">
			<summary>A pack for rules of your own</summary>
			<form
				onSubmit={event => {
					event.preventDefault();
					void run(make);
				}}
			>
				<label className="field">
					<span className="label">Its name</span>
					<input required={true} value={title} onChange={event => setTitle(event.target.value)} />
				</label>
				<Problem>{problem}</Problem>
				<button type="submit" disabled={busy || id === ''}>
					Make it
				</button>
			</form>
		</details>
	);
}
