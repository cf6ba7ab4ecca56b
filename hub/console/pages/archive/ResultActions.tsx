import {type FormEvent, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask} from '../ask.ts';
import {go} from '../place.ts';
import {useDoing} from '../use-doing.ts';
import {figure} from './words.ts';

/** What can be done with what was found. Each says what it does before it does it. */
export function ResultActions({id}: {id: string}) {
	const {busy, problem, run} = useDoing();
	const [said, setSaid] = useState('');
	const repeat = () =>
		run(async () => {
			const {same, items} = await ask('repeatSearch', undefined, {id});
			setSaid(
				same
					? `✓ The same ${figure(items)} items as before.`
					: `! Another answer: ${figure(items)} items. Look at it.`,
			);
		});
	const draw = (kind: 'miss' | 'supervision', size: number) =>
		run(async () => go(`/archive/draws/${(await ask('makeDraw', {kind, search: id, size})).id}`));
	const hold = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const reason = String(new FormData(event.currentTarget).get('reason'));
		void run(async () => {
			const made = await ask('setLegalHold', {search: id, reason});
			setSaid(`✓ Legal hold ${made.id}: ${figure(made.items)} items in ${figure(made.entries)} entries.`);
		});
	};
	const bundle = () =>
		run(async () => {
			const made = await ask('makeBundle', {search: id});
			setSaid(`✓ ${made.id} is ready under Exports: ${figure(made.items)} items.`);
		});
	return (
		<div className="block">
			<p className="actions">
				<button type="button" disabled={busy} onClick={() => void repeat()}>
					Ask again
				</button>{' '}
				<button type="button" disabled={busy} onClick={() => void draw('miss', 300)}>
					Draw 300 for a miss check
				</button>{' '}
				<button type="button" disabled={busy} onClick={() => void draw('supervision', 50)}>
					Draw 50 to supervise
				</button>{' '}
				<button type="button" disabled={busy} onClick={() => void bundle()}>
					Make the bundle
				</button>
			</p>
			<details>
				<summary>Keep everything in this search: legal hold</summary>
				<form className="block" onSubmit={hold}>
					<label>
						Reason
						<input name="reason" required maxLength={2000} />
					</label>
					<div>
						<button type="submit" disabled={busy}>
							Set the legal hold
						</button>
					</div>
				</form>
			</details>
			<p role="status">{said}</p>
			<Problem>{problem}</Problem>
		</div>
	);
}
