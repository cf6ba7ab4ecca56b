/** An entry of the log as the verifier reads it: checked types, nothing trusted. */
import {count, get, isObject, type Json, type JsonObject, text} from './json.ts';

export interface LogEntry {
	index: number;
	/** On paper. */
	name: string;
	type: string;
	at: number;
	receivedAt: number;
	by: string | null;
	hold: {id: string; version: number; state: string} | null;
	device: {id: string; n: number; digest: string; prev: string} | null;
	site: string | null;
	account: string | null;
	policy: string | null;
	about: number[];
	payload: {size: number; commit: string};
}

/** Throws, saying what is wrong, unless it is an entry of version 1. */
export function readEntry(value: Json): LogEntry {
	if (!isObject(value) || value.v !== 1) throw new Error('is not an entry of version 1');
	return {
		index: count(value.seq, 'seq'),
		name: text(value.name, 'name'),
		type: text(value.type, 'type'),
		at: count(value.at, 'at'),
		receivedAt: count(value.receivedAt, 'receivedAt'),
		by: textOrNull(value, 'by'),
		hold: holdOf(value.hold),
		device: deviceOf(value.device),
		site: textOrNull(value, 'site'),
		account: textOrNull(value, 'account'),
		policy: textOrNull(value, 'policy'),
		about: aboutOf(value.about),
		payload: {
			size: count(get(value, 'payload', 'size'), 'payload.size'),
			commit: text(get(value, 'payload', 'commit'), 'payload.commit'),
		},
	};
}

function holdOf(value: Json | undefined): LogEntry['hold'] {
	if (!isObject(value)) return null;
	return {
		id: text(value.id, 'hold.id'),
		version: count(value.version, 'hold.version'),
		state: text(value.state, 'hold.state'),
	};
}

function deviceOf(value: Json | undefined): LogEntry['device'] {
	if (!isObject(value)) return null;
	return {
		id: text(value.id, 'device.id'),
		n: count(value.n, 'device.n'),
		digest: text(value.digest, 'device.digest'),
		prev: text(value.prev, 'device.prev'),
	};
}

function aboutOf(value: Json | undefined): number[] {
	if (!Array.isArray(value)) throw new Error('about is not a list');
	return value.map(index => count(index, 'about'));
}

function textOrNull(value: JsonObject, name: string): string | null {
	return value[name] === null ? null : text(value[name], name);
}
