import {cx} from '../boot.ts';
import {t} from '../i18n.ts';

interface Props {
	at: number | null;
	earliest: number;
	onChange: (at: number | null) => void;
}

/** Date and time of a scheduled post. Choosing it sends nothing. */
export const ScheduleField = ({at, earliest, onChange}: Props) => (
	<label className={cx('schedule')}>
		{t('schedulePost')}
		<input
			type="datetime-local"
			min={local(earliest)}
			value={at === null ? '' : local(at)}
			onChange={event => onChange(event.target.value ? new Date(event.target.value).getTime() : null)}
		/>
	</label>
);

function local(at: number): string {
	return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
