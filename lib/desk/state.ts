/** What pages and screens are told about this browser. */
import type {SiteId} from '#lib/core/draft.ts';
import type {DeskState} from '#lib/messaging/catalogue.ts';
import type {PageState} from '#lib/messaging/page-state.ts';
import type {Health} from './health.ts';
import {lessonFor} from './lessons.ts';
import {policyNow} from './policy.ts';
import type {Ports, Values} from './ports.ts';
import {hubNow} from './session.ts';

/** `tab`: the page's, for the cookies it lives with. */
export async function pageState(ports: Ports, health: Health, site: SiteId, tab: number): Promise<PageState> {
	const enrolled = await ports.stores.get('enrolled');
	const {person, accounts} = await guarded(ports);
	const {policy, note} = enrolled ? await policyNow(ports) : {policy: null, note: lost};
	return {
		enrolled: person !== null,
		person,
		accounts: accounts.filter(account => account.site === site),
		// Of a browser that guards nothing here, no cookie is looked at
		acting: accounts.some(account => account.site === site) ? await ports.actingUnseen(site, tab) : undefined,
		policy: policy?.meta.digest ?? null,
		policyNote: (await ports.stores.get('updating')) ? 'Rules are being updated.' : note,
		secondPerson: policy?.workflow.secondPerson ?? 'findings',
		complaintRules: policy?.workflow.complaintRules,
		atRisk: policy
			? {riskWords: policy.workflow.riskWords, dutyManager: policy.workflow.dutyManager}
			: undefined,
		routes: policy?.workflow.routes?.filter(({holds}) => holds),
		lesson: await lessonFor(ports, policy),
		stops: enrolled ? ((await ports.stores.get('stops')) ?? []) : [],
		gate: ports.gate(),
		hub: health.hub,
		outbox: (await ports.stores.countRecords()).waiting,
		outboxBroken: health.broken,
		clockOffset: (await ports.stores.get('clockOffset')) ?? 0,
	};
}

/** A page holds for a company account also when its enrolment was lost. */
const lost = 'This browser lost its records. Enrol it again, in Countersign’s options: company posts wait.';

async function guarded({stores}: Ports): Promise<Pick<PageState, 'person' | 'accounts'>> {
	const enrolled = await stores.get('enrolled');
	if (!enrolled) return (await stores.get('mark')) ?? {person: null, accounts: []};
	const {id, name} = enrolled.person;
	return {person: {id, name}, accounts: (await stores.get('accounts')) ?? []};
}

export async function deskState(ports: Ports, health: Health): Promise<DeskState> {
	const enrolled = await ports.stores.get('enrolled');
	const {policy} = await policyNow(ports);
	return {
		enrolled: enrolled !== undefined,
		isLost: !enrolled && (await ports.stores.get('mark')) !== undefined,
		person: enrolled?.person ?? null,
		organisation: enrolled?.organisation.name ?? null,
		hubUrl: enrolled?.hubUrl ?? (await ports.managed()).hub ?? null,
		hub: health.hub,
		device: enrolled?.device ?? null,
		policy: policy && {
			digest: policy.meta.digest,
			version: policy.meta.version,
			expires: policy.meta.expires,
		},
		gate: ports.gate(),
		outbox: {...(await ports.stores.countRecords()), broken: health.broken},
		accounts: (await ports.stores.get('accounts')) ?? [],
		checkpoint: seen(await ports.stores.get('checkpoint')),
		extension: ports.version,
		now: await hubNow(ports),
	};
}

function seen(checkpoint: Values['checkpoint'] | undefined): DeskState['checkpoint'] {
	return checkpoint ? {size: checkpoint.size, at: checkpoint.at} : null;
}
