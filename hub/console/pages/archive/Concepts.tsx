import {type FormEvent, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import {useDoing} from '../use-doing.ts';

/** Concept lists, read and changed: each change is a new version, so that older searches keep their meaning. */
export function Concepts({concepts, saved}: {concepts: ReplyOf<'concepts'>; saved: () => void}) {
	const {busy, problem, run} = useDoing();
	const [id, setId] = useState('');
	const known = concepts.find(concept => concept.id === id);
	const send = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const terms = String(form.get('terms'))
			.split('\n')
			.map(term => term.trim())
			.filter(Boolean);
		const concept = {id: String(form.get('id')).trim(), title: String(form.get('title')).trim(), terms};
		void run(() => ask('saveConcept', concept)).then(worked => worked && saved());
	};
	return (
		<details>
			<summary>{`Concept lists (${concepts.length})`}</summary>
			<form className="block" onSubmit={send} key={known?.id ?? 'new'}>
				<label>
					List
					<select value={id} onChange={event => setId(event.currentTarget.value)}>
						<option value="">a new one</option>
						{concepts.map(concept => (
							<option key={concept.id} value={concept.id}>{`${concept.title} (v${concept.version})`}</option>
						))}
					</select>
				</label>
				<div className="two">
					<label>
						Short name
						<input
							name="id"
							required
							pattern="[a-z0-9-]{1,60}"
							defaultValue={known?.id}
							readOnly={Boolean(known)}
						/>
					</label>
					<label>
						Title
						<input name="title" required defaultValue={known?.title} />
					</label>
				</div>
				<label>
					Words and phrases, one a line; * at the end for beginnings
					<textarea name="terms" rows={6} required defaultValue={known?.terms.join('\n')} />
				</label>
				<Problem>{problem}</Problem>
				<div>
					<button type="submit" disabled={busy}>
						Save as the next version
					</button>
				</div>
			</form>
		</details>
	);
}
