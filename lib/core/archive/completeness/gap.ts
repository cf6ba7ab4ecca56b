/** The gap register: what may be missing, who looks after it, and what became of it. */

export type GapKind =
	/** Numbers of a device that never came. */
	| 'sequence'
	/** A person's browser began a new chain; the old one ended without a word. */
	| 'restart'
	/** Content that is gone, and nobody said why. */
	| 'content'
	/** Two histories under one number. */
	| 'fork'
	/** Nothing was heard from a browser through working hours. */
	| 'silent'
	/** A browser worked without what its accounts demand. */
	| 'unguarded'
	/** A page that could not be read. */
	| 'unseen'
	/** Went out without a release. */
	| 'unreleased'
	/** Let go, and nobody said what became of it. */
	| 'no-outcome'
	/** Sent, but the site gave no id. */
	| 'unconfirmed'
	/** An outcome of something that was never announced. */
	| 'unannounced'
	/** On the site, and not in the archive. */
	| 'not-captured';

/** What was found; `key` is the same each time the same thing is found. */
export interface Found {
	key: string;
	kind: GapKind;
	/** One sentence for people. */
	what: string;
	/** When it happened, as far as known. */
	from: number;
	to: number;
	device: string | null;
	site: string | null;
	account: string | null;
	/** How many records or posts. */
	count: number;
}

/**
 * `open` until somebody explains it; `explained` until a second person agrees; `closed` is the end, unless it is found
 * bigger than it was. `filled`: what was missing came after all.
 */
export type GapState = 'open' | 'explained' | 'closed' | 'filled';

export interface Gap extends Found {
	/** `G-55`. */
	id: string;
	state: GapState;
	foundAt: number;
	/** Person who looks after it; `null` = nobody yet. */
	owner: string | null;
	reason: string;
	/** What shows it: a record's number, a reference to a letter, a hash. */
	evidence: string;
	explainedBy: string | null;
	closedBy: string | null;
}

export type GapCommand =
	| {type: 'assign'; owner: string}
	| {type: 'explain'; reason: string; evidence: string}
	| {type: 'close'}
	| {type: 'reopen'; reason: string};

export type GapRefusal = 'no-reason' | 'not-explained' | 'same-person' | 'not-open' | 'is-open';

/** The gap after the command, or why not. Whoever explains a gap does not close it. */
export function decideGap(gap: Gap, command: GapCommand, by: string): Gap | GapRefusal {
	switch (command.type) {
		case 'assign':
			return {...gap, owner: command.owner};
		case 'explain':
			return explain(gap, command, by);
		case 'close':
			return close(gap, by);
		case 'reopen':
			if (gap.state === 'open') return 'is-open';
			return {...gap, state: 'open', reason: command.reason, explainedBy: null, closedBy: null};
	}
}

function explain(
	gap: Gap,
	{reason, evidence}: {reason: string; evidence: string},
	by: string,
): Gap | GapRefusal {
	if (gap.state !== 'open' && gap.state !== 'explained') return 'not-open';
	if (reason.trim() === '') return 'no-reason';
	return {...gap, state: 'explained', reason, evidence, explainedBy: by, owner: gap.owner ?? by};
}

function close(gap: Gap, by: string): Gap | GapRefusal {
	if (gap.state !== 'explained') return 'not-explained';
	if (gap.explainedBy === by) return 'same-person';
	return {...gap, state: 'closed', closedBy: by};
}

export interface Merged {
	/** Without an id yet. */
	added: Found[];
	/** Changed by what was found: bigger, smaller, come back, or filled. */
	changed: Gap[];
}

/**
 * What a new look changes in the register. Only gaps whose time lies within the look can be filled by it: what was not
 * looked at proves nothing.
 */
export function mergeGaps(
	register: readonly Gap[],
	found: readonly Found[],
	within: {from: number; to: number},
): Merged {
	const known = new Map(register.map(gap => [gap.key, gap]));
	const now = new Set(found.map(({key}) => key));
	const added = found.filter(({key}) => !known.has(key));
	const seen = found.flatMap(one => changeOf(known.get(one.key), one));
	const filled = register
		.filter(gap => !now.has(gap.key) && gap.state !== 'filled' && gap.state !== 'closed')
		.filter(gap => gap.from >= within.from && gap.to <= within.to)
		.map(gap => ({...gap, state: 'filled' as const}));
	return {added, changed: [...seen, ...filled]};
}

function changeOf(gap: Gap | undefined, found: Found): Gap[] {
	if (!gap) return [];
	const isBigger = found.count > gap.count || found.to > gap.to;
	const isBack = gap.state === 'filled';
	const isSame = found.count === gap.count && found.to === gap.to && found.what === gap.what;
	if (isSame && !isBack) return [];
	// An explanation was for what was known then
	const state = isBack || isBigger ? 'open' : gap.state;
	return [{...gap, ...found, state}];
}
