import {type FormEvent, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask} from '../ask.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {counted, fromDay} from './words.ts';

/** The sites' own record of an account: read in this browser as text, compared at the hub. */
export function ImportExport({imported}: {imported: () => void}) {
	const {value: accounts} = useAnswer('archiveAccounts');
	const {busy, problem, run} = useDoing();
	const [said, setSaid] = useState('');
	const send = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const [site, account = ''] = String(form.get('account')).split(' ');
		void run(async () => {
			const files = await Promise.all(
				form
					.getAll('files')
					.map(async file => ({path: (file as File).name, text: await (file as File).text()})),
			);
			const madeAt = fromDay(String(form.get('madeAt'))) ?? 0;
			const made = await ask('importSiteExport', {site: site as 'x', account, madeAt, files});
			setSaid(`✓ ${counted(made.published, 'post')} read. Skipped: ${made.skipped.join(', ') || 'no file'}.`);
			imported();
		});
	};
	return (
		<details>
			<summary>Compare with the site’s own export</summary>
			<form className="block" onSubmit={send}>
				<p className="quiet">
					X: data/tweets.js, data/deleted-tweets.js, data/account.js of “Download an archive of your data”.
					Facebook: the JSON files of posts and comments of “Download your information”.
				</p>
				<div className="two">
					<label>
						Account
						<select name="account" required>
							{accounts?.map(({site, id, handle}) => (
								<option key={`${site} ${id}`} value={`${site} ${id}`}>
									{`${site === 'x' ? 'X' : 'Facebook'} · ${handle}`}
								</option>
							))}
						</select>
					</label>
					<label>
						Downloaded on
						<input name="madeAt" type="date" required />
					</label>
				</div>
				<label>
					Files
					<input name="files" type="file" multiple required accept=".js,.json" />
				</label>
				<div>
					<button type="submit" disabled={busy || !accounts}>
						Read the export
					</button>
				</div>
				<p role="status">{said}</p>
				<Problem>{problem}</Problem>
			</form>
		</details>
	);
}
