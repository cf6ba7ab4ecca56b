import type {FastifyInstance} from 'fastify';
import type {Enrolment, PublicKey} from '#lib/api/contract.ts';
import {nudgedAt} from '../coverage/nudge.ts';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {listAccounts} from '../identity/accounts.ts';
import {enrolDevice, findDevice, isDueForRenewal, recertify} from '../identity/devices.ts';
import {redeem, wrongCode} from '../identity/invites.ts';
import {organisationOf} from '../identity/organisation.ts';
import {findPerson} from '../identity/people.ts';
import {createOrganisation} from '../identity/set-up.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import {countTasks} from '../rejudge/tasks.ts';
import {stopsNow} from '../review/stops.ts';
import type {Transaction} from '../store/schema.ts';
import {isUniqueViolation} from '../store/violations.ts';

/** How a browser becomes a device of a person: the first one with the setup code, every other with an invite. */
export function enrolmentRoutes(app: FastifyInstance, deps: Deps): void {
	define(app, 'setup', ({body}) => deps.store.write(trx => setUp(trx, deps, body)));
	define(app, 'enrol', ({body}) =>
		deps.store.write(async trx => {
			await assertSetUp(trx);
			const person = await redeem(trx, body.code, deps.now());
			return enrol(trx, deps, {person, key: body.key, label: body.label});
		}),
	);
	define(app, 'me', async ({caller}) => {
		const device = (await findDevice(deps.store.db, caller.device))!;
		if (isDueForRenewal(device, deps.now()))
			await deps.store.write(trx => recertify(trx, deps, caller.person));
		return {
			person: (await findPerson(deps.store.db, caller.person))!,
			device: caller.device,
			accounts: await listAccounts(deps.store.db),
			now: deps.now(),
			stops: await stopsNow(deps.store.db, deps.now(), caller.device),
			nudged: await nudgedAt(deps.store.db, caller.device),
			tasks: await countTasks(deps.store.db, caller.person),
		};
	});
}

async function setUp(
	trx: Transaction,
	deps: Deps,
	body: {code: string; organisation: string; name: string; key: PublicKey; label: string},
): Promise<Enrolment> {
	const person = await createOrganisation(trx, deps, body);
	return enrol(trx, deps, {person, key: body.key, label: body.label});
}

async function assertSetUp(trx: Transaction): Promise<void> {
	if (!(await organisationOf(trx))) throw wrongCode();
}

export async function enrol(
	trx: Transaction,
	deps: Deps,
	device: Parameters<typeof enrolDevice>[2],
): Promise<Enrolment> {
	try {
		const enrolment = await enrolDevice(trx, deps, device);
		const {person, key, label} = device;
		await journal(trx, deps, {
			type: 'device.enrolled',
			by: person.id,
			body: {device: enrolment.device, person, key, label, certificate: enrolment.certificate},
		});
		return enrolment;
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Refused(409, 'known-device', 'This browser is connected already. Disconnect it first.');
		throw error;
	}
}
