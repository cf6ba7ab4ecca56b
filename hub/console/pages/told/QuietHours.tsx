import type {ToldPerson} from '#lib/core/told/settings.schema.ts';

type Quiet = ToldPerson['quiet'];

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function QuietHours({quiet, put}: {quiet: Quiet; put: (quiet: Quiet) => void}) {
	const isOn = quiet !== null;
	return (
		<fieldset className="stack">
			<legend className="label">Quiet hours</legend>
			<label className="check">
				<input
					type="checkbox"
					checked={isOn}
					onChange={event => put(event.target.checked ? {from: '22:00', to: '07:00', freeDays: []} : null)}
				/>
				I have quiet hours
			</label>
			{quiet && (
				<>
					<div className="two">
						<label className="field">
							<span className="label">From</span>
							<input
								type="time"
								required={true}
								value={quiet.from}
								onChange={event => put({...quiet, from: event.target.value})}
							/>
						</label>
						<label className="field">
							<span className="label">To</span>
							<input
								type="time"
								required={true}
								value={quiet.to}
								onChange={event => put({...quiet, to: event.target.value})}
							/>
						</label>
					</div>
					<FreeDays value={quiet.freeDays} put={freeDays => put({...quiet, freeDays})} />
				</>
			)}
		</fieldset>
	);
}

function FreeDays({value, put}: {value: number[]; put: (value: number[]) => void}) {
	return (
		<fieldset className="actions">
			<legend className="label">Quiet all day</legend>
			{days.map((name, i) => (
				<label key={name} className="check">
					<input
						type="checkbox"
						checked={value.includes(i + 1)}
						onChange={event =>
							put(event.target.checked ? [...value, i + 1].sort() : value.filter(day => day !== i + 1))
						}
					/>
					{name}
				</label>
			))}
		</fieldset>
	);
}
