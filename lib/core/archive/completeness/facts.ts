/** What the hub knows when it is asked whether anything is missing. Times are milliseconds since 1970. */
import type {Operation, SiteId} from '../../draft.ts';
import type {GateMode} from '../record.ts';

/** `from` included, `to` not. */
export interface Period {
	from: number;
	to: number;
}

/** One browser profile and what came from it: from the log, and from what waits behind a hole. */
export interface DeviceFacts {
	device: string;
	person: string;
	/** As the person named it: `L-07`. */
	label: string;
	enrolledAt: number;
	revokedAt: number | null;
	/** In order of n. */
	records: readonly RecordFact[];
}

export interface RecordFact {
	n: number;
	/** By the device's clock. */
	at: number;
	/** Of a heartbeat: how the browser guarded then. */
	beat?: Beat;
}

export interface Beat {
	gate: GateMode;
	/** Digest of the rules in force; `null` = none. */
	policy: string | null;
	/** Records that were written there and had no receipt yet. */
	waiting: number;
	/** Company accounts known to the browser, `site:id`. */
	accounts: readonly string[];
}

/** One thing that was let out, or that was seen going out. */
export interface CapturedFact {
	/** The hold, or the release where none was needed. */
	item: string;
	/** The number on paper of its newest entry. */
	name: string;
	device: string;
	site: SiteId;
	account: string;
	kind: Operation;
	text: string;
	/** Announced (write-ahead); `null` when it never was. */
	announcedAt: number | null;
	/** `failed` is certain: nothing was posted. */
	outcome: 'sent' | 'failed' | null;
	outcomeAt: number | null;
	/** The site's own id; empty while the site has not said. */
	siteId: string;
	/** Whose content an edit or a deletion changed. */
	target: string | null;
}

/** Seen on the wire without a release. */
export interface WitnessedFact {
	name: string;
	device: string;
	n: number;
	at: number;
	site: SiteId;
	account: string;
	operation: string;
	/** `unseen` = the page could not be read; `unreleased` = it went out. */
	what: 'unreleased' | 'unseen';
}

/** Content that is gone without an entry that says why, or an incident that the archive recorded. */
export interface DamageFact {
	name: string;
	seq: number;
	at: number;
	what: 'content-lost' | 'fork';
}

/** What the site itself says was published (its own export). */
export interface PublishedFact {
	site: SiteId;
	account: string;
	/** Empty where the export has none (Facebook). */
	id: string;
	at: number;
	kind: 'post' | 'reply' | 'comment' | 'repost' | 'like' | 'message';
	text: string;
	/** The site's own list of deleted posts has it. */
	deletedAt: number | null;
	/** All ids of an edited post, the first one first. */
	versions: readonly string[];
}

/** One export of a site for one account. */
export interface SiteExport {
	site: SiteId;
	account: string;
	/** When the site made it: what came later is not in it. */
	madeAt: number;
	/** SHA-256 of the file as it was imported. */
	sha256: string;
	published: readonly PublishedFact[];
}

export interface Facts {
	period: Period;
	now: number;
	accounts: readonly {site: SiteId; id: string; handle: string; gate: 'any' | 'managed'}[];
	devices: readonly DeviceFacts[];
	captured: readonly CapturedFact[];
	witnessed: readonly WitnessedFact[];
	damage: readonly DamageFact[];
	exports: readonly SiteExport[];
	calendar: Calendar;
}

/** When people work: only then is silence a question. */
export interface Calendar {
	/** IANA name. */
	zone: string;
	/** 1 = Monday … 7 = Sunday. */
	days: readonly number[];
	/** Hours of the day: `from` included, `to` not. */
	from: number;
	to: number;
}

export const usualCalendar: Calendar = {zone: 'Europe/London', days: [1, 2, 3, 4, 5, 6], from: 9, to: 18};
