/** All checks on an export that is open, in Node or in a browser. */
import type {Bundle} from './bundle.ts';
import {captures} from './check-captures.ts';
import {checkContents} from './check-contents.ts';
import {checkChains, recordVisit} from './check-devices.ts';
import {checkFile, checkFiles, checkSignature, readManifest} from './check-files.ts';
import {holdVisit} from './check-holds.ts';
import {checkLog} from './check-log.ts';
import {mediaVisit} from './check-media.ts';
import {checkProofs} from './check-proofs.ts';
import {checkTimestamps} from './check-timestamps.ts';
import {checkWitnesses} from './check-witnesses.ts';
import {get, parseCanonicalJson, text} from './json.ts';
import {type Findings, messageOf, type Report, Unreadable} from './report.ts';
import {ed25519, type Head, readLogKey, readWitnessKey} from './signatures.ts';
import type {Source} from './source.ts';

export interface VerifyOptions {
	/** The log's key as the firm gave it by another way, `name+hash+key`. */
	logKey?: string;
	/** Certificates (DER) of timestamp services, or of who issued them, as the reader has them by another way. */
	timestampers?: readonly Uint8Array[];
	/** Keys of witnesses, `name+hash+key`: each must have signed this head of the log. */
	witnesses?: readonly string[];
}

/** What every bundle has; a folder with none of them is no bundle. */
const landmarks = ['manifest.json', 'manifest.jws', 'keys.json', 'log/checkpoint', 'openings.jsonl'];

/** Throws Unreadable when this is no export. */
export function verifySource(source: Source, findings: Findings, options: VerifyOptions = {}): Report {
	if (!landmarks.some(file => source.paths.includes(file))) {
		// A ZIP file that is damaged all over may well have been an export.
		if (findings.problems.length > 0) return report(findings, undefined, null);
		throw new Unreadable('there is no export here');
	}
	const bundle = openBundle(source, findings);
	if (!bundle) return report(findings, undefined, null);
	if (options.logKey !== undefined && options.logKey !== bundle.keys.log.text) {
		const message = 'the log of this bundle has another key than the one you gave';
		findings.problems.push({kind: 'altered', code: 'log-key', file: 'keys.json', message});
	}
	checkSignature(bundle);
	const {head, leaves} = checkLog(bundle);
	checkFiles(bundle);
	const capture = captures(bundle);
	checkContents(bundle, [recordVisit(bundle), holdVisit(bundle), capture.visit, mediaVisit(bundle)]);
	capture.end();
	checkChains(bundle);
	checkProofs(bundle, leaves);
	checkTimestamps(bundle, leaves, options.timestampers ?? []);
	checkWitnesses(bundle, (options.witnesses ?? []).map(readWitnessKey));
	noteIncidents(bundle);
	return report(findings, head, bundle);
}

/** With other keys everything would look forged: then only the files are compared with their list. */
function openBundle(source: Source, findings: Findings): Bundle | undefined {
	const keys = readKeys(source, findings);
	const listed = {source, findings, manifest: undefined, entries: []};
	const manifest = readManifest(listed);
	if (keys && checkFile({...listed, manifest}, 'keys.json')) return {...listed, manifest, keys};
	checkFiles({...listed, manifest});
	return;
}

/** Without its keys nothing of a bundle can be verified: that is damage like any other. */
function readKeys(source: Source, findings: Findings): Bundle['keys'] | undefined {
	const file = 'keys.json';
	try {
		const bytes = source.read(file);
		if (!bytes) {
			findings.problems.push({kind: 'incomplete', code: 'file-missing', file, message: `${file} is missing`});
			return;
		}
		const value = parseCanonicalJson(bytes);
		return {
			log: readLogKey(text(get(value, 'log'), 'log')),
			directory: ed25519(get(value, 'directory')),
			hub: ed25519(get(value, 'hub')),
		};
	} catch (error) {
		findings.problems.push({kind: 'altered', code: 'file', file, message: `${file} ${messageOf(error)}`});
		return;
	}
}

function noteIncidents({entries, findings}: Bundle): void {
	for (const entry of entries)
		if (entry?.type.startsWith('incident.'))
			findings.notes.push(`${entry.name}: the archive recorded an incident, ${entry.type.slice(9)}.`);
}

function report(findings: Findings, head: Head | undefined, bundle: Bundle | null): Report {
	const {problems, notes, counts} = findings;
	const isAltered = problems.some(({kind}) => kind === 'altered');
	const log = bundle && {
		name: bundle.keys.log.name,
		entries: head?.size ?? 0,
		root: head?.root.toString('hex') ?? '',
		key: bundle.keys.log.text,
	};
	return {
		verdict: problems.length === 0 ? 'intact' : isAltered ? 'altered' : 'incomplete',
		problems,
		notes,
		log,
		counts,
	};
}
