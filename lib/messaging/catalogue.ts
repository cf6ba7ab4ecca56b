/** Types of every message between our contexts: who may send it, what goes, what returns. Erased at run time. */
import type {
	Account,
	Complaint,
	HoldView,
	OfferedAccount,
	Overnight,
	Person,
	PostTask,
	Reminder,
} from '#lib/api/contract.ts';
import type {ProvenReady} from '#lib/api/ready.ts';
import type {Step} from '#lib/core/complaint/complaint.ts';
import type {Draft, Media, Poll, SiteId} from '#lib/core/draft.ts';
import type {Company} from '#lib/core/policy/company.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {Stages} from '#lib/core/policy/stages.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import type {Mended} from '#lib/core/review/mended.ts';
import type {Touch} from '#lib/core/review/touches.ts';
import type {Mark} from '#lib/core/thread.ts';
import type {OwnRecord} from './own-record.ts';
import type {PageSeen} from './page-parts.ts';
import type {GateMode, PageState} from './page-state.ts';
import type {QueueItem} from './queue-item.ts';
import type {Awake, RoutePreview} from './route-preview.ts';

/** An expected refusal, as a value: `code` for code, `message` for the person. */
export interface Refused {
	ok: false;
	code: string;
	message: string;
}
export type Outcome<T> = ({ok: true} & T) | Refused;

/** A compiled policy on its way to a tab; base64, because JSON messages turn an ArrayBuffer into `{}`. */
export interface CompiledPolicy {
	digest: string;
	compiled: string;
	company: Company;
	/** How far each rule has come; absent: all are in force. */
	stages?: Stages;
}

/** Ready replies as a page knows them, with what decides which values are good in their blanks. */
export interface ReadyKnown {
	/** Hub time; after it none of them counts. */
	until: number;
	replies: readonly ProvenReady[];
	/** Full name of the author. */
	person: string;
	phones: readonly string[];
	/** Minutes east of UTC. */
	offset: number;
}

/** A hold as the author's page knows it; `verified` = both signatures were verified in this browser. */
export interface AuthorHold extends HoldView {
	verified: boolean;
}

export interface HeldRequest {
	draft: Draft;
	findings: readonly Finding[];
	/** `leave`: for the morning; nobody is woken. */
	context: {inReplyTo?: string; url: string; askedAt?: number; leave?: true};
	note: string;
	until: number;
	supersedes?: string;
	helped?: Mended;
}

/** Asked at the moment of sending; the answer `ok` is given only after the record is durable. */
export interface ReleaseRequest {
	draft: Draft;
	digest: string;
	findings: readonly Finding[];
	policy: string;
	/** The approved hold; without it the draft must need no second person. */
	hold?: string;
	/**
	 * `draft` is one part of the thread that the hold is. `after`: the release of the part before it. `mark`: how the site's
	 * request calls its place.
	 */
	part?: {after: string | null; mark: Mark};
	/** The ready-approved reply that it is, word for word. */
	ready?: {reply: string; version: number};
	helped?: Mended;
	url: string;
	inReplyTo?: string;
	/** Its files by the site's ids, as this frame saw them being uploaded: the wire lock sees only ids. */
	uploads?: Readonly<Record<string, Media>>;
	/** Its poll by the site's id. */
	polls?: Readonly<Record<string, Poll>>;
	/** Form fields of the request that hold one of those files. */
	attached?: readonly string[];
}

/** A part of a file that a draft names; `bytes` in base64, '' to ask how much is there. */
export interface MediaPart {
	sha256: string;
	/** Bytes of the whole file. */
	size: number;
	at: number;
	bytes: string;
}

export interface SentReport {
	release: string;
	/** The site's own id; empty when its answer had none. */
	siteId: string;
	url: string;
	digest: string;
	/** `dom`: no request could be read, the page's own gesture is all there is. */
	observedBy?: 'main' | 'dom';
}

export interface FailedReport {
	release: string;
	reason: string;
	/** It left, and nobody saw the site's yes or no. Absent: certainly nothing was posted. */
	unsure?: true;
	/** Its page gave this attempt up before it was told to go: the approval may still be good. */
	unsent?: number;
}

/** `attempt`: which one with this release; 0 is the first. */
export type Released = Outcome<{release: string; attempt: number}>;

/** What the popup, the review page and the options page show about this browser. */
export interface DeskState {
	enrolled: boolean;
	/** It was enrolled, and what it had recorded is gone: company posts wait until it is enrolled again. */
	isLost: boolean;
	person: Person | null;
	organisation: string | null;
	hubUrl: string | null;
	hub: 'online' | 'offline';
	device: string | null;
	policy: {digest: string; version: number; expires: number} | null;
	gate: GateMode;
	outbox: {waiting: number; quarantined: number; broken: boolean};
	accounts: readonly Account[];
	/** Last checkpoint this browser has verified: size of the log, and when. */
	checkpoint: {size: number; at: number} | null;
	extension: string;
	/** The hub's clock, as far as this browser knows it, when it was asked. */
	now: number;
}

/** A complaint as its author has confirmed it. */
export type Logged = Pick<Complaint, 'site' | 'account' | 'target' | 'url' | 'about' | 'receivedAt'> & {
	words: string;
};

type Message<Request, Reply> = {request: Request; reply: Reply};
type None = Record<string, never>;

/** From a content script. The background parses each one: a hijacked page process can speak for it. */
export interface ContentMessages {
	'page:hello': Message<{site: SiteId}, PageState>;
	/** Brings the guard's second part into the frame that asks; answered after it has run there. */
	'page:equip': Message<None, Outcome<object>>;
	'policy:load': Message<{digest: string}, Outcome<{policy: CompiledPolicy}>>;
	/** Durable when all of it is here. It leaves this browser with a hold or a record that names it, or never. */
	'media:keep': Message<MediaPart, Outcome<{have: number}>>;
	'lesson:read': Message<{lesson: string}, Outcome<object>>;
	/** The replies that may go out unchanged from this account. */
	'ready:list': Message<{site: SiteId; account: string}, Outcome<{ready: ReadyKnown}>>;
	'hold:submit': Message<HeldRequest, Outcome<{hold: AuthorHold}>>;
	'hold:mine': Message<{site: SiteId; account: string}, Outcome<{holds: AuthorHold[]}>>;
	'hold:withdraw': Message<{hold: string}, Outcome<{hold: AuthorHold}>>;
	/** "Who would get this?" Stays in this browser but for the name of a route. */
	'hold:preview': Message<{draft: Draft; findings: readonly Finding[]}, Outcome<{preview: RoutePreview}>>;
	/** The complaint about a message, as far as this browser knows, and who is there to look at an answer. */
	'complaint:at': Message<
		{site: SiteId; account: string; target: string},
		Outcome<{complaint: Complaint | null; awake: Awake | null}>
	>;
	'complaint:log': Message<Logged, Outcome<{complaint: Complaint}>>;
	'complaint:step': Message<
		{site: SiteId; id: string; step: 'answered' | 'hide'},
		Outcome<{complaint: Complaint}>
	>;
	/** The author takes a reviewer's wording; the reply is the hold that the draft has become. */
	'hold:accept': Message<{hold: string; digest: string}, Outcome<{hold: AuthorHold}>>;
	'hold:decline': Message<{hold: string}, Outcome<{hold: AuthorHold}>>;
	'hold:answer': Message<{hold: string; question: string; text: string}, Outcome<{hold: AuthorHold}>>;
	'interaction:release': Message<ReleaseRequest, Released>;
	'interaction:sent': Message<SentReport, Outcome<{receipt: string | null}>>;
	'interaction:failed': Message<FailedReport, Outcome<object>>;
	/**
	 * Something was stopped: counted, and archived only for guarded accounts. No text. `leaving`: its page went before anybody
	 * had decided.
	 */
	'gate:blocked': Message<
		{site: SiteId; account: string; operation: string; by: 'gesture' | 'page' | 'leaving'},
		Outcome<object>
	>;
	/** `what` is the name of a selector or an operation, never text of the page. */
	'page:blind': Message<{site: SiteId; account: string; what: string}, Outcome<object>>;
}

/** From the popup, the review page and the options page only. */
export interface DeskMessages {
	'desk:state': Message<None, DeskState>;
	'desk:enrol': Message<{hub: string; code: string}, Outcome<{state: DeskState}>>;
	'desk:unenrol': Message<None, Outcome<object>>;
	'desk:sync': Message<None, Outcome<{state: DeskState}>>;
	/** `tab: null` asks for the site's page that was used last. The answer is `null` on every page that is not the company's. */
	'desk:page': Message<{tab: number | null}, Outcome<{page: PageSeen | null}>>;
	'queue:list': Message<None, Outcome<{items: QueueItem[]; mine: HoldView[]; stale: boolean}>>;
	/** One of them with all that is known of it, as last seen. */
	'queue:item': Message<{hold: string}, Outcome<{hold: HoldView}>>;
	'hold:get': Message<{hold: string}, Outcome<{hold: HoldView}>>;
	/** A part of a file of a held draft, from the hub; `bytes` in base64. */
	'hold:media': Message<
		{hold: string; sha256: string; at: number},
		Outcome<{type: string; size: number; bytes: string}>
	>;
	'hold:claim': Message<{hold: string}, Outcome<{hold: HoldView}>>;
	/** Put back undecided: others may take it at once. */
	'hold:unclaim': Message<{hold: string}, Outcome<{hold: HoldView}>>;
	'hold:approve': Message<{hold: string; version: number; digest: string}, Outcome<{hold: HoldView}>>;
	'hold:return': Message<
		{hold: string; version: number; reason: ReturnReason; note: string},
		Outcome<{hold: HoldView}>
	>;
	'hold:reject': Message<{hold: string; version: number; note: string}, Outcome<{hold: HoldView}>>;
	/** What a suggested wording touches, weighed in this browser: nothing leaves it while somebody types. */
	'hold:weigh': Message<{hold: string; text: string}, Outcome<{touches: readonly Touch[]}>>;
	'hold:suggest': Message<
		{hold: string; version: number; text: string; note: string},
		Outcome<{hold: HoldView}>
	>;
	/** `span`: the stretch of the draft's text that it is about; `null` = all of it. */
	'hold:ask': Message<
		{hold: string; version: number; text: string; span: {start: number; end: number} | null},
		Outcome<{hold: HoldView}>
	>;
	/** The author's side, in the popup: the same as `hold:accept` and its neighbours in a page. */
	'own:accept': Message<{hold: string; digest: string}, Outcome<{hold: HoldView}>>;
	'own:decline': Message<{hold: string}, Outcome<{hold: HoldView}>>;
	'own:answer': Message<{hold: string; question: string; text: string}, Outcome<{hold: HoldView}>>;
	/** Promises that wait; `now` is the hub's. */
	'reminders:list': Message<None, Outcome<{reminders: Reminder[]; now: number}>>;
	'reminder:kept': Message<{id: string}, Outcome<object>>;
	'overnight:line': Message<None, Outcome<{overnight: Overnight | null}>>;
	'overnight:judge': Message<{id: string; verdict: 'fits' | 'misplaced'; note: string}, Outcome<object>>;
	'complaints:list': Message<None, Outcome<{complaints: readonly Complaint[]; now: number}>>;
	'complaints:step': Message<{id: string; step: Step; note: string}, Outcome<{complaint: Complaint}>>;
	'records:mine': Message<None, Outcome<{records: OwnRecord[]}>>;
	/** The site whose page is in front, if an account is used there that is not in the register. Nothing is kept of it. */
	'account:here': Message<None, Outcome<{site: SiteId | null}>>;
	/** That account, by the person's own wish to offer it. Stays in this browser. */
	'account:read': Message<None, Outcome<{account: Omit<OfferedAccount, 'name'>}>>;
	/** "This is one of ours": the one way in which the hub hears of an account that is not in its register. */
	'account:offer': Message<OfferedAccount, Outcome<object>>;
	'tasks:list': Message<None, Outcome<{tasks: readonly PostTask[]}>>;
	'tasks:settle': Message<{task: string; how: 'taken-down' | 'changed'; note: string}, Outcome<object>>;
}

/** From the background to pages and screens: a hint to ask again, never a decision. */
export interface Broadcasts {
	'state:changed': {
		what:
			| 'holds'
			| 'policy'
			| 'accounts'
			| 'stops'
			| 'ready'
			| 'reminders'
			| 'complaints'
			| 'outbox'
			| 'hub'
			| 'session';
	};
	/** Pushed with content, so that "approved" reaches the page without another round trip. */
	'hold:changed': {hold: AuthorHold};
	/**
	 * A request without a release was seen on the wire; `left`: nothing could stop it. Told to the `tab` that it came from, to
	 * all when that is -1: a worker of several.
	 */
	'gate:witnessed': {site: SiteId; account: string; left: boolean; tab: number};
}
