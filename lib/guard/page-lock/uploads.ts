/**
 * Files and polls on their way to the site: the request goes at once and untouched, a handle of its bytes goes to the guard, which
 * hashes them where no script of the page can reach. A publishing request names files by id only.
 */

import type {Poll} from '#lib/core/draft.ts';
import type {PageEnd} from '#lib/messaging/bridge.ts';
import {uploadMark} from '#lib/messaging/bridge-protocol.ts';
import type {PageRequest, UploadReader, Uploads} from '#lib/sites/site.ts';
import type {Snapshot} from './body.ts';

export interface UploadTap {
	concerns(method: string, url: string): boolean;
	/** `undefined`: nobody waits for the site's answer. Else call it with the answer, '' when there is none. */
	saw(request: PageRequest, sent: Snapshot): ((answer: string) => void) | undefined;
	/** A file inside a publishing request: its number. */
	inside(file: Blob): number;
}

export function createUploadTap(reader: UploadReader, bridge: PageEnd): UploadTap {
	let count = 0;

	function whole(bytes: Blob): number {
		count++;
		bridge.upload({step: 'whole', ref: count, bytes});
		return count;
	}

	/** The site's answer gives the id. */
	function naming(ref: number): (answer: string) => void {
		return answer => bridge.upload({step: 'named', ref, id: idIn(reader, answer)});
	}

	function asked(poll: Poll): number {
		count++;
		bridge.upload({step: 'poll', ref: count, poll});
		return count;
	}

	function inside(bytes: Blob): number {
		const ref = whole(bytes);
		// No answer will give it an id: nobody need wait for one.
		bridge.upload({step: 'named', ref, id: ''});
		return ref;
	}

	function saw(request: PageRequest, {files}: Snapshot): ((answer: string) => void) | undefined {
		const upload = read(reader, request);
		const file = onlyOne(files);
		if (!upload) return undefined;
		if (upload.step === 'poll') return naming(asked(upload.poll));
		if (upload.step === 'alt' || upload.step === 'end') return void bridge.upload(upload);
		// A body that could not be understood: the guard never hears of it, and what it brings is held.
		if (!file) return undefined;
		if (upload.step === 'part') return void bridge.upload({...upload, bytes: file});
		return naming(whole(file));
	}

	return {concerns: (method, url) => concerns(reader, method, url), saw, inside};
}

function onlyOne(files: Snapshot['files']): Blob | undefined {
	let found: Blob | undefined;
	for (const field in files) {
		if (found) return undefined;
		found = files[field];
	}
	return found;
}

/** Our own surprise must not break the page's upload. */
function read(reader: UploadReader, request: PageRequest) {
	try {
		return reader.read(request);
	} catch {
		return undefined;
	}
}

function idIn(reader: UploadReader, answer: string): string {
	try {
		return reader.idIn(answer);
	} catch {
		return '';
	}
}

function concerns(reader: UploadReader, method: string, url: string): boolean {
	try {
		return reader.concerns(method, url);
	} catch {
		return false;
	}
}

/** Marks where a digest belongs: only the guard has it. `files`: form fields of this request that hold files. */
export function marksFor(files: Readonly<Record<string, Blob>>): Uploads {
	return {
		media: id => ({sha256: `${uploadMark}${id}`, type: '', alt: ''}),
		poll: id => ({choices: [`${uploadMark}${id}`], minutes: 0}),
		attached: field => field in files,
	};
}
