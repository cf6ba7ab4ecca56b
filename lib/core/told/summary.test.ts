import {expect, test} from 'vitest';
import {summaryDue} from './summary.ts';

const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 21, hour, minute);
const person = {zone: 'Europe/London', quiet: null, summaries: ['13:00', '08:00']};
const sleeper = {...person, quiet: {from: '22:00', to: '08:30', freeDays: []}};

test.each([
	{name: 'not before the first', person, now: at(7, 59), due: undefined},
	{name: 'at its minute', person, now: at(8), due: '2026-11-21 08:00'},
	{name: 'later, when the hub slept', person, now: at(12, 59), due: '2026-11-21 08:00'},
	{name: 'only the latest', person, now: at(23), due: '2026-11-21 13:00'},
	{name: 'not in quiet hours', person: sleeper, now: at(8, 15), due: undefined},
	{name: 'but after them', person: sleeper, now: at(8, 30), due: '2026-11-21 08:00'},
	{
		name: 'by the clock of the person',
		person: {...person, zone: 'America/New_York'},
		now: at(13),
		due: '2026-11-21 08:00',
	},
	{name: 'never, without times', person: {...person, summaries: []}, now: at(12), due: undefined},
])('a summary comes $name', ({person, now, due}) => {
	expect(summaryDue(person, now)).toBe(due);
});
