/** What is wrong with a proof, a note or a receipt. Codes are stable; messages are for people. */
export type ArchiveErrorCode =
	| 'malformed'
	| 'record-mismatch'
	| 'leaf-mismatch'
	| 'inclusion'
	| 'consistency'
	| 'signature'
	| 'origin'
	| 'rollback';

export class ArchiveError extends Error {
	readonly code: ArchiveErrorCode;

	constructor(code: ArchiveErrorCode, message: string) {
		super(message);
		this.name = 'ArchiveError';
		this.code = code;
	}
}
