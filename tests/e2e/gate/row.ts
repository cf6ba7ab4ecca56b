import type {SiteId} from '#lib/core/draft.ts';
import type {Mode} from './bench.ts';

/** What came of one attempt; the sandbox's server is asked, never the page. */
export interface Row {
	site: SiteId;
	/**
	 * `person`: what somebody can do with the page as it is. `script`: needs a program in the page. `approved`: after a
	 * release. `surface`: held, approved from the request itself, changed, sent as approved, sent again.
	 */
	kind: 'person' | 'script' | 'approved' | 'surface';
	name: string;
	mode: Mode;
	/** Publishing requests without a release that reached the server. */
	reached: number;
	/** What of them, or without a release at all, became public. */
	leaked: number;
	/** What was released became public this often; `null` where nothing was to be released. */
	released: number | null;
	/** Of `released`, what no release of this browser had let go … */
	unreleased?: number;
	/** … and whether its content is in an incident record. */
	recorded?: boolean;
	/** A line of Countersign's screen, or ''. */
	saw: string;
	/** May be held too (see paths.ts). */
	lenient?: boolean;
}

/** The requirement of design.md, section 3, as a sentence; '' when it is met. */
export function problemOf(row: Row): string {
	const problem = leakOf(row) || missingOf(row);
	return problem && `${row.site}, ${row.name} (${row.mode}): ${problem}`;
}

/** In a managed browser nothing; elsewhere nothing that a person can do with the page itself. */
function leakOf({kind, mode, leaked, reached}: Row): string {
	const mustHold = mode === 'managed' || (mode === 'unmanaged' && kind !== 'script');
	const leaks = leaked > 0 || (kind !== 'approved' && reached > 0);
	return mustHold && leaks ? `${reached} reached the site, ${leaked} public` : '';
}

function missingOf({released, lenient, unreleased, recorded}: Row): string {
	if (unreleased)
		return `${unreleased} went out without a release${recorded ? '' : ', and no incident is recorded'}`;
	if (released === null || released === 1 || (lenient && released === 0)) return '';
	return `released ${released} times`;
}

/**
 * What stays open in an unmanaged browser, and is said in docs/gate.md: a worker's request passes no page lock, Facebook's
 * has no operation in its URL, and only policy gives us its body. A clean text goes out; its words are on record.
 */
export const open = {
	site: 'facebook',
	name: 'comment, sent from a worker',
	mode: 'unmanaged',
	leaked: 0,
	unreleased: 1,
	recorded: true,
} as const satisfies Partial<Row>;

export const isOpen = ({site, name}: Pick<Row, 'site' | 'name'>, mode: Mode) =>
	site === open.site && name === open.name && mode === open.mode;
