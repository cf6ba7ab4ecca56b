import {HubArchiveError} from '../archive/hub-archive-error.ts';
import {Refused} from '../refused.ts';

/** A browser that knows a longer log than this one: the hub was set back, or is another. Always throws. */
export function refuseAhead(error: unknown): never {
	if (error instanceof HubArchiveError && error.code === 'device-ahead')
		throw new Refused(
			409,
			'device-ahead',
			'This browser has seen more of the archive than there is. Tell your admin.',
		);
	throw error;
}
