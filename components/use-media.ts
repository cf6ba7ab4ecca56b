import {useCallback, useEffect, useState} from 'react';
import type {Media} from '#lib/core/draft.ts';
import {isShowable} from '#lib/core/media.ts';
import {bytesOfBase64} from '#lib/messaging/base64.ts';
import {send} from '#lib/messaging/send.ts';

export type Shown =
	| {state: 'coming'}
	/** Exactly the bytes whose digest is being approved. */
	| {state: 'here'; url: string; size: number}
	| {state: 'failed'; message: string};

/** A file of a held draft, fetched part by part and hashed here: what is shown is what is signed. */
export function useMedia(hold: string, {sha256, type}: Media): {shown: Shown; again: () => void} {
	const [shown, setShown] = useState<Shown>({state: 'coming'});
	const [round, setRound] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
	useEffect(() => {
		let url = '';
		let isCurrent = true;
		setShown({state: 'coming'});
		fetchFile(hold, sha256).then(
			bytes => {
				if (!isCurrent) return;
				// By the type in the digest, never by what came with the bytes.
				url = URL.createObjectURL(new Blob([bytes], {type: isShowable(type) ? type : ''}));
				setShown({state: 'here', url, size: bytes.length});
			},
			(error: unknown) => isCurrent && setShown({state: 'failed', message: wordsOf(error)}),
		);
		return () => {
			isCurrent = false;
			if (url) URL.revokeObjectURL(url);
		};
	}, [hold, sha256, type, round]);
	return {shown, again: useCallback(() => setRound(before => before + 1), [])};
}

async function fetchFile(hold: string, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	for (let at = 0, size = 1; at < size; ) {
		const reply = await send('hold:media', {hold, sha256, at});
		if (!reply.ok) throw new Error(reply.message);
		const part = bytesOfBase64(reply.bytes);
		if (part.length === 0) throw new Error('The file ends too early.');
		parts.push(part);
		at += part.length;
		({size} = reply);
	}
	const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
	if ((await hexOf(bytes)) !== sha256) throw new Error('The hub sent another file than the one to approve.');
	return bytes;
}

async function hexOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function wordsOf(error: unknown): string {
	return error instanceof Error ? error.message : 'It did not come.';
}
