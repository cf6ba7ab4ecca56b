/** 1. Every file is there, unaltered, none is added, and the hub signed the list. */
import {altered, type Bundle, incomplete, inFile, type Manifest} from './bundle.ts';
import {sha256Hex} from './encoding.ts';
import {count, get, isObject, type Json, parseCanonicalJson, text} from './json.ts';
import {messageOf} from './report.ts';
import {readJws} from './signatures.ts';

const [list, signature, keys] = ['manifest.json', 'manifest.jws', 'keys.json'];

/** What a bundle is before its keys are known. */
type Listed = Omit<Bundle, 'keys'>;

export function readManifest(bundle: Listed): Manifest | undefined {
	return inFile(bundle, list, bytes => manifestFrom(parseCanonicalJson(bytes)));
}

export function checkSignature(bundle: Bundle): void {
	inFile(bundle, signature, bytes => {
		const jws = readJws(bytes.toString());
		if (!jws.isBy(bundle.keys.hub, 'EdDSA') || jws.payload.typ !== 'countersign-manifest')
			throw new Error("is not the hub's signature on a manifest");
		const stored = bundle.source.read(list);
		if (!stored || jws.payload.manifest !== sha256Hex(stored))
			altered(bundle, 'manifest', {file: list}, 'manifest.json is not the list that the hub signed');
	});
}

function manifestFrom(value: Json): Manifest {
	if (get(value, 'v') !== 1 || get(value, 'kind') !== 'countersign-export')
		throw new Error('is not a manifest');
	const files = get(value, 'files');
	if (!Array.isArray(files)) throw new Error('has no list of files');
	const listed = files.map(file => {
		const entry = {size: count(get(file, 'size'), 'size'), sha256: text(get(file, 'sha256'), 'sha256')};
		return [text(get(file, 'path'), 'path'), entry] as const;
	});
	const selection = get(value, 'selection');
	if (!isObject(selection)) throw new Error('has no selection');
	return {
		entries: count(get(value, 'entries'), 'entries'),
		files: new Map(listed),
		damaged: damagedIn(get(value, 'damaged')),
		selection: {
			from: orNull(selection.from, count),
			to: orNull(selection.to, count),
			site: orNull(selection.site, text),
			account: orNull(selection.account, text),
			entries: Array.isArray(selection.entries)
				? new Set(selection.entries.map(index => count(index, 'an entry')))
				: null,
		},
	};
}

/** Exports of before the list have none. */
function damagedIn(list: Json | undefined): Map<string, string> {
	if (!Array.isArray(list)) return new Map();
	return new Map(list.map(each => [text(get(each, 'file'), 'file'), text(get(each, 'why'), 'why')]));
}

function orNull<T>(value: Json | undefined, read: (value: Json | undefined, name: string) => T): T | null {
	return value === null ? null : read(value, 'selection');
}

/** Needs the entries, to name records. The keys have been looked at first of all. */
export function checkFiles(bundle: Listed): void {
	const {manifest, source, findings} = bundle;
	if (!manifest) return;
	const present = new Set(source.paths);
	for (const file of manifest.files.keys()) {
		findings.counts.files++;
		if (file === keys) continue;
		if (present.has(file)) checkFile(bundle, file);
		else incomplete(bundle, 'file-missing', {file}, `${file} is missing`);
	}
	for (const file of source.paths)
		if (!manifest.files.has(file) && file !== list && file !== signature)
			altered(bundle, 'file-added', {file}, `${file} was added: the manifest does not list it`);
}

/** Is this file what the manifest says? If there is no manifest, that is said elsewhere. */
export function checkFile(bundle: Listed, file: string): boolean {
	const expected = bundle.manifest?.files.get(file);
	if (!expected) return true;
	try {
		const bytes = bundle.source.read(file)!;
		if (bytes.length === expected.size && sha256Hex(bytes) === expected.sha256) return true;
		const isLength = bytes.length !== expected.size;
		const change = isLength ? `altered: ${bytes.length} bytes instead of ${expected.size}` : 'altered';
		altered(bundle, 'file', {file}, `${file} was ${change}`);
	} catch (error) {
		altered(bundle, 'file', {file}, `${file} ${messageOf(error)}`);
	}
	return false;
}
