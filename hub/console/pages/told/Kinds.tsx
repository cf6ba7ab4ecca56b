import {type Kind, kinds, kindWords} from '#lib/core/told/kind.ts';

/** Of what: one box for each. */
export function Kinds({
	legend,
	value,
	put,
}: {
	legend: string;
	value: readonly Kind[];
	put: (value: Kind[]) => void;
}) {
	return (
		<fieldset className="stack">
			<legend className="label">{legend}</legend>
			{kinds.map(kind => (
				<label key={kind} className="check">
					<input
						type="checkbox"
						checked={value.includes(kind)}
						onChange={event =>
							put(kinds.filter(k => (k === kind ? event.target.checked : value.includes(k))))
						}
					/>
					{kindWords[kind]}
				</label>
			))}
		</fieldset>
	);
}
