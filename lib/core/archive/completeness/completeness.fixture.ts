/** For tests: a month of records of 16 browsers, in which nothing is missing until a test takes something away. */
import type {CapturedFact, DeviceFacts, Facts, PublishedFact, RecordFact} from './facts.ts';
import {usualCalendar} from './facts.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
export const march = {from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 3, 1)};

export interface Month extends Facts {
	devices: (DeviceFacts & {records: RecordFact[]})[];
	captured: CapturedFact[];
}

/** About `count` records: heartbeats in working hours, and posts in announced and confirmed pairs. */
export function month(count: number, devices = 16): Month {
	const accounts = [
		{site: 'x', id: '1700', handle: 'HarwellStoneLeeds', gate: 'any'},
		{site: 'facebook', id: '7700', handle: 'Harwell & Stone', gate: 'managed'},
	] as const;
	const days = Array.from({length: 31}, (_, i) => march.from + i * day).filter(
		at => new Date(at).getUTCDay() !== 0,
	);
	const perDay = Math.round(count / devices / days.length);
	const all = Array.from({length: devices}, (_, d) => browser(d, days, perDay));
	const captured = all.flatMap(one => one.captured);
	return {
		period: march,
		now: Date.UTC(2026, 3, 3),
		accounts,
		calendar: usualCalendar,
		devices: all.map(({facts}) => facts),
		captured,
		witnessed: [],
		damage: [],
		exports: accounts.map(({site, id}) => ({
			site,
			account: id,
			madeAt: Date.UTC(2026, 3, 2),
			sha256: '00'.repeat(32),
			published: captured.filter(item => item.site === site).map(publishedOf),
		})),
	};
}

function browser(d: number, days: readonly number[], perDay: number) {
	const records: RecordFact[] = [];
	const captured: CapturedFact[] = [];
	const device = `device-${d}`;
	let n = 1;
	for (const from of days) {
		for (let h = 9; h < 18; h++) {
			const beat = {
				gate: 'managed',
				policy: 'ab',
				waiting: 0,
				accounts: ['x:1700', 'facebook:7700'],
			} as const;
			records.push({n: n++, at: from + h * hour + d * 1000, beat});
		}
		for (let i = 0; i < (perDay - 9) / 2; i++) {
			const at = from + 9 * hour + Math.floor((i * 8 * hour) / perDay) * 2 + d * 1000 + 500;
			records.push({n: n++, at}, {n: n++, at: at + 400});
			captured.push(post(device, `${d}-${captured.length}`, at));
		}
	}
	const facts = {
		device,
		person: `person-${d}`,
		label: `L-${String(d).padStart(2, '0')}`,
		enrolledAt: march.from - day,
	};
	return {facts: {...facts, revokedAt: null, records: records.toSorted((a, b) => a.n - b.n)}, captured};
}

function post(device: string, id: string, at: number): CapturedFact {
	const site = id.length % 2 ? 'x' : 'facebook';
	const place = {site, account: site === 'x' ? '1700' : '7700'} as const;
	const times = {announcedAt: at, outcomeAt: at + 400};
	return {
		...{item: id, name: `HS-${id}`, device, ...place, kind: 'post', text: `Offer ${id} of today`, ...times},
		...{outcome: 'sent', siteId: `19${id.replace('-', '0')}`, target: null},
	};
}

function publishedOf({site, account, siteId, outcomeAt, text}: CapturedFact): PublishedFact {
	return {
		site,
		account,
		// Facebook's export has no ids
		id: site === 'x' ? siteId : '',
		at: outcomeAt! + 900,
		kind: 'post',
		text,
		deletedAt: null,
		versions: [],
	};
}
