import type {FastifyInstance} from 'fastify';
import {logComplaint, stepComplaint} from '../complaints/complaints.ts';
import {findComplaint, openComplaints} from '../complaints/read.ts';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';

/** What customers complain of, from the thread to the final response. */
export function complaintRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	define(app, 'complaints', ({caller}) => openComplaints(deps, caller));
	define(app, 'logComplaint', async ({body, caller}) =>
		findComplaint(deps, await store.write(trx => logComplaint(trx, deps, caller, body))),
	);
	define(app, 'complaintStep', async ({params, body, caller}) => {
		const id = params.id ?? '';
		await store.write(trx => stepComplaint(trx, deps, caller, id, body));
		return findComplaint(deps, id);
	});
}
