interface Props {
	legend: string;
	/** Said where there is nothing to choose from. */
	none: string;
	from: readonly {id: string; name: string}[];
	chosen: readonly string[];
	put: (chosen: readonly string[]) => void;
}

/** Any of them, one box for each; folded, because usually it is none. */
export function Picks({legend, none, from, chosen, put}: Props) {
	return (
		<details>
			<summary>
				{legend}: {chosen.length === 0 ? 'none' : chosen.length}
			</summary>
			<fieldset className="stack" aria-label={legend}>
				{from.length === 0 && <p className="quiet">{none}</p>}
				{from.map(({id, name}) => (
					<label key={id} className="check">
						<input
							type="checkbox"
							checked={chosen.includes(id)}
							onChange={event =>
								put(event.target.checked ? [...chosen, id] : chosen.filter(one => one !== id))
							}
						/>
						{name}
					</label>
				))}
			</fieldset>
		</details>
	);
}
