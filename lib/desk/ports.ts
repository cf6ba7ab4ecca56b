/** What the desk needs of the world. Each port has its true form in lib/adapters and an in-memory one for tests. */
import type {HubClient} from '#lib/api/client.ts';
import type {
	Account,
	Complaint,
	HoldCommand,
	HubKeys,
	Overnight,
	Person,
	PolicyMeta,
	Receipt,
	Reminder,
	Stop,
} from '#lib/api/contract.ts';
import type {ProvenReady} from '#lib/api/ready.ts';
import type {ChainEnd, RecordKind} from '#lib/core/archive/record.ts';
import type {KnownHead} from '#lib/core/archive/verify-entry.ts';
import type {SiteId} from '#lib/core/draft.ts';
import type {Lesson, PolicyBundle, Workflow} from '#lib/core/policy/bundle.ts';
import type {CheckInput} from '#lib/core/policy/check-input.ts';
import type {Company} from '#lib/core/policy/company.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {Stages} from '#lib/core/policy/stages.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import type {GateMode} from '#lib/messaging/page-state.ts';
import type {PageInFront, Surroundings} from './surroundings.ts';
import type {Wire} from './wire/wire.ts';

/** This browser, as the organisation knows it. */
export interface Enrolled {
	hubUrl: string;
	/** RFC 7638 thumbprint of the device key. */
	device: string;
	/** Private half; WebCrypto never gives its bytes. */
	key: CryptoKey;
	person: Person;
	organisation: {id: string; name: string};
	/** Pinned at enrolment: nothing that a hub says later changes them. */
	keys: HubKeys;
	certificate: string;
	at: number;
}

/** A policy that was verified, stored and compiled. */
export interface StoredPolicy {
	meta: PolicyMeta;
	/** The bundle's canonical JSON, whose SHA-256 is `meta.digest`. */
	bundle: Uint8Array;
	/** One buffer for `openCompiled`. */
	compiled: Uint8Array;
	/** Format of `compiled`: after an update of the extension it is compiled again. */
	format: number;
	company: Company;
	stages?: Stages;
	workflow: Workflow;
	lesson?: Lesson;
	/** When the hub last confirmed that this is the one in force. */
	confirmedAt: number;
}

/** Small things, one row each. */
export interface Values {
	enrolled: Enrolled;
	/** Kept apart from everything else, should that be lost: who was enrolled here, and what was guarded. */
	mark: {person: Pick<Person, 'id' | 'name'>; accounts: readonly Account[]};
	policy: StoredPolicy;
	/** Verified, but not before its time. */
	nextPolicy: StoredPolicy;
	/** Highest version ever accepted: a later, lower one is a replay. */
	ratchet: Pick<PolicyMeta, 'version' | 'digest'>;
	accounts: readonly Account[];
	/** Stop orders as last heard; each says itself until when. */
	stops: readonly Stop[];
	/** Ready replies whose signatures were verified here, and until when the hub vouches that they are in use. */
	ready: {until: number; replies: readonly ProvenReady[]};
	/** Promises that wait, and the ids of those of which this browser has told. */
	reminders: {list: readonly Reminder[]; told: readonly string[]};
	/** Open ones that this person has logged or sees to. */
	complaints: readonly Complaint[];
	overnight: {at: number; overnight: Overnight | null};
	/** Hub time minus this machine's, milliseconds. */
	clockOffset: number;
	/** Last checkpoint verified here, and when. */
	checkpoint: KnownHead & {at: number};
	heartbeatAt: number;
	/** Digest of the rules that the hub was last told this browser has. */
	toldRules: string;
	/** The admin's last wish to get the rules at once, by the hub's clock. */
	nudged: number;
	/** Lessons that were read here, and those of which the hub has not heard. */
	lessons: {read: readonly string[]; untold: readonly string[]};
	/** Getting the rules at somebody's wish: a person is told so until they are there. */
	updating: boolean;
	/** Own posts that new rules judge otherwise, as last heard. */
	tasks: number;
	/** Waiting before the hub is asked again, and how often it failed in a row. */
	backOff: {attempts: number; until: number};
	/** When what was set aside was last tried again, and by which version. */
	takenUp: {at: number; version: string};
	/** Sessions of registered accounts: hash of the site's secret cookie, account (wire/read-actors.ts). */
	sessions: Readonly<Record<string, string>>;
}

export interface RecordRow {
	device: string;
	n: number;
	at: number;
	kind: RecordKind;
	/** What the record joins: a release; else empty. */
	release: string;
	/** One line for people. */
	summary: string;
	/** Compact JWS over `json`. */
	jws: string;
	/** Canonical JSON: the exact bytes that are signed. */
	json: string;
	/** SHA-256 of `json`. */
	digest: string;
	state: 'waiting' | 'quarantined' | 'receipted';
	/** Why the hub or this device refused it; empty if nobody did. */
	problem: string;
	receipt: Receipt | null;
}

/** One permission to let one draft go. `open` until its outcome is known. */
export interface ReleaseRow {
	id: string;
	hold: string | null;
	site: SiteId;
	account: string;
	digest: string;
	at: number;
	state: 'open' | 'sent' | 'failed' | 'unknown';
	/** Of one part of a thread: the token of the whole, and the site's id once it is public. */
	part?: {token: string; siteId: string};
	/** Of a whole approved draft: until its request is out, another press may need it (unused-release.ts). */
	token?: string;
	/** Its page gave it up before it was told to go, and nothing used it: the next press may. */
	unused?: true;
	/** How often it was taken up since. */
	again?: number;
	/** What the hub has still to be told about its hold. */
	tell: HoldCommand | null;
}

/** A hold as last seen, for working offline and to notice what changed. */
export interface HoldRow {
	id: string;
	view: AuthorHold;
	/** `queue`: may be reviewed here; `mine`: written here. */
	list: 'queue' | 'mine';
}

/** Which hold a draft was sent as: asked twice, it is sent once. */
export interface SubmissionRow {
	digest: string;
	hold: string;
}

/** A file that a draft names; its bytes are in parts of `mediaPart`. */
export interface MediaRow {
	sha256: string;
	/** Bytes, of the whole and so far. */
	size: number;
	have: number;
	/** By its first bytes; '' until all of it is here and is what its digest says. */
	type: string;
	/** When a page last spoke of it. */
	at: number;
}

/** All of it durable before a promise resolves. Rejects when the disk, the quota or the database fails. */
export interface Stores {
	get<K extends keyof Values>(key: K): Promise<Values[K] | undefined>;
	set<K extends keyof Values>(key: K, value: Values[K]): Promise<void>;
	remove(key: keyof Values): Promise<void>;

	/** The end of this device's chain. */
	chainEnd(device: string): Promise<ChainEnd>;
	/**
	 * Atomic: the record, and the release it belongs to. False when the chain's end is not `row.n - 1` any more. Rejects
	 * when it would open a release that is there already: two tabs may ask at once.
	 */
	append(row: RecordRow, release?: ReleaseRow): Promise<boolean>;
	/** Lowest number first, only numbers above `after`. */
	waiting(limit: number, after: number): Promise<RecordRow[]>;
	/** Atomic: the receipt, and the checkpoint it brought. */
	receipted(row: RecordRow, receipt: Receipt, checkpoint: Values['checkpoint']): Promise<void>;
	/** Atomic: an older head never replaces a newer one, which is what a rewritten log is caught by. */
	keepCheckpoint(checkpoint: Values['checkpoint']): Promise<void>;
	quarantine(row: RecordRow, problem: string): Promise<void>;
	/** All that was set aside waits again; what was said of it stays with it. */
	requeue(): Promise<void>;
	countRecords(): Promise<{waiting: number; quarantined: number}>;
	/** Newest first. */
	records(limit: number): Promise<RecordRow[]>;
	record(device: string, n: number): Promise<RecordRow | undefined>;
	/** Deletes receipted records older than this; never others. */
	pruneRecords(before: number): Promise<void>;

	release(id: string): Promise<ReleaseRow | undefined>;
	/** Replaces what is known of one, without a record: nothing has left, and nothing has ended. */
	putRelease(row: ReleaseRow): Promise<void>;
	/** The hub has heard `row.tell`; whatever was written since stays. */
	told(row: ReleaseRow): Promise<void>;
	/** Open ones, and those the hub has to be told of. */
	unsettledReleases(): Promise<ReleaseRow[]>;

	holds(): Promise<HoldRow[]>;
	hold(id: string): Promise<HoldRow | undefined>;
	/** A mark to take before the hub is asked about holds, so that an older answer never replaces a newer one. */
	askingHolds(): number;
	/** False, and nothing is kept, when something else about this hold was learnt since `asked`. */
	putHold(row: HoldRow, asked: number): Promise<boolean>;
	/** Atomic: exactly these are in the list from now on, and what was learnt since `asked` stays as it is. */
	replaceHolds(list: HoldRow['list'], rows: readonly HoldRow[], asked: number): Promise<void>;

	submission(digest: string): Promise<SubmissionRow | undefined>;
	putSubmission(row: SubmissionRow): Promise<void>;

	media(sha256: string): Promise<MediaRow | undefined>;
	allMedia(): Promise<MediaRow[]>;
	putMedia(row: MediaRow): Promise<void>;
	/** Atomic: the part that begins at this byte, and the row. */
	putMediaPart(row: MediaRow, at: number, bytes: Uint8Array): Promise<void>;
	mediaPart(sha256: string, at: number): Promise<Uint8Array | undefined>;
	forgetMedia(sha256: string): Promise<void>;

	/** A write and a read: rejects when nothing can be recorded here. */
	probe(): Promise<void>;
	/** Everything about this enrolment, at once. */
	clear(): Promise<void>;
}

/** What an administrator fixed for this browser (managed storage); empty when nothing is. */
export interface Managed {
	hub?: string;
	organisation?: string;
	keys?: {directory?: string; hub?: string; log?: string};
}

/** The policy engine of core: a port so that the desk's tests choose their rules in a line. */
export interface Engine {
	/** Of the compiled form. */
	format: number;
	/** Throws when the bundle is not one this version understands. */
	compile(bundle: PolicyBundle): Uint8Array;
	check(compiled: Uint8Array, input: CheckInput): readonly Finding[];
}

export interface Ports {
	/** `undefined`: no site's page is in front, or nobody is signed in there. */
	inFront(): Promise<PageInFront | undefined>;
	/** The account that acts in a tab, only where the page's own scripts cannot read it. */
	actingUnseen(site: SiteId, tab: number): Promise<string | undefined>;
	engine: Engine;
	stores: Stores;
	/** A client for this hub; without `as`, only what needs no device. `clockOffset` as in `Values`. */
	hub(url: string, as?: Pick<Enrolled, 'key' | 'device'> & {clockOffset: number}): HubClient;
	newKey(): Promise<CryptoKeyPair>;
	managed(): Promise<Managed>;
	gate(): GateMode;
	wire: Wire;
	around: Surroundings;
	/** Milliseconds since 1970 by this machine. */
	now(): number;
	/** 128 random bits or more, unique. */
	newId(): string;
	/** Share of this browser's storage in use, 0 to 1; `null` when it does not say. */
	storageUsed(): Promise<number | null>;
	/** In [0, 1), for jitter. */
	chance(): number;
	/** This extension's version. */
	version: string;
	/** Name and version of the browser. */
	browser: string;
}
