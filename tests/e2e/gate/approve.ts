import type {Connected} from '#hub/client.ts';
import {signApproval} from '#lib/api/approval.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {until} from '../../../scripts/stage/screen.ts';

/** What waits first in this reviewer's queue, approved from a device of its own. */
export async function approveFirst({client, key, device, enrolment}: Connected): Promise<HoldView> {
	const hold = await until(async () => {
		const holds = (await client.call('holds', undefined, {view: 'queue'})) as HoldView[];
		return holds.find(({state}) => state === 'held' || state === 'in_review');
	}, 'something to approve');
	const claims = approvalClaims(hold, enrolment.person.id, Date.now(), crypto.randomUUID());
	const statement = await signApproval(key, device, claims);
	const {hold: approved} = await client.call('command', {type: 'approve', statement}, {id: hold.id});
	return approved;
}
