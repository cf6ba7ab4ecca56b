import {type FormEvent, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask} from '../ask.ts';
import {go} from '../place.ts';
import {useDoing} from '../use-doing.ts';
import {UnderWay} from './UnderWay.tsx';
import {counted, figure} from './words.ts';

/** What can be done with what was found. Each says what it does before it does it. */
export function ResultActions({id}: {id: string}) {
	const {busy, problem, run} = useDoing();
	const [said, setSaid] = useState('');
	const [isMaking, setMaking] = useState(false);
	const repeat = () =>
		run(async () => {
			const {same, items} = await ask('repeatSearch', undefined, {id});
			setSaid(
				same
					? `✓ The same ${counted(items, 'item')} as before.`
					: `! Another answer: ${counted(items, 'item')}. Look at it.`,
			);
		});
	const draw = (kind: 'miss' | 'supervision', size: number) =>
		run(async () => go(`/archive/draws/${(await ask('makeDraw', {kind, search: id, size})).id}`));
	const hold = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const reason = String(new FormData(event.currentTarget).get('reason'));
		void run(async () => {
			const made = await ask('setLegalHold', {search: id, reason});
			const [items, entries] = [counted(made.items, 'item'), counted(made.entries, 'entry', 'entries')];
			setSaid(`✓ Legal hold ${made.id}: ${items} in ${entries}.`);
		});
	};
	const bundle = () =>
		run(async () => {
			setMaking(true);
			const made = await ask('makeBundle', {search: id}).finally(() => setMaking(false));
			setSaid(
				`✓ ${made.id} is ready under Exports: ${counted(made.items, 'item')}.${damageIn(made.damaged)}`,
			);
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
			{isMaking && <UnderWay search={id} />}
			<p role="status">{said}</p>
			<Problem>{problem}</Problem>
		</div>
	);
}

/** What is not in a bundle that should be: said at once, not only by whoever verifies it. */
function damageIn(names: readonly string[]): string {
	if (names.length === 0) return '';
	const [some, more] = [names.slice(0, 5).join(', '), names.length - 5];
	return ` ! Not in it, because the archive cannot read it any more: ${some}${more > 0 ? ` and ${figure(more)} more` : ''}. The bundle’s manifest names it.`;
}
