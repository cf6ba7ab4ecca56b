/** 3. Each record opens its entry's commitment; one that is not there was erased, or not asked for. */
import {createHmac} from 'node:crypto';
import {altered, type Bundle, incomplete, inFile, recordFile} from './bundle.ts';
import type {LogEntry} from './entry.ts';
import {count, get, type Json, parseCanonicalJson, text} from './json.ts';

/** What is asked about an entry and its content, if that is here, in the order of the log. */
export type Visit = (entry: LogEntry, content: Json | undefined) => void;

/** One content at a time: an archive does not fit into memory. */
export function checkContents(bundle: Bundle, visits: readonly Visit[]): void {
	const salts = readSalts(bundle);
	const present = new Set(bundle.source.paths);
	const erasedBy = erasures(bundle);
	const wanted = selectedBy(bundle);
	for (const [index, entry] of bundle.entries.entries()) {
		if (!entry) continue;
		let content: Json | undefined;
		if (present.has(recordFile(index))) content = readContent(bundle, entry, salts.get(index));
		else checkAbsence(bundle, entry, erasedBy.get(index), wanted(entry));
		for (const visit of visits) visit(entry, content);
	}
}

function readSalts(bundle: Bundle): Map<number, Buffer> {
	const salts = new Map<number, Buffer>();
	inFile(bundle, 'openings.jsonl', bytes => {
		for (const line of bytes.toString().split('\n').slice(0, -1)) {
			const opening = parseCanonicalJson(Buffer.from(line));
			salts.set(count(get(opening, 'seq'), 'seq'), Buffer.from(text(get(opening, 'salt'), 'salt'), 'hex'));
		}
	});
	return salts;
}

function readContent(bundle: Bundle, {index, payload}: LogEntry, salt: Buffer | undefined): Json | undefined {
	const file = recordFile(index);
	return inFile(bundle, file, bytes => {
		if (!salt) throw new Error('has no salt in openings.jsonl');
		const commit = createHmac('sha256', salt).update(bytes).digest('hex');
		if (bytes.length !== payload.size || commit !== payload.commit) {
			altered(bundle, 'content', {index, file}, `${file} is not the content that entry ${index} commits to`);
			return;
		}
		const content = parseCanonicalJson(bytes);
		bundle.findings.counts.records++;
		return content;
	});
}

function checkAbsence(
	bundle: Bundle,
	{index}: LogEntry,
	erasedBy: LogEntry | undefined,
	wanted: boolean,
): void {
	const {counts, notes} = bundle.findings;
	const damage = bundle.manifest?.damaged.get(recordFile(index));
	if (erasedBy) {
		counts.erased++;
		notes.push(`${bundle.entries[index]?.name}: content erased, under ${erasedBy.name}.`);
	} else if (wanted && damage !== undefined) {
		const message = `the content of entry ${index} could not be read when the export was made: ${damage}`;
		incomplete(bundle, 'content-damaged', {index}, message);
	} else if (wanted) {
		const message = `the content of entry ${index} is missing, and no entry says that it was erased`;
		incomplete(bundle, 'content-missing', {index}, message);
	} else counts.notSelected++;
}

/** Entry → the later entry that says it was erased. */
function erasures({entries}: Bundle): Map<number, LogEntry> {
	const erased = new Map<number, LogEntry>();
	for (const entry of entries)
		if (entry?.type === 'content.erased')
			for (const index of entry.about) if (index < entry.index) erased.set(index, entry);
	return erased;
}

/** What the manifest's selection must hold at least, judged by the entries. */
function selectedBy({manifest, entries}: Bundle): (entry: LogEntry) => boolean {
	if (!manifest) return () => true;
	const {from, to, site, account, entries: listed} = manifest.selection;
	const isAlways = (entry: LogEntry) => /^(organisation|device|policy|content|legal-hold)\./.test(entry.type);
	if (listed) return entry => listed.has(entry.index) || isAlways(entry);
	const matches = (entry: LogEntry) =>
		entry.receivedAt >= (from ?? 0) &&
		(to === null || entry.receivedAt <= to) &&
		(site === null || entry.site === site) &&
		(account === null || entry.account === account);
	const holds = new Set(entries.flatMap(entry => (entry?.hold && matches(entry) ? [entry.hold.id] : [])));
	return entry => matches(entry) || (entry.hold !== null && holds.has(entry.hold.id)) || isAlways(entry);
}
