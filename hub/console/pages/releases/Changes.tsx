import type {RulesChange} from '#lib/api/console.ts';

const names = {new: 'New', changed: 'Changed', removed: 'Taken out'} as const;

/** A difference in words; what would let something through that is stopped now is said first. */
export function Changes({changes}: {changes: readonly RulesChange[]}) {
	const ordered = [...changes].sort((a, b) => Number(b.loosens) - Number(a.loosens));
	return (
		<ul className="stack changes">
			{ordered.map(({pack, rule, what, title, lines, loosens}) => (
				<li key={`${pack} ${rule} ${what}`}>
					<p>
						<strong>
							{names[what]}: {rule ?? 'Pack'} {title}
						</strong>{' '}
						{loosens && <span className="chip">may let more through</span>}
					</p>
					<ul>
						{lines.map(line => (
							<li key={line}>
								<Words line={line} />
							</li>
						))}
					</ul>
				</li>
			))}
		</ul>
	);
}

/** Characters that one still reads at a glance; the patterns of a starter pack are pages long. */
const short = 240;

function Words({line}: {line: string}) {
	if (line.length <= short) return line;
	return (
		<details>
			<summary>{line.slice(0, short).replace(/\s\S*$/, '')} …</summary>
			{line}
		</details>
	);
}
