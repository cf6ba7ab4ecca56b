/** Questions to a device's chain: are all numbers here, and was it guarding all the time? */
import {type WorkingTime, workingTime} from './calendar.ts';
import type {DeviceFacts, Facts, RecordFact} from './facts.ts';
import type {Found} from './gap.ts';

const minute = 60_000;

/** Working time without a sign of life after which a browser counts as silent: it says once an hour that it guards. */
export const silentAfter = 4 * 60 * minute;
/** A shorter time without what the accounts demand is not listed (product.md, 6.5). */
const unguardedAfter = 10 * minute;
/** A heartbeat speaks for the time until the next record, at most this long. */
const beatSpeaksFor = 90 * minute;

/** Numbers that a later one shows to be missing. */
export function missingNumbers({devices}: Facts): Found[] {
	return devices.flatMap(device => {
		const missing: Found[] = [];
		let [next, since] = [1, device.enrolledAt];
		for (const {n, at} of device.records) {
			if (n > next) missing.push(sequenceGap(device, next, n - 1, {from: since, to: at}));
			[next, since] = [n + 1, at];
		}
		return missing;
	});
}

function sequenceGap(
	{device, label}: DeviceFacts,
	first: number,
	last: number,
	time: {from: number; to: number},
): Found {
	const numbers = first === last ? `record ${first} is` : `records ${first} to ${last} are`;
	return {
		...time,
		// The last number is where it was found; the first may move as records come in late
		key: `sequence ${device} ${last}`,
		kind: 'sequence',
		what: `${label}: ${numbers} missing`,
		device,
		site: null,
		account: null,
		count: last - first + 1,
	};
}

/** Working hours in which nothing came from a browser that is still enrolled. */
export function silences(facts: Facts): Found[] {
	const worked = workingTime(facts.calendar, facts.period);
	return facts.devices.flatMap(device => {
		const to = Math.min(facts.period.to, facts.now, device.revokedAt ?? Number.POSITIVE_INFINITY);
		const from = Math.max(facts.period.from, device.enrolledAt);
		const signs = device.records.map(({at}) => at).filter(at => at > from && at < to);
		const times = [from, ...signs.toSorted((a, b) => a - b), to];
		return times
			.slice(1)
			.map((end, i) => ({from: times[i]!, to: end}))
			.filter(span => worked(span.from, span.to) >= silentAfter)
			.map(span => silence(facts, device, span, worked));
	});
}

function silence(
	{devices, period, now}: Facts,
	{device, label, person}: DeviceFacts,
	span: {from: number; to: number},
	worked: WorkingTime,
): Found {
	const hours = Math.round(worked(span.from, span.to) / (60 * minute));
	const isLast = span.to === Math.min(period.to, now);
	const successor = devices.find(
		other => other.person === person && other.device !== device && other.enrolledAt >= span.from && isLast,
	);
	return {
		...span,
		key: `${successor ? 'restart' : 'silent'} ${device} ${span.from}`,
		kind: successor ? 'restart' : 'silent',
		what: successor
			? `${label}: its chain ended, and ${successor.label} of the same person began`
			: `${label}: nothing was heard through ${hours} working hours`,
		device,
		site: null,
		account: null,
		count: 1,
	};
}

/** Times in which a browser said itself that it did not guard as its accounts demand. */
export function unguarded({devices, accounts, period}: Facts): Found[] {
	const managed = new Set(
		accounts.filter(({gate}) => gate === 'managed').map(({site, id}) => `${site}:${id}`),
	);
	return devices.flatMap(device =>
		spansOf(device.records)
			.filter(({from, to}) => to > period.from && from < period.to && to - from > unguardedAfter)
			.flatMap(({from, to, record}) => {
				const lack = lackOf(record, managed);
				if (!lack) return [];
				const {device: id, label} = device;
				const what = `${label}: ${lack} for ${Math.round((to - from) / minute)} minutes`;
				const place = {device: id, site: null, account: null, count: 1};
				return [{key: `unguarded ${id} ${from}`, kind: 'unguarded' as const, what, from, to, ...place}];
			}),
	);
}

/** For how long each heartbeat speaks. */
export function spansOf(records: readonly RecordFact[]): {from: number; to: number; record: RecordFact}[] {
	const beats = records.filter(({beat}) => beat);
	return beats.map((record, i) => ({
		from: record.at,
		to: Math.min(beats[i + 1]?.at ?? Number.POSITIVE_INFINITY, record.at + beatSpeaksFor),
		record,
	}));
}

/** What a browser lacked; empty when nothing. */
export function lackOf({beat}: RecordFact, managed: ReadonlySet<string>): string {
	if (!beat) return '';
	if (beat.policy === null) return 'no rules in force';
	if (beat.gate === 'unmanaged' && beat.accounts.some(account => managed.has(account)))
		return 'without all locks that its account demands';
	return '';
}
