import type {Pool, Route} from '../review/route.ts';
import type {Company} from './company.ts';
import type {Stages} from './stage.ts';

/** When a second person is needed beyond what findings ask for; deepened by workflow data later. */
export interface Workflow {
	/** `findings`: only where a rule says so; `always`: every interaction of a company account. */
	secondPerson: 'findings' | 'always';
	/** How many different reviewers must approve; 1 unless it says more. */
	approvals?: number | undefined;
	/** Words that this firm calls harmless in a reviewer's suggestion. */
	plainWords?: readonly string[] | undefined;
	/** Who must look at what; the first that matches wins. Without one, a reviewer of the place. */
	routes?: readonly Route[] | undefined;
	pools?: Readonly<Record<string, Pool>> | undefined;
	/** Ids of the rules that know a complaint: one of them objects to an empty answer. Those of the packs unless said. */
	complaintRules?: readonly string[] | undefined;
	/** Words by which a customer is known to be at risk, beside those that Countersign knows. */
	riskWords?: readonly string[] | undefined;
	/** Whom to call then: `0113 496 0000`. */
	dutyManager?: string | undefined;
}

/** What changed and what to write instead: said once to everybody who writes, in the composer. */
export interface Lesson {
	id: string;
	/** One line. */
	title: string;
	text: string;
	/** What it is about: it is told where one of these is seen. Without them, everywhere at once. */
	rules?: readonly string[] | undefined;
}

/**
 * What the hub signs and distributes as one content-addressed document (canonical JSON). `packs` are authored packs as
 * parsed data (`pack.schema.ts`); a device compiles them once a version.
 */
export interface PolicyBundle<Pack = unknown> {
	v: 1;
	company: Company;
	packs: readonly Pack[];
	workflow: Workflow;
	/** How far each rule has come, where it is not in force everywhere. */
	stages?: Stages;
	lesson?: Lesson | undefined;
}
