/** The files that a publishing request names: by the site's ids, or as fields of its form. */
import type {Draft, Media, Poll} from '#lib/core/draft.ts';
import {uploadMark} from '#lib/messaging/bridge-protocol.ts';
import type {Outgoing} from '#lib/sites/site.ts';
import type {Files} from './files.ts';
import type {Uploaded} from './uploads.ts';

/** A publishing request with the files that it names. */
export interface Resolved {
	outgoing: Outgoing;
	/** By the site's id: what the wire lock compares with. */
	uploads: Readonly<Record<string, Media>>;
	polls: Readonly<Record<string, Poll>>;
	/** Form fields whose file is one of the draft's. */
	attached: readonly string[];
}

export type Resolve = (outgoing: Outgoing) => Promise<Resolved>;

/** Puts digests in place of the page lock's marks. What is not known becomes an unknown field: it is held. */
export function createResolve(uploaded: Uploaded, {hash}: Pick<Files, 'hash'>): Resolve {
	return resolve;

	async function resolve(outgoing: Outgoing): Promise<Resolved> {
		const {draft, files = {}} = outgoing;
		if (!draft || (draft.media.length === 0 && !draft.poll && Object.keys(files).length === 0))
			return {outgoing, uploads: {}, polls: {}, attached: []};
		await uploaded.named();
		const card = idOf(draft.poll?.choices[0] ?? '');
		const poll = (card && uploaded.poll(card)) || null;
		const {media, uploads, more, unread} = await filesOf(draft);
		const strange = await strangeFiles(files, media);
		const unknown = [
			...draft.unknown,
			...unread,
			...strange.map(field => `form.${field}`),
			...(draft.poll && !poll ? ['card_uri'] : []),
		].sort();
		return {
			outgoing: {
				...outgoing,
				draft: {...draft, ...more, media, poll, unknown},
				note: unknown.join(', '),
			},
			uploads,
			polls: poll ? {[card]: poll} : {},
			attached: Object.keys(files).filter(field => !strange.includes(field)),
		};
	}

	/** What the request names by the site's ids. */
	async function filesOf(draft: Draft) {
		const ids = draft.media.map(({sha256}) => idOf(sha256));
		const found = await Promise.all(ids.map(mediaOf));
		const unread = ids.filter((_, i) => !found[i]);
		const [video] = unread;
		// A reel's bytes leave from a worker: its number stands for them, as in the request on the wire (facebook.md, section 7).
		const isNumber = draft.operation === 'reel' && video && !uploaded.get(video);
		return {
			media: found.filter(file => file !== undefined),
			uploads: Object.fromEntries(ids.flatMap((id, i) => (found[i] ? [[id, found[i]]] : []))),
			...(isNumber
				? {more: {details: {...draft.details, video_id: video}}, unread: []}
				: {more: {}, unread: unread.map(id => `media ${id}`)}),
		};
	}

	async function mediaOf(id: string): Promise<Media | undefined> {
		const file = uploaded.get(id);
		const bytes = file?.bytes();
		if (!file || !bytes) return undefined;
		for (const [one, other] of file.doubles)
			if ((await hash(one))?.sha256 !== (await hash(other))?.sha256) return undefined;
		const hashed = await hash(bytes);
		return hashed && {...hashed, alt: file.alt};
	}

	/** Whatever else lies in the request would be published unseen. */
	async function strangeFiles(
		files: Readonly<Record<string, number>>,
		media: readonly Media[],
	): Promise<string[]> {
		const strange: string[] = [];
		for (const [field, ref] of Object.entries(files)) {
			const bytes = uploaded.byNumber(ref);
			const hashed = bytes && (await hash(bytes));
			if (!media.some(({sha256}) => sha256 === hashed?.sha256)) strange.push(field);
		}
		return strange;
	}
}

/** Of a mark of the page lock; '' for anything else. */
function idOf(mark: string): string {
	return mark.startsWith(uploadMark) ? mark.slice(uploadMark.length) : '';
}
