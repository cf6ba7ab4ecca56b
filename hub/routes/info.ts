import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {organisationOf} from '../identity/organisation.ts';

/** Whose hub this is, its public keys and its clock. */
export function infoRoutes(app: FastifyInstance, {store, keys, now, version}: Deps): void {
	define(app, 'info', async () => ({
		organisation: (await organisationOf(store.db)) ?? null,
		version,
		now: now(),
		keys: keys.public,
	}));
}
