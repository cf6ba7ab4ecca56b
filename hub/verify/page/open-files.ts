import {messageOf, noFindings, type Report, Unreadable, unreadable} from '../report.ts';
import {type VerifyOptions, verifySource} from '../verify-source.ts';
import {type Inflate, openZip, type Read} from '../zip.ts';
import {Buffer as PageBuffer} from './buffer.ts';
import {ask, replay} from './replay.ts';

/** The files of a folder by their path in it, or one ZIP file. */
export type Picked = {folder: ReadonlyMap<string, Uint8Array>} | {zip: Uint8Array};

export function verifyPicked(picked: Picked, options: VerifyOptions): Promise<Report> {
	return replay(() => {
		const findings = noFindings();
		try {
			const source = 'zip' in picked ? zipSource(picked.zip, findings) : folderSource(picked.folder);
			return verifySource({...source, close: () => undefined}, findings, options);
		} catch (error) {
			return unreadable(findings, messageOf(error));
		}
	});
}

function folderSource(folder: ReadonlyMap<string, Uint8Array>) {
	const read = (path: string) => {
		const bytes = folder.get(path);
		return bytes && buffer(bytes);
	};
	return {paths: [...folder.keys()].sort(), read};
}

function zipSource(bytes: Uint8Array, findings: ReturnType<typeof noFindings>) {
	const read: Read = (at, length) => {
		if (at < 0 || at + length > bytes.length) throw new Error('ends too early');
		return buffer(bytes.subarray(at, at + length));
	};
	const zip = openZip(read, bytes.length, inflate, findings);
	if (!zip) throw new Unreadable('it is not a ZIP file');
	return zip;
}

const inflate: Inflate = (packed, size) => {
	// A view into the file: its place there is its name.
	const content = ask<Uint8Array | null>(`inflate ${packed.byteOffset}`, new Uint8Array(size), () =>
		inflated(packed, size),
	);
	if (!content) throw new Error('is damaged inside the ZIP file');
	return buffer(content);
};

async function inflated(packed: Uint8Array, size: number): Promise<Uint8Array | null> {
	const stream = new Blob([Uint8Array.from(packed)])
		.stream()
		.pipeThrough(new DecompressionStream('deflate-raw'));
	const parts: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const part of stream) {
			length += part.length;
			if (length > size) return null;
			parts.push(part);
		}
	} catch {
		return null;
	}
	return PageBuffer.concat(parts);
}

/** The verifier's Buffer is the page's one here. */
function buffer(bytes: Uint8Array): Buffer {
	return PageBuffer.view(bytes) as unknown as Buffer;
}
