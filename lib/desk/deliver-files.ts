/** Files that a record names go to the archive before it. */
import {HubError} from '#lib/api/client.ts';
import {deliverMedia, FileRefused, mediaIn} from './media.ts';
import type {Ports, RecordRow} from './ports.ts';
import type {Session} from './session.ts';

/** Refusals that pass by themselves; any other 4xx is about the record, which is then set aside, never dropped. */
const passing = new Set([0, 401, 403, 404, 408, 425, 429]);

export function isPassing({status, code}: HubError): boolean {
	return passing.has(status) || status >= 500 || code === 'malformed-reply';
}

/** A file that the hub will never take must not keep the record from it. */
export async function deliverFilesOf(
	ports: Ports,
	{hub}: Session,
	{kind, json, n}: RecordRow,
): Promise<void> {
	if (kind !== 'interaction.releasing') return;
	try {
		await deliverMedia(ports, hub, mediaIn(json));
	} catch (error) {
		const isFinal = error instanceof FileRefused || (error instanceof HubError && !isPassing(error));
		if (!isFinal) throw error;
		ports.around.report(`a file of record ${n} was not accepted`, error);
	}
}
