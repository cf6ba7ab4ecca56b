/**
 * - `too-large`: an entry or payload over its limit.
 * - `rolled-back`: the database is behind what the archive has signed. `rewritten`: it is not the same history.
 * - `damaged`: rows, tiles or payloads that do not hold together.
 * - `device-ahead`: a device has verified a larger log than this one.
 * - `busy`: more is on its way to the disk than there is room for; come again.
 * - `no-entry`: asked for an entry that does not exist.
 * - `not-empty`: a rebuild into a database that has entries.
 * - `media-offset`: a part of a file that does not follow what is here. `media-digest`: the whole is another file.
 * - `legal-hold`: erasure of what a legal hold protects. `open-hold`: of what is still on its way.
 */
export type HubArchiveErrorCode =
	| 'too-large'
	| 'rolled-back'
	| 'rewritten'
	| 'damaged'
	| 'device-ahead'
	| 'busy'
	| 'no-entry'
	| 'not-empty'
	| 'media-offset'
	| 'media-digest'
	| 'legal-hold'
	| 'open-hold';

export class HubArchiveError extends Error {
	readonly code: HubArchiveErrorCode;

	constructor(code: HubArchiveErrorCode, message: string) {
		super(message);
		this.name = 'HubArchiveError';
		this.code = code;
	}
}
