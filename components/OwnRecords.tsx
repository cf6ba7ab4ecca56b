import type {OwnRecord} from '#lib/messaging/own-record.ts';
import {useNow, useRecords} from './use-desk.ts';
import {clockTime} from './words.ts';

/** "What my employer can see": each record exactly as it was sent, with the archive's receipt. */
export function OwnRecords() {
	const {value: records} = useRecords();
	return (
		<section aria-labelledby="records-title">
			<h2 id="records-title">What my employer can see</h2>
			<p className="quiet">
				These are all records this browser has made in the last 30 days, word for word. Drafts you never sent
				are not among them.
			</p>
			{records?.length === 0 && <p>No records yet.</p>}
			<ul className="items">
				{records?.map(record => (
					<Record key={record.n} record={record} />
				))}
			</ul>
		</section>
	);
}

function Record({record: {n, at, kind, summary, json, receipt}}: {record: OwnRecord}) {
	const now = useNow();
	return (
		<li className="record">
			<details>
				<summary>
					<span className="record-head">
						<strong>{summary}</strong>
						<span className="quiet">
							{clockTime(at, now)} · {kind} · {receipt ? `✓ ${receipt.name}` : '⇅ waiting to be sent'}
						</span>
					</span>
				</summary>
				<p className="label">Record {n}, exactly as signed</p>
				<pre>{pretty(json)}</pre>
			</details>
		</li>
	);
}

/** For the eye only; what was signed has no line breaks. */
function pretty(json: string): string {
	return JSON.stringify(JSON.parse(json), null, 2);
}
