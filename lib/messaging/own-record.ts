import type {Receipt} from '#lib/api/contract.ts';

/** One record that this browser sent or will send: "What my employer can see". */
export interface OwnRecord {
	n: number;
	at: number;
	kind: string;
	summary: string;
	/** The exact JSON that goes to the archive. */
	json: string;
	receipt: Pick<Receipt, 'name' | 'index'> | null;
}
