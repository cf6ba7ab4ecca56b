import type {FastifyInstance} from 'fastify';
import {stepComplaint} from '../../complaints/complaints.ts';
import {openComplaints} from '../../complaints/read.ts';
import type {Deps} from '../../deps.ts';
import {answer} from '../answer.ts';

/** For the people who see to complaints without the extension. */
export function complaintConsoleRoutes(app: FastifyInstance, deps: Deps): void {
	answer(app, 'openComplaints', async ({caller}) => ({
		complaints: await openComplaints(deps, caller),
		now: deps.now(),
	}));
	answer(app, 'stepComplaint', async ({caller, params, body}) => {
		const id = params.id!;
		await deps.store.write(trx => stepComplaint(trx, deps, caller, id, body));
		return {id};
	});
}
