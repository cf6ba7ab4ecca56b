import {mediaPart} from '#lib/core/media.ts';
import {base64Of} from '#lib/messaging/base64.ts';
import type {Desk} from '../desk-link.ts';

/**
 * Brings a file into the background's durable store, part by part; what is there already is not sent again. It stays in
 * this browser: the hub gets it when the author sends the draft for approval, or when it has been posted.
 */
export async function keepFile(desk: Desk, sha256: string, file: Blob): Promise<boolean> {
	const {size} = file;
	let reply = await desk.ask('media:keep', {sha256, size, at: 0, bytes: ''});
	while (reply.ok && reply.have < size) {
		const at = reply.have;
		const part = await file.slice(at, at + mediaPart).arrayBuffer();
		reply = await desk.ask('media:keep', {sha256, size, at, bytes: base64Of(new Uint8Array(part))});
	}
	return reply.ok;
}
