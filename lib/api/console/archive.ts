/** What auditors ask of the archive, from the console: the devices' contract for it, under the console's door. */
import * as z from 'zod';
import {archiveEndpoints} from '../contract/archive.ts';
import {accountSchema} from '../contract/people.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

type AtConsole<T> = {
	[K in keyof T]: Omit<T[K], 'auth' | 'path'> & Pick<ConsoleEndpoint, 'path' | 'roles'>;
};

/** Which accounts there are, to compare them with the sites' own exports. */
export const archiveOwnEndpoints = {
	archiveAccounts: {
		method: 'GET',
		path: '/console/api/archive/accounts',
		roles: ['auditor', 'admin'],
		reply: z.array(accountSchema),
	},
	/** Bundles that are being made just now; how many of their items are written. */
	bundlesUnderWay: {
		method: 'GET',
		path: '/console/api/archive/bundles-under-way',
		roles: ['auditor'],
		reply: z.array(z.object({id: z.string(), search: z.string(), done: z.int(), items: z.int()})),
	},
} as const satisfies Record<string, ConsoleEndpoint>;

export const archiveConsoleEndpoints = Object.fromEntries(
	Object.entries(archiveEndpoints).map(([name, {auth: _, path, ...endpoint}]) => [
		name,
		{...endpoint, path: path.replace('/v1/', '/console/api/'), roles: ['auditor', 'admin']},
	]),
) as unknown as AtConsole<typeof archiveEndpoints>;
