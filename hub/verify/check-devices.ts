/** 4. Devices: certified, numbered without holes, chained, and each record signed by its own device. */
import type {KeyObject} from 'node:crypto';
import {altered, type Bundle, incomplete, inFile} from './bundle.ts';
import type {Visit} from './check-contents.ts';
import {sha256Hex} from './encoding.ts';
import type {LogEntry} from './entry.ts';
import {canonical, count, get, type Json, parseCanonicalJson, text} from './json.ts';
import {messageOf} from './report.ts';
import {p256, readJws} from './signatures.ts';

export interface Certificate {
	device: string;
	person: string;
	key: KeyObject;
	roles: {role: string; location: string}[];
	/** Seconds. */
	from: number;
	to: number;
}

/** Throws unless the directory signed it and the device's id is its key's. */
export function readCertificate(compact: Json | undefined, directory: KeyObject): Certificate {
	const jws = readJws(compact);
	if (!jws.isBy(directory, 'EdDSA')) throw new Error('is not signed by the directory');
	const claims = jws.payload;
	if (claims.typ !== 'countersign-device') throw new Error('is not a device certificate');
	const {key, thumbprint} = p256(claims.key);
	const device = text(claims.device, 'device');
	if (device !== thumbprint) throw new Error('names a device that has another key');
	const roles = Array.isArray(claims.roles) ? claims.roles : [];
	return {
		device,
		person: text(claims.person, 'person'),
		key,
		roles: roles.map(role => ({
			role: text(get(role, 'role'), 'role'),
			location: text(get(role, 'location'), 'location'),
		})),
		from: count(claims.iat, 'iat'),
		to: count(claims.exp, 'exp'),
	};
}

/** Certificates come before the records that they certify: one pass, in the order of the log. */
export function recordVisit(bundle: Bundle): Visit {
	const certificates = new Map<string, Certificate>();
	return (entry, content) => {
		if (content === undefined) return;
		const isCertificate = entry.type === 'device.enrolled' || entry.type === 'device.renewed';
		if (isCertificate) takeCertificate(bundle, entry, content, certificates);
		else if (entry.device) checkRecord(bundle, entry, content, certificates.get(entry.device.id));
	};
}

/** A device never changes hands. */
function takeCertificate(
	bundle: Bundle,
	{index}: LogEntry,
	content: Json,
	certificates: Map<string, Certificate>,
): void {
	try {
		const certificate = readCertificate(get(content, 'certificate'), bundle.keys.directory);
		const before = certificates.get(certificate.device);
		if (before && before.person !== certificate.person) throw new Error('names another person than before');
		certificates.set(certificate.device, certificate);
	} catch (error) {
		altered(bundle, 'certificate', {index}, `the certificate in entry ${index} ${messageOf(error)}`);
	}
}

/** By the entries alone, which stay when contents are erased. */
export function checkChains(bundle: Bundle): void {
	const entries = bundle.entries.flatMap(entry => (entry?.device ? [entry] : []));
	const chains = Map.groupBy(entries, entry => entry.device!.id);
	for (const [device, chain] of chains) checkChain(bundle, device, chain);
	bundle.findings.counts.devices = chains.size;
	bundle.findings.counts.deviceRecords = entries.length;
	checkPending(bundle);
}

/** The digest of nothing: what the first record of a device follows. */
const nothing = sha256Hex('');

function checkChain(bundle: Bundle, device: string, chain: readonly LogEntry[]): void {
	let [next, previous] = [1, nothing];
	for (const {index, device: place} of chain.toSorted((a, b) => a.device!.n - b.device!.n)) {
		const {n, digest, prev} = place!;
		if (n < next) altered(bundle, 'device-number', {index}, `device ${device} has the number ${n} twice`);
		else if (n > next)
			incomplete(
				bundle,
				'device-gap',
				{index},
				`device ${device}: ${range(next, n - 1)} missing before ${n}`,
			);
		else if (prev !== previous)
			altered(
				bundle,
				'device-chain',
				{index},
				`device ${device}: record ${n} does not follow record ${n - 1}`,
			);
		[next, previous] = [n + 1, digest];
	}
}

function range(from: number, to: number): string {
	return from === to ? `record ${from} is` : `records ${from} to ${to} are`;
}

function checkRecord(
	bundle: Bundle,
	entry: LogEntry,
	content: Json,
	certificate: Certificate | undefined,
): void {
	const {index, type} = entry;
	try {
		const record = get(content, 'record');
		if (record === undefined) throw new Error('holds no record');
		const bytes = canonical(record);
		checkPlace(entry, record, bytes);
		if (type !== `record.${text(get(record, 'kind'), 'kind')}`)
			throw new Error('is of another kind than its entry');
		if (!certificate) throw new Error('is of a device without a certificate');
		if (certificate.person !== entry.by)
			throw new Error('is entered under another person than its device has');
		const jws = signatureOf(content, bytes);
		if (jws.header.kid !== certificate.device || !jws.isBy(certificate.key, 'ES256'))
			throw new Error('is not signed by its device');
	} catch (error) {
		altered(bundle, 'device-record', {index}, `the record in entry ${index} ${messageOf(error)}`);
	}
}

function checkPlace({device}: LogEntry, record: Json, bytes: string): void {
	const place = {
		id: get(record, 'device'),
		n: get(record, 'n'),
		digest: sha256Hex(bytes),
		prev: get(record, 'prev'),
	};
	for (const [name, value] of Object.entries(place))
		if (device![name as keyof typeof place] !== value) throw new Error(`has another ${name} than its entry`);
}

function signatureOf(content: Json, bytes: string) {
	const payload = Buffer.from(bytes).toString('base64url');
	const [header, signature] = [
		text(get(content, 'protected'), 'header'),
		text(get(content, 'signature'), 'signature'),
	];
	return readJws(`${header}.${payload}.${signature}`);
}

function checkPending(bundle: Bundle): void {
	inFile(bundle, 'pending.json', bytes => {
		const devices = parseCanonicalJson(bytes);
		if (!Array.isArray(devices)) throw new Error('is not a list');
		for (const device of devices) {
			const missing = get(device, 'missing');
			for (const hole of Array.isArray(missing) ? missing : []) {
				const numbers = range(count(get(hole, 'from'), 'from'), count(get(hole, 'to'), 'to'));
				const message = `device ${text(get(device, 'device'), 'device')}: ${numbers} missing, later ones came`;
				incomplete(bundle, 'device-gap', {file: 'pending.json'}, message);
			}
		}
	});
}
