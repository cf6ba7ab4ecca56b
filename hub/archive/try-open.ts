/** Contents that may be damaged: one of them must keep nobody from all the others. */
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Archive} from './archive.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import type {Opened} from './seal.ts';

export interface Tried {
	/** Absent: erased, or damaged. */
	opened: Opened | undefined;
	/** Why it cannot be read, in words. */
	damage?: string;
}

export async function tryOpen(archive: Pick<Archive, 'open'>, leaf: Pick<Leaf, 'payload'>): Promise<Tried> {
	try {
		return {opened: await archive.open(leaf)};
	} catch (error) {
		return {opened: undefined, damage: damageOf(error)};
	}
}

/** Throws what says nothing about the content: too many open files, a database out of reach. */
export function damageOf(error: unknown): string {
	if (error instanceof HubArchiveError && error.code === 'damaged') return error.message;
	if ((error as NodeJS.ErrnoException).code === 'EIO') return 'the disk cannot read it';
	throw error;
}
