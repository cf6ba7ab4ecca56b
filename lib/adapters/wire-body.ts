/** A request's body as `webRequest` shows it, in the form that the sites' adapters read. */
import type {PageRequest} from '#lib/sites/site.ts';

export interface SeenBody {
	/** Of Blob bodies, among others. */
	error?: string | undefined;
	formData?: Record<string, readonly unknown[]> | undefined;
	raw?: readonly {bytes?: unknown; file?: string | undefined}[] | undefined;
}

const unreadable = {unreadable: true} as const;

/** Blobs, streams and clones of requests come as an error: what cannot be read may be anything. */
export function bodyOf(seen: SeenBody | null | undefined): PageRequest['body'] {
	if (!seen) return null;
	if (seen.error) return unreadable;
	if (seen.formData) return formOf(seen.formData);
	return seen.raw ? textOf(seen.raw) : unreadable;
}

function formOf(form: Record<string, readonly unknown[]>): PageRequest['body'] {
	const fields = Object.entries(form);
	if (!fields.every(([, values]) => values.length === 1 && typeof values[0] === 'string')) return unreadable;
	return {fields: Object.fromEntries(fields.map(([name, [value]]) => [name, value as string]))};
}

function textOf(parts: readonly {bytes?: unknown; file?: string | undefined}[]): PageRequest['body'] {
	if (!parts.every(({bytes, file}) => bytes instanceof ArrayBuffer && file === undefined)) return unreadable;
	const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
	try {
		const texts = parts.map(({bytes}) => decoder.decode(bytes as ArrayBuffer, {stream: true}));
		return {text: texts.join('') + decoder.decode()};
	} catch {
		return unreadable; // Not UTF-8: no client of these sites sends that
	}
}
