/** What an export holds: everything an auditor needs, and nothing he has to believe. hub/verify/README.md is its form. */
import {createPublicKey, hash, type KeyObject, sign} from 'node:crypto';
import {readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {formatTlogProof} from '#lib/core/archive/tlog-proof.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {listStamps} from '../../timestamps/stamps.ts';
import type {Archive} from '../archive.ts';
import type {BlobStore} from '../blobs.ts';
import {devicesWithHoles} from '../device-chain.ts';
import {leavesFrom} from '../entries.ts';
import {HubArchiveError} from '../hub-archive-error.ts';
import type {Opened} from '../seal.ts';
import type {Executor} from '../tables.ts';
import {entryBundle, hashTiles, tileWidth} from '../tiles.ts';
import {createTree, type Tree} from '../tree.ts';
import {type Tried, tryOpen} from '../try-open.ts';
import type {BundleWriter} from './bundle-writer.ts';
import {type Content, contentOf, nameOf} from './content.ts';
import type {Damaged} from './damaged.ts';
import {type IndexRow, indexCsv, indexHtml} from './index-files.ts';
import {writeMedia} from './media-files.ts';
import {readme} from './readme.ts';
import {type Selection, selected} from './selection.ts';
import {verifyPage} from './verify-page.ts';

export interface BundleOptions {
	archive: Archive;
	db: Executor;
	/** The log's public files: what an outside clock stamped is among them. */
	log: BlobStore;
	keys: {hub: KeyObject; directory: KeyObject; log: {verifier: string}};
	now: number;
	selection: Selection;
	/** A proof file for each record: default up to 20,000 of them. All leaves are there in any case. */
	proofs?: boolean;
	/** More files: what was asked, items in other forms. */
	more?: (writer: BundleWriter) => Promise<void>;
}

export interface Bundled {
	entries: number;
	records: number;
	erased: number;
	checkpoint: string;
	/** What could not be read, and so is not in it. */
	damaged: Damaged[];
}

const proofsByDefault = 20_000;

export async function writeBundle(options: BundleOptions, writer: BundleWriter): Promise<Bundled> {
	const {archive, db, selection} = options;
	const checkpoint = await archive.checkpoint();
	const {tree, leaves} = await readLog(db, readCheckpoint(checkpoint).size);
	await writeLog(writer, {tree, leaves, checkpoint});
	await writeStamps(options, writer, leaves.length);
	const entries = leaves.map(leaf => JSON.parse(leaf) as Leaf);
	const chosen = selected(entries, selection);
	const {rows, damaged} = await writeRecords(options, writer, entries, chosen);
	const open = rows.filter(({status}) => status === 'content').map(({leaf}) => leaf.seq);
	damaged.push(...(await writeMedia(options, writer, open)));
	if (options.proofs ?? chosen.size <= proofsByDefault) await writeProofs(writer, {tree, checkpoint}, chosen);
	await writer.add('pending.json', canonicalJson(await devicesWithHoles(db)));
	await writer.add('keys.json', canonicalJson(publicKeys(options)));
	await writer.add('index.csv', indexCsv(rows));
	await writer.add('index.html', indexHtml('Countersign: archive export', rows));
	await options.more?.(writer);
	await writer.add('verify.html', await verifyPage());
	await writer.add('README.txt', readme({checkpoint, verifier: options.keys.log.verifier, entries, chosen}));
	await writeManifest(options, writer, {entries, damaged});
	const count = (status: IndexRow['status']) => rows.filter(row => row.status === status).length;
	return {entries: entries.length, records: count('content'), erased: count('erased'), checkpoint, damaged};
}

async function readLog(db: Executor, size: number): Promise<{tree: Tree; leaves: string[]}> {
	const tree = createTree();
	const leaves: string[] = [];
	while (leaves.length < size) {
		const more = await leavesFrom(db, leaves.length, Math.min(1000, size - leaves.length));
		if (more.length === 0) throw new HubArchiveError('damaged', `entry ${leaves.length} is missing`);
		for (const leaf of more) tree.push(Buffer.from(leaf));
		leaves.push(...more);
	}
	return {tree, leaves};
}

async function writeLog(
	writer: BundleWriter,
	{tree, leaves, checkpoint}: {tree: Tree; leaves: string[]; checkpoint: string},
): Promise<void> {
	await writer.add('log/checkpoint', checkpoint);
	const blobs = hashTiles(tree, 0, leaves.length);
	for (let n = 0; n * tileWidth < leaves.length; n++) {
		const part = leaves.slice(n * tileWidth, (n + 1) * tileWidth);
		blobs.push(
			entryBundle(
				n,
				part.map(leaf => Buffer.from(leaf)),
			),
		);
	}
	for (const {path, bytes} of blobs) await writer.add(`log/${path}`, bytes);
}

/** Of heads that this bundle's log has. */
async function writeStamps({log}: BundleOptions, writer: BundleWriter, size: number): Promise<void> {
	for (const stamp of await listStamps(log)) {
		const head = stamp.path.replace(/\.tsr$/, '.checkpoint');
		const [token, note] = [await log.read(stamp.path), await log.read(head)];
		if (stamp.size > size || !token || !note) continue;
		await writer.add(`log/${head}`, note);
		await writer.add(`log/${stamp.path}`, token);
	}
}

async function writeRecords(
	{archive}: BundleOptions,
	writer: BundleWriter,
	entries: readonly Leaf[],
	chosen: ReadonlySet<number>,
): Promise<{rows: IndexRow[]; damaged: Damaged[]}> {
	const salts: string[] = [];
	const names = new Map<string, string>();
	const rows: IndexRow[] = [];
	const damaged: Damaged[] = [];
	for (const leaf of entries) {
		const {opened, damage}: Tried = chosen.has(leaf.seq) ? await tryOpen(archive, leaf) : {opened: undefined};
		const without = damage === undefined ? 'erased' : 'damaged';
		const row = rowOf(leaf, opened, chosen.has(leaf.seq) ? without : 'not selected');
		rows.push({...row, person: personOf(leaf, row.content, names)});
		if (damage !== undefined) damaged.push({file: recordPath(leaf.seq), name: leaf.name, why: damage});
		if (!opened) continue;
		await writer.add(recordPath(leaf.seq), opened.plaintext);
		salts.push(`${canonicalJson({salt: opened.salt.toString('hex'), seq: leaf.seq})}\n`);
	}
	await writer.add('openings.jsonl', salts.join(''));
	return {rows, damaged};
}

function rowOf(leaf: Leaf, opened: Opened | undefined, without: Exclude<IndexRow['status'], 'content'>) {
	if (!opened) return {leaf, text: '', file: null, status: without};
	const content = contentOf(opened.plaintext.toString());
	return {leaf, content, text: content.text, file: recordPath(leaf.seq), status: 'content' as const};
}

/** A person is named by the first certificate that names him. */
function personOf({by}: Leaf, content: Content | undefined, names: Map<string, string>): string {
	if (by === null) return '';
	const name = names.get(by) || (content ? nameOf(content, by) : '');
	names.set(by, name);
	return name;
}

async function writeProofs(
	writer: BundleWriter,
	{tree, checkpoint}: {tree: Tree; checkpoint: string},
	chosen: ReadonlySet<number>,
): Promise<void> {
	for (const index of chosen) {
		const proof = tree.inclusion(index, tree.size).map(hex => new Uint8Array(Buffer.from(hex, 'hex')));
		await writer.add(`proofs/${fileNumber(index)}.tlog-proof`, formatTlogProof({index, proof, checkpoint}));
	}
}

/** Signed, so that taking a file away or adding one is as visible as changing it. */
async function writeManifest(
	{keys, now, selection}: BundleOptions,
	writer: BundleWriter,
	{entries, damaged}: {entries: readonly Leaf[]; damaged: readonly Damaged[]},
): Promise<void> {
	const manifest = canonicalJson({
		v: 1,
		kind: 'countersign-export',
		organisation: entries[0]?.org ?? '',
		madeAt: now,
		selection,
		entries: entries.length,
		damaged: damaged.map(({file, why}) => ({file, why})),
		files: writer.files(),
	});
	await writer.add('manifest.json', manifest);
	const digest = hash('sha256', manifest, 'hex');
	await writer.add('manifest.jws', jws(keys.hub, {typ: 'countersign-manifest', manifest: digest}));
}

function jws(key: KeyObject, payload: object): string {
	const encode = (value: object) => Buffer.from(canonicalJson(value)).toString('base64url');
	const input = `${encode({alg: 'EdDSA', typ: 'countersign-manifest'})}.${encode(payload)}`;
	return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
}

function publicKeys({keys}: BundleOptions) {
	const {directory, hub, log} = keys;
	return {directory: publicJwk(directory), hub: publicJwk(hub), log: log.verifier};
}

function publicJwk(key: KeyObject): object {
	const {kty, crv, x} = createPublicKey(key).export({format: 'jwk'});
	return {kty, crv, x};
}

function recordPath(seq: number): string {
	return `records/${fileNumber(seq)}.json`;
}

function fileNumber(seq: number): string {
	return String(seq).padStart(8, '0');
}
