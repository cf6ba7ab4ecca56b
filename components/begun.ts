/**
 * What somebody has begun to write on our own screens. Written down at each key, before anything else happens: a popup closes at
 * any click elsewhere without a last word, and the background may be dead just then (docs/adr/0188).
 */
import {type Making, nothingMade} from './decision.ts';

const prefix = 'countersign:begun:';
/** Milliseconds after which nobody comes back to it. */
const keepFor = 14 * 24 * 60 * 60_000;

type Row = Making & {at: number};

/** What was begun about a hold; `undefined` if nothing was. */
export function begun(hold: string): Making | undefined {
	const row = read(prefix + hold);
	if (!row) return;
	const {at: _, ...making} = row;
	return making;
}

export function keepBegun(hold: string, making: Making): void {
	localStorage.setItem(prefix + hold, JSON.stringify({...making, at: Date.now()} satisfies Row));
}

/** Once the hub has confirmed it, and only then. */
export function forgetBegun(hold: string): void {
	localStorage.removeItem(prefix + hold);
}

/** After leaving a company nothing of its drafts stays here. */
export function forgetAllBegun(isOver: (at: number) => boolean = () => true): void {
	const keys = Array.from({length: localStorage.length}, (_, at) => localStorage.key(at)!);
	for (const key of keys)
		if (key.startsWith(prefix) && isOver(read(key)?.at ?? 0)) localStorage.removeItem(key);
}

export function forgetOldBegun(now: number): void {
	forgetAllBegun(at => now - at > keepFor);
}

function read(key: string): Row | undefined {
	const text = localStorage.getItem(key);
	// An older version may have kept less
	return text === null ? undefined : {...nothingMade, at: 0, ...(JSON.parse(text) as Partial<Row>)};
}
