/** What a page is told about its browser. Erased at run time. */
import type {Account, Person, Stop} from '#lib/api/contract.ts';
import type {Lesson, Workflow} from '#lib/core/policy/bundle.ts';

export type GateMode = 'managed' | 'unmanaged';

/** What a guarded page needs to know. No text of anybody, no key, no token. */
export interface PageState {
	/** `false`: nobody is enrolled in this browser; nothing is guarded. */
	enrolled: boolean;
	person: Pick<Person, 'id' | 'name'> | null;
	/** Registered accounts of this site, the only guarded ones. */
	accounts: readonly Account[];
	/** Who acts in this tab, where the site's cookie that says so is kept from the page's scripts (HttpOnly). */
	acting?: string | undefined;
	/** Digest of the policy bundle in force; `null` = none or expired: everything on a guarded account is held. */
	policy: string | null;
	/** Why `policy` is `null`, or that it is old: a sentence for the status line. */
	policyNote: string;
	/** By the policy in force: does every interaction need a second person, or only what a rule says? */
	secondPerson: Workflow['secondPerson'];
	/** Of the policy in force, those that ask for a second person by themselves. */
	routes?: Workflow['routes'];
	/** Rules that know a complaint; absent: those of the packs. */
	complaintRules?: Workflow['complaintRules'];
	/** Words of a customer at risk, and whom to call then. */
	atRisk?: Pick<Workflow, 'riskWords' | 'dutyManager'> | undefined;
	/** What changed, until this person has said that it was read. */
	lesson?: Lesson | undefined;
	/** Stop orders as last heard; each begins and ends by its own times, which are the hub's. */
	stops: readonly Stop[];
	gate: GateMode;
	hub: 'online' | 'offline';
	/** Records not yet receipted. */
	outbox: number;
	/** The outbox cannot write: nothing may go out. */
	outboxBroken: boolean;
	/** Hub time minus this machine's, milliseconds. */
	clockOffset: number;
}
