/** Everything that was let out is announced, has an outcome, and the site has named it. */
import type {CapturedFact, DamageFact, Facts, WitnessedFact} from './facts.ts';
import type {Found, GapKind} from './gap.ts';

/** Milliseconds in which an outcome must come (product.md, section 5). */
const outcomeWithin = 24 * 60 * 60_000;

/** @param matched items that the site's own export shows to be public: their id is known after all */
export function outcomeGaps(facts: Facts, matched: ReadonlySet<string>): Found[] {
	const {captured, now, period} = facts;
	return captured.flatMap(item => {
		const at = item.announcedAt ?? item.outcomeAt ?? 0;
		if (at < period.from || at >= period.to) return [];
		if (item.announcedAt === null)
			return [gapOf(item, 'unannounced', at, 'sent without having been announced')];
		const isSettled = now - at <= outcomeWithin || matched.has(item.item);
		return isSettled ? [] : unsettled(item, at);
	});
}

function unsettled(item: CapturedFact, at: number): Found[] {
	if (item.outcome === null)
		return [gapOf(item, 'no-outcome', at, 'let go, and nobody saw what became of it')];
	if (item.outcome === 'sent' && item.siteId === '')
		return [gapOf(item, 'unconfirmed', at, 'sent, but the site never gave its number')];
	return [];
}

function gapOf(
	{item, name, device, site, account}: CapturedFact,
	kind: GapKind,
	at: number,
	what: string,
): Found {
	const place = {from: at, to: at, device, site, account, count: 1};
	return {...place, key: `${kind} ${item}`, kind, what: `${name}: ${what}`};
}

export function witnessGaps({witnessed, period}: Facts): Found[] {
	return witnessed.filter(({at}) => at >= period.from && at < period.to).map(witnessGap);
}

function witnessGap({name, device, n, at, site, account, operation, what}: WitnessedFact): Found {
	const words =
		what === 'unseen' ? `a page could not be read (${operation})` : `${operation} went out without a release`;
	const place = {from: at, to: at, device, site, account, count: 1};
	return {...place, key: `${what} ${device} ${n}`, kind: what, what: `${name}: ${words}`};
}

export function damageGaps({damage}: Facts): Found[] {
	return damage.map(({name, seq, at, what}: DamageFact) => ({
		key: `${what} ${seq}`,
		kind: what === 'fork' ? 'fork' : 'content',
		what:
			what === 'fork'
				? `${name}: two records have one number`
				: `${name}: the content is gone, and no entry says that it was erased`,
		from: at,
		to: at,
		device: null,
		site: null,
		account: null,
		count: 1,
	}));
}
