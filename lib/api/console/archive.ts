/** What auditors ask of the archive, from the console: the devices' contract for it, under the console's door. */
import {archiveEndpoints} from '../contract/archive.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

type AtConsole<T> = {
	[K in keyof T]: Omit<T[K], 'auth' | 'path'> & Pick<ConsoleEndpoint, 'path' | 'roles'>;
};

export const archiveConsoleEndpoints = Object.fromEntries(
	Object.entries(archiveEndpoints).map(([name, {auth: _, path, ...endpoint}]) => [
		name,
		{...endpoint, path: path.replace('/v1/', '/console/api/'), roles: ['auditor', 'admin']},
	]),
) as unknown as AtConsole<typeof archiveEndpoints>;
