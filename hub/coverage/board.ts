/** Who has the rules and who has not. Pure: what browsers said, and the time. */
import type {RoleAt} from '#lib/core/identity/roles.ts';

/** Milliseconds without a request after which a browser counts as switched off: it asks once a minute. */
export const silentAfter = 5 * 60_000;
/** Milliseconds that a browser which is there may take. */
export const patience = 10 * 60_000;

export type Arrival = 'current' | 'arriving' | 'offline' | 'stuck';

export interface Said {
	/** Has it the rules in force? */
	hasThem: boolean;
	/** Since when it says which rules it has. */
	since: number;
	seenAt: number | null;
}

/** `from`: since when these rules are in force. */
export function arrivalOf({hasThem, seenAt}: Omit<Said, 'since'>, from: number, now: number): Arrival {
	if (hasThem) return 'current';
	if (seenAt === null) return 'offline';
	// It was here long enough to take them, and has not
	if (seenAt - from >= patience) return 'stuck';
	return now - seenAt > silentAfter ? 'offline' : 'arriving';
}

export type Tally = Record<Arrival, number> & {all: number};

export function tally(arrivals: readonly Arrival[]): Tally {
	const of = (wanted: Arrival) => arrivals.filter(arrival => arrival === wanted).length;
	return {
		all: arrivals.length,
		current: of('current'),
		arriving: of('arriving'),
		offline: of('offline'),
		stuck: of('stuck'),
	};
}

/** Milliseconds until this share of all browsers had the rules; nothing while they have not. */
export function timeTo(share: number, said: readonly Said[], from: number): number | null {
	const needed = Math.ceil(said.length * share);
	const times = said.flatMap(({hasThem, since}) => (hasThem ? [Math.max(0, since - from)] : []));
	if (needed === 0 || times.length < needed) return null;
	return times.sort((a, b) => a - b)[needed - 1]!;
}

/** Where a person mostly works: as an author, else in the first other role. */
export function branchOf(roles: readonly RoleAt[]): string | undefined {
	return (roles.find(({role}) => role === 'author') ?? roles[0])?.location;
}
