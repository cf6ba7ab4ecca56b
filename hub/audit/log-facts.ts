/** What one reading of the log tells: which records are there, what was said in some of them, and which content is gone. */
import {sql} from 'kysely';
import type {Beat, DamageFact, RecordFact} from '#lib/core/archive/completeness/facts.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {at, draftOf, textOf} from '../archive/search/read-content.ts';
import type {Executor} from '../archive/tables.ts';
import type {LookDeps} from './auditor.ts';
import {type ReadEntry, readLog} from './read-log.ts';

export interface LogFacts {
	/** By device, in order of n. */
	records: Map<string, RecordFact[]>;
	/** By entry. */
	texts: Map<number, string>;
	damage: DamageFact[];
}

/** @param wanted entries whose texts are asked for */
export async function logFacts(deps: LookDeps, wanted: ReadonlySet<number>): Promise<LogFacts> {
	const {db} = deps.store;
	const forks = await leavesOf(db, sql`type like 'incident.%' and type <> 'incident.unreleased'`);
	const facts: LogFacts = {
		records: new Map(),
		texts: new Map(),
		damage: forks.map(leaf => damageFact(leaf, 'fork')),
	};
	const beatIn = beatReader();
	const gone: Leaf[] = [];
	for await (const lot of readLog(deps)) for (const entry of lot) takeIn(entry);
	for (const own of facts.records.values()) own.sort((a, b) => a.n - b.n);
	// Asked afterwards: an erasure under way says so in the log before it wipes
	const erasures = await leavesOf(db, sql`type = 'content.erased'`);
	const erased = new Set(erasures.flatMap(({about}) => about));
	const lost = gone.filter(({seq}) => !erased.has(seq)).map(leaf => damageFact(leaf, 'content-lost'));
	return {...facts, damage: [...facts.damage, ...lost]};

	function takeIn({leaf, content}: ReadEntry): void {
		const {seq, device, at: when} = leaf;
		if (content === undefined) gone.push(leaf);
		if (content !== undefined && wanted.has(seq)) facts.texts.set(seq, textIn(leaf, content));
		if (device) keepIn(facts.records, device.id, {n: device.n, at: when, ...beatIn(leaf, content)});
	}
}

async function leavesOf(db: Executor, condition: ReturnType<typeof sql>): Promise<Leaf[]> {
	const {rows} = await sql<{
		leaf: string;
	}>`select leaf from archive_entries where ${condition} order by seq`.execute(db);
	return rows.map(({leaf}) => JSON.parse(leaf) as Leaf);
}

function damageFact({name, seq, at}: Leaf, what: DamageFact['what']): DamageFact {
	return {name, seq, at, what};
}

/** Browsers say the same from one hour to the next: it is kept once. */
function beatReader(): (leaf: Leaf, content: string | undefined) => {beat?: Beat} {
	const known = new Map<string, Beat>();
	return ({type}, content) => {
		if (type !== 'record.heartbeat' || content === undefined) return {};
		const beat = beatOf(at(JSON.parse(content), 'record', 'body') as Beat);
		const key = JSON.stringify(beat);
		const same = known.get(key) ?? beat;
		known.set(key, same);
		return {beat: same};
	};
}

export function beatOf({gate, policy, waiting, accounts}: Beat): Beat {
	return {gate, policy, waiting, accounts};
}

function keepIn(records: LogFacts['records'], device: string, fact: RecordFact): void {
	const own = records.get(device);
	if (own) own.push(fact);
	else records.set(device, [fact]);
}

function textIn(leaf: Leaf, content: string): string {
	return textOf(at(draftOf(leaf, JSON.parse(content)), 'text')).toWellFormed();
}
