import {cx} from '../boot.ts';

interface Props {
	at: number | null;
	now: number;
	onChange: (at: number | null) => void;
}

/** The switch "Set date and time", a date picker in mm/dd/yyyy and a time of spin buttons. */
export function DialogScheduler({at, now, onChange}: Props) {
	const set = (change: (date: Date) => void): void => {
		const date = new Date(at ?? now);
		// The page offers hours and minutes only.
		date.setSeconds(0, 0);
		change(date);
		onChange(date.getTime());
	};
	return (
		<div className={cx('business-schedule')}>
			<label>
				<input
					type="checkbox"
					role="switch"
					aria-label="Set date and time"
					checked={at !== null}
					onChange={event => onChange(event.target.checked ? now + 86_400_000 : null)}
				/>{' '}
				Set date and time
			</label>
			{at !== null && (
				<>
					<input
						aria-label="Date picker"
						placeholder="mm/dd/yyyy"
						defaultValue={american(at)}
						onBlur={event => set(date => setDay(date, event.target.value))}
					/>
					<span role="group" aria-label="Time input">
						<input
							type="number"
							role="spinbutton"
							aria-label="hours"
							min={0}
							max={23}
							value={new Date(at).getHours()}
							onChange={event => set(date => date.setHours(Number(event.target.value)))}
						/>
						<input
							type="number"
							role="spinbutton"
							aria-label="minutes"
							min={0}
							max={59}
							value={new Date(at).getMinutes()}
							onChange={event => set(date => date.setMinutes(Number(event.target.value)))}
						/>
					</span>
				</>
			)}
		</div>
	);
}

function american(at: number): string {
	const date = new Date(at);
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${two(date.getMonth() + 1)}/${two(date.getDate())}/${date.getFullYear()}`;
}

function setDay(date: Date, value: string): void {
	const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(value) ?? [];
	if (year) date.setFullYear(Number(year), Number(month) - 1, Number(day));
}
