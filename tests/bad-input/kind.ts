import type {Doors, Said} from './doors.ts';

export interface Kind {
	what: string;
	/** Where it is, and the mend. */
	says: RegExp;
	through: (doors: Doors) => Promise<Said>;
}

export const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
export const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** Bytes of what nobody wrote by hand. */
export const huge = 50_000_000;
