/** What goes to a worker and what comes back. Plain data: it crosses a border between threads. */
import type {Company} from '#lib/core/policy/company.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Stages} from '#lib/core/policy/stages.ts';
import type {Hit} from './judge.ts';

export interface Job {
	/** Folder of the hub, or its PostgreSQL. */
	data: string;
	databaseUrl: string | null;
	/** Opens the payloads' keys. */
	kek: Uint8Array;
	tried: readonly Pack[];
	/** The same rules as they are in force. */
	inForce: readonly Pack[];
	company: Company;
	/** Where and when each tried rule counts; nothing: as if everywhere, now. */
	stages: Stages | null;
	now: number;
	from: number;
	isOpenOnly: boolean;
}

export type Progress =
	| {type: 'begun'; total: number}
	| {type: 'further'; done: number; hits: Hit[]}
	| {type: 'done'};
