import type {ReplyOf} from '../ask.ts';

const when = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});

/** Every save of a rule: who, when, and the words as they were. */
export function History({
	history,
	restore,
}: {
	history: ReplyOf<'readRule'>['history'];
	restore: ((yaml: string) => void) | undefined;
}) {
	if (history.length === 0) return null;
	return (
		<section className="stack" aria-labelledby="history">
			<h2 id="history">History</h2>
			{history.map(({n, by, at, yaml}) => (
				<details key={n}>
					<summary>
						{yaml === null ? 'Taken out' : 'Saved'} by {by}, {when.format(at)}
					</summary>
					{yaml !== null && (
						<>
							{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
							<pre className="scroll" tabIndex={0}>
								{yaml}
							</pre>
							{restore && (
								<button type="button" onClick={() => restore(yaml)}>
									Take these words again
								</button>
							)}
						</>
					)}
				</details>
			))}
		</section>
	);
}
