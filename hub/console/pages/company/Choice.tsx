/** A named choice among few. */
export function Choice<T extends string>({label, names, value, put}: Props<T>) {
	return (
		<label className="field">
			<span className="label">{label}</span>
			<select value={value} onChange={event => put(event.target.value as T)}>
				{Object.entries(names).map(([id, words]) => (
					<option key={id} value={id}>
						{words as string}
					</option>
				))}
			</select>
		</label>
	);
}

interface Props<T extends string> {
	label: string;
	names: Record<T, string>;
	value: T;
	put: (value: T) => void;
}

export function Line({label, value, put, ...rest}: LineProps) {
	return (
		<label className="field">
			<span className="label">{label}</span>
			<input value={value} onChange={event => put(event.target.value)} {...rest} />
		</label>
	);
}

interface LineProps {
	label: string;
	value: string;
	put: (value: string) => void;
	required?: boolean;
	pattern?: string;
	type?: 'text' | 'date' | 'datetime-local';
	placeholder?: string;
}
