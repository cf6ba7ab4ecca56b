/** For tests: two people who both write and review, everywhere, and what each can try. */
import {signApproval} from '#lib/api/approval.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {digestOf} from '#lib/core/draft.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {withText} from '#lib/core/review/suggestion.ts';
import {type Connected, enrol} from '../client.ts';
import {bundle, draft, refusal, submission, type TestHub} from '../hub.fixture.ts';

export const leeds = 'group/north/leeds';
export const both = [
	{role: 'author', location: leeds},
	{role: 'reviewer', location: 'group'},
] as const;

export type Pair = Awaited<ReturnType<typeof hirePair>>;

export async function hirePair(hub: TestHub) {
	const tom = await hub.hire('Tom Okafor', ...both);
	const amira = await hub.hire('Amira Said', ...both);
	let count = 0;
	/** For ids of which each may occur once. */
	const next = () => ++count;
	const held = async (by = tom, change = {}): Promise<HoldView> =>
		by.client.call('submit', await submission(hub, change));
	const command = async (by: Connected, {id}: {id: string}, what: object) =>
		(await by.client.call('command', what as never, {id})).hold;
	const person = (who: Connected) => who.enrolment.person.id;
	const statement = (signer: Connected, hold: HoldView, reviewer = person(signer), change = {}) =>
		signApproval(signer.key, signer.device, {
			...approvalClaims(hold, reviewer, hub.clock.now, `own-${next()}`),
			...change,
		});
	const send = async (by: Connected, hold: HoldView, jws: Promise<string>) =>
		refusal(command(by, hold, {type: 'approve', statement: await jws}));
	const release = (by: Connected, hold: HoldView) =>
		refusal(command(by, hold, {type: 'release', digest: hold.digest, gate: 'unmanaged'}));
	const reach = () => ({url: 'http://hub.example', fetch: hub.fetch, now: () => hub.clock.now});
	/** Another browser of the same person. */
	const second = async (who: Connected, roles = who.enrolment.person.roles) => {
		const invite = await hub.helen.client.call('invite', {person: {id: person(who)}, roles});
		return enrol(reach(), invite.url);
	};
	const content = (text: string) => {
		const changed = {...draft({text}), media: [], unknown: [], poll: null};
		return {draft: changed, digest: digestOf(changed)};
	};
	const suggest = async (by: Connected, hold: HoldView, text: string) => {
		const id = `self-${next()}`;
		const changed = withText(hold.draft, text);
		const what = {...hold, id, version: hold.version + 1, draft: changed, digest: digestOf(changed)};
		const jws = await statement(by, what as HoldView);
		return command(by, hold, {
			type: 'suggest',
			version: hold.version,
			next: id,
			text,
			note: '',
			statement: jws,
		});
	};
	const publish = (workflow: object) =>
		hub.helen.client.call('publishPolicy', {
			bundle: {...bundle(), workflow: {secondPerson: 'findings', ...workflow}},
		});
	return {
		hub,
		tom,
		amira,
		next,
		held,
		command,
		person,
		statement,
		send,
		release,
		second,
		content,
		suggest,
		publish,
	};
}
