import {useState} from 'react';

interface Props {
	label: string;
	value: readonly string[];
	put: (value: string[]) => void;
	placeholder?: string;
}

/** Several short things on one line. What is typed stays as it is typed: a comma at its end is the beginning of the next. */
export function ListLine({label, value, put, placeholder}: Props) {
	const [text, setText] = useState(value.join(', '));
	const type = (typed: string) => {
		setText(typed);
		put(typed.split(/[,\s]+/).filter(each => each !== ''));
	};
	return (
		<label className="field">
			<span className="label">{label}</span>
			<input value={text} placeholder={placeholder} onChange={event => type(event.target.value)} />
		</label>
	);
}
