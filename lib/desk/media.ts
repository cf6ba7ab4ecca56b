/**
 * Files on their way from a page to the archive. The page may hand them over at any time: they stay in this browser until a
 * hold or a record that names them leaves it. What they are is found out here again, from their bytes.
 */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex} from '@noble/hashes/utils.js';
import type {HubClient} from '#lib/api/client.ts';
import {pathOf, replyIn} from '#lib/api/client.ts';
import {blobStateSchema, endpoints} from '#lib/api/contract.ts';
import type {Draft} from '#lib/core/draft.ts';
import {mediaHead, mediaPart, mediaType} from '#lib/core/media.ts';
import {bytesOfBase64} from '#lib/messaging/base64.ts';
import type {MediaPart, Outcome, Refused} from '#lib/messaging/catalogue.ts';
import {notEnrolled, refused} from './outcome.ts';
import type {MediaRow, Ports} from './ports.ts';
import {sessionOf} from './session.ts';

/** It will never get to the hub: what names it goes without it. */
export class FileRefused extends Error {
	override readonly name = 'FileRefused';
}

/** Bytes of all files that may wait here. */
const room = 2 * 1024 ** 3;
/** Milliseconds for which a file is kept that nothing names any more. */
const keep = 2 * 24 * 60 * 60_000;

/** Durable when it answers. A part that does not follow what is here is not taken: the answer says where to go on. */
export async function keepMedia(ports: Ports, part: MediaPart): Promise<Outcome<{have: number}>> {
	if (!(await sessionOf(ports))) return notEnrolled;
	const row = await rowFor(ports, part);
	if ('ok' in row) return row;
	const bytes = bytesOfBase64(part.bytes);
	const fits = bytes.length > 0 && row.type === '' && part.at === row.have && part.at % mediaPart === 0;
	const isWhole = bytes.length === Math.min(mediaPart, row.size - row.have);
	const have = row.have + (fits && isWhole ? bytes.length : 0);
	if (have > row.have) await ports.stores.putMediaPart({...row, have}, part.at, bytes);
	return have === row.size ? finished(ports, {...row, have}) : {ok: true, have};
}

async function rowFor(ports: Ports, {sha256: name, size}: MediaPart): Promise<MediaRow | Refused> {
	const known = await ports.stores.media(name);
	if (known?.size === size) return {...known, at: ports.now()};
	if (known?.type) return refused('different', 'This file is not what it says it is.');
	if (known) await ports.stores.forgetMedia(name);
	const used = (await ports.stores.allMedia()).reduce((sum, row) => sum + row.size, 0);
	if (used + size > room)
		return refused('no-room', 'There is no room on this computer to keep this file. Nothing was posted.');
	return {sha256: name, size, have: 0, type: '', at: ports.now()};
}

async function finished(ports: Ports, row: MediaRow): Promise<Outcome<{have: number}>> {
	const {sha256: name, size: have} = row;
	if (row.type === '') {
		const type = await typeOf(ports, row);
		if (!type) {
			await ports.stores.forgetMedia(name);
			return refused('different', 'This file is not what it says it is.');
		}
		await ports.stores.putMedia({...row, type});
	} else await ports.stores.putMedia(row);
	return {ok: true, have};
}

/** `undefined` when the bytes are not those of the digest. */
async function typeOf({stores}: Ports, {sha256: name, size}: MediaRow): Promise<string | undefined> {
	const hash = sha256.create();
	let head = new Uint8Array();
	for (let at = 0; at < size; at += mediaPart) {
		const part = (await stores.mediaPart(name, at)) ?? new Uint8Array();
		if (at === 0) head = part.slice(0, mediaHead);
		hash.update(part);
	}
	return bytesToHex(hash.digest()) === name ? mediaType(head) : undefined;
}

/** The first file of a draft that is not here as the draft has it. */
export async function lacksMedia(
	{stores}: Ports,
	{media}: Pick<Draft, 'media'>,
): Promise<Refused | undefined> {
	for (const {sha256: name, type} of media) {
		const row = await stores.media(name);
		if (!row || row.type !== type)
			return refused('media', 'A file of this was not kept here. Attach it again. Nothing was posted.');
	}
	return undefined;
}

/** Takes files to the hub; what is there already is not sent again. Throws `HubError`, `FileRefused`. */
export async function deliverMedia(ports: Ports, hub: HubClient, digests: readonly string[]): Promise<void> {
	for (const name of new Set(digests)) {
		const row = await ports.stores.media(name);
		if (row?.type) await deliverFile(ports, hub, row);
	}
}

async function deliverFile(ports: Ports, hub: HubClient, {sha256: name, size}: MediaRow): Promise<void> {
	let {have, complete} = await hub.call('blob', undefined, {sha256: name});
	while (!complete) {
		const body = await bytesAt(ports, name, have);
		const path = pathOf(endpoints.putBlob.path, {sha256: name, at: have, size});
		const reply = await hub.raw('PUT', path, {body, headers: {'content-type': 'application/octet-stream'}});
		const next = await replyIn(reply, blobStateSchema);
		if (!next.complete && next.have <= have) throw new FileRefused('the hub does not take this file');
		({have, complete} = next);
	}
}

/** From here to the end of the part; the hub may have stopped anywhere. */
async function bytesAt({stores}: Ports, name: string, at: number): Promise<Uint8Array> {
	const start = at - (at % mediaPart);
	const part = await stores.mediaPart(name, start);
	if (!part || part.length <= at - start) throw new FileRefused('a file is not here any more');
	return part.subarray(at - start);
}

/** The files that a record names. */
export function mediaIn(json: string): string[] {
	const record = JSON.parse(json) as {body?: {draft?: Partial<Draft>}};
	return (record.body?.draft?.media ?? []).map(({sha256: name}) => name);
}

/** Nothing that a waiting record names is forgotten. */
export async function pruneMedia({stores, now}: Ports): Promise<void> {
	const old = (await stores.allMedia()).filter(({at}) => at < now() - keep);
	if (old.length === 0 || (await stores.countRecords()).quarantined > 0) return;
	const waiting = (await stores.waiting(Number.MAX_SAFE_INTEGER, 0)).flatMap(({json}) => mediaIn(json));
	for (const {sha256: name} of old) if (!waiting.includes(name)) await stores.forgetMedia(name);
}
