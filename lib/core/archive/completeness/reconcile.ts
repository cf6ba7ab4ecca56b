/** The archive beside the site's own record: first by the site's ids, then, where it gives none, by words and time. */
import type {CapturedFact, Facts, PublishedFact, SiteExport} from './facts.ts';
import type {Found} from './gap.ts';

/** Milliseconds between our clock and the site's for the same post. */
const near = 10 * 60_000;

export interface Reconciled {
	site: string;
	account: string;
	madeAt: number;
	published: number;
	matched: number;
	/** On the site and not here. */
	notCaptured: PublishedFact[];
	/** Here, confirmed by the site then, and not in its export any more. */
	goneFromSite: CapturedFact[];
	/** Items found there, by item. */
	items: Set<string>;
}

/** One result for each export; the newest of an account speaks for it. */
export function reconcile({exports, captured, period}: Facts): Reconciled[] {
	const newest = new Map<string, SiteExport>();
	for (const one of exports) {
		const before = newest.get(accountOf(one));
		if (!before || before.madeAt < one.madeAt) newest.set(accountOf(one), one);
	}
	const ours = Map.groupBy(captured, accountOf);
	return [...newest.values()].map(one => compare(one, ours.get(accountOf(one)) ?? [], period));
}

export function notCapturedGaps(reconciled: readonly Reconciled[]): Found[] {
	return reconciled.flatMap(({notCaptured}) =>
		notCaptured.map(({site, account, id, at, kind, text}) => ({
			key: `not-captured ${site} ${account} ${id || `${at} ${shortOf(text)}`}`,
			kind: 'not-captured' as const,
			what: `a ${kind} on ${site === 'x' ? 'X' : 'Facebook'} is not in the archive: "${shortOf(text)}"`,
			from: at,
			to: at,
			device: null,
			site,
			account,
			count: 1,
		})),
	);
}

function compare(
	{site, account, madeAt, published}: SiteExport,
	ours: readonly CapturedFact[],
	period: {from: number; to: number},
): Reconciled {
	const inPeriod = published.filter(({at}) => at >= period.from && at < period.to);
	const pairs = pair(inPeriod, ours);
	const found = new Set(pairs.values());
	return {
		site,
		account,
		madeAt,
		published: inPeriod.length,
		matched: pairs.size,
		notCaptured: inPeriod.filter(one => !pairs.has(one)),
		goneFromSite: ours.filter(item =>
			isGone(item, found, ours, {from: period.from, to: Math.min(period.to, madeAt)}),
		),
		items: new Set([...found].map(({item}) => item)),
	};
}

function pair(
	published: readonly PublishedFact[],
	ours: readonly CapturedFact[],
): Map<PublishedFact, CapturedFact> {
	const pairs = new Map<PublishedFact, CapturedFact>();
	const free = new Set(ours.filter(isPublic));
	const byId = new Map([...free].filter(({siteId}) => siteId !== '').map(item => [item.siteId, item]));
	const take = (one: PublishedFact, item: CapturedFact | undefined) => {
		if (!item || !free.delete(item)) return;
		pairs.set(one, item);
	};
	for (const one of published)
		take(
			one,
			[one.id, ...one.versions].map(id => byId.get(id)).find(item => item && free.has(item)),
		);
	const byText = byWording(free);
	const inTime = published.toSorted((a, b) => a.at - b.at);
	const left = () => inTime.filter(one => !pairs.has(one));
	for (const one of left())
		take(
			one,
			nearest(
				one,
				(byText.get(plain(one.text)) ?? []).filter(item => free.has(item)),
			),
		);
	// Their announcement, which had the words, is lost: the gap of that number says so
	for (const one of left()) take(one, nearest(one, [...free].filter(isWordless)));
	return pairs;
}

/** A post is also found by what it was changed to: its download has only that, at the time of the first. */
function byWording(items: ReadonlySet<CapturedFact>): Map<string, CapturedFact[]> {
	const edits = Map.groupBy(
		[...items].filter(({kind}) => kind === 'edit'),
		({target}) => target,
	);
	const found = new Map<string, CapturedFact[]>();
	for (const item of items) {
		const later = item.siteId === '' ? [] : (edits.get(item.siteId) ?? []);
		for (const text of new Set([item, ...later].map(one => plain(one.text))))
			found.set(text, [...(found.get(text) ?? []), item]);
	}
	return found;
}

function isWordless({text, announcedAt}: CapturedFact): boolean {
	return text === '' && announcedAt === null;
}

/** The one next to it in time; an id that the site gave otherwise speaks against it. */
function nearest(one: PublishedFact, items: readonly CapturedFact[]): CapturedFact | undefined {
	const distance = (item: CapturedFact) => Math.abs((item.outcomeAt ?? item.announcedAt ?? 0) - one.at);
	return items
		.filter(item => distance(item) <= near && (one.id === '' || item.siteId === ''))
		.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** Adds something to the site that its export can have. */
function isPublic({kind, outcome}: CapturedFact): boolean {
	return outcome !== 'failed' && kind !== 'delete';
}

function isGone(
	item: CapturedFact,
	found: ReadonlySet<CapturedFact>,
	ours: readonly CapturedFact[],
	{from, to}: {from: number; to: number},
): boolean {
	const at = item.outcomeAt ?? 0;
	if (found.has(item) || item.outcome !== 'sent' || item.siteId === '' || at < from || at >= to) return false;
	const isListed = ['post', 'reply', 'quote', 'comment', 'share'].includes(item.kind);
	// An edit on X takes the place of what it changed, under an id of its own
	const isChange = ({kind, target}: CapturedFact) =>
		target === item.siteId && (kind === 'delete' || kind === 'edit');
	return isListed && !ours.some(isChange);
}

/** For comparison only: what sites change in passing is left out. */
export function plain(text: string): string {
	return text
		.toWellFormed()
		.normalize('NFC')
		.replace(/https?:\/\/\S+/g, ' ')
		.replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, ' ')
		.trim();
}

function accountOf({site, account}: {site: string; account: string}): string {
	return `${site}:${account}`;
}

/** As the register quotes it. */
export function shortOf(text: string): string {
	const clean = plain(text);
	return clean.length > 80 ? `${clean.slice(0, 79).toWellFormed()}…` : clean;
}
