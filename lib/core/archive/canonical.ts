import {canonicalJson} from '../canonical-json.ts';
import {ArchiveError} from './archive-error.ts';

/**
 * The value whose canonical JSON is `text`, lone surrogates restored. Throws `malformed` when `text` is any other
 * spelling: then two different byte strings would claim to be one record.
 */
export function parseCanonical(text: string): unknown {
	const parsed = parse(text);
	const value = text.includes('{"utf16":') ? restoreLoneSurrogates(parsed) : parsed;
	if (canonicalJson(value) !== text) throw new ArchiveError('malformed', 'not canonical JSON (RFC 8785)');
	return value;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new ArchiveError('malformed', 'not JSON');
	}
}

function restoreLoneSurrogates(value: unknown): unknown {
	if (value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map(restoreLoneSurrogates);
	const entries = Object.entries(value);
	if (entries.length === 1 && entries[0]![0] === 'utf16') return fromCodeUnits(entries[0]![1]);
	return Object.fromEntries(entries.map(([key, v]) => [key, restoreLoneSurrogates(v)]));
}

function fromCodeUnits(units: unknown): string {
	const isUnit = (unit: unknown) => Number.isInteger(unit) && Number(unit) >= 0 && Number(unit) <= 0xffff;
	if (!Array.isArray(units) || !units.every(isUnit)) throw new ArchiveError('malformed', 'not code units');
	return units.map(unit => String.fromCharCode(unit)).join('');
}
