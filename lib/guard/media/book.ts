/** What this frame knows of files: which are in a composer, which bytes went to the site, and what each of them is. */
import type {Draft, Media, Poll} from '#lib/core/draft.ts';
import {uploadMark} from '#lib/messaging/bridge-protocol.ts';
import type {Attachment, Outgoing, Reading} from '#lib/sites/site.ts';
import type {Desk} from '../desk-link.ts';
import {matchAttachments} from './attachments.ts';
import {type Hashed, hashOf} from './hash.ts';
import {keepFile} from './keep.ts';
import type {MediaSeen} from './seen.ts';
import {createUploaded, type UploadedFile} from './uploads.ts';

/** A publishing request with the files that it names. */
export interface Resolved {
	outgoing: Outgoing;
	/** By the site's id: what the wire lock compares with. */
	uploads: Readonly<Record<string, Media>>;
	polls: Readonly<Record<string, Poll>>;
	/** Form fields whose file is one of the draft's. */
	attached: readonly string[];
}

export interface MediaBook {
	/** The composer with what its files will be when they are published; those still being read stay without a digest. */
	fill(reading: Reading): Reading;
	/** The digests in place of the page lock's marks. What is not known becomes an unknown field: it is held. */
	resolve(outgoing: Outgoing): Promise<Resolved>;
	/** Brings the draft's files into the background's durable store. False: some of their bytes are not here. */
	keep(draft: Pick<Draft, 'media'>): Promise<boolean>;
}

export interface BookParts {
	seen: MediaSeen;
	desk: Desk;
	now: () => number;
	/** A file has been read. */
	changed: () => void;
}

/** Milliseconds after which an upload that has not ended is taken to have been given up. */
const stalled = 60_000;
/** Files whose bytes stay at hand, and previews that are remembered. */
const most = 300;

export function createMediaBook({seen, desk, now, changed}: BookParts): MediaBook {
	const uploaded = createUploaded(now);
	const hashes = new WeakMap<Blob, Promise<Hashed | undefined>>();
	const done = new WeakMap<Blob, Hashed | undefined>();
	const bytesOf = new Map<string, Blob>();
	const kept = new Map<string, Promise<boolean>>();
	const picked = new Set<Blob>();
	/** By address: its file, `undefined` while it is fetched, `null` when it cannot be had. */
	const previews = new Map<string, Blob | null | undefined>();

	seen.follow(step => {
		if (step.step !== 'picked') uploaded.hear(step);
		else for (const file of step.files) remember(picked, file);
	});
	return {fill, resolve, keep};

	function fill(reading: Reading): Reading {
		if (reading.media.length === 0) return reading;
		const files = uploaded.all();
		const matched = matchAttachments({
			shown: reading.media.map(shownAs),
			sent: files.filter(({ended}) => ended).map(sentAs),
			sending: files.some(({ended, at}) => !ended && now() - at < stalled),
			picked: new Set([...picked].map(file => known(file)?.sha256)),
		});
		const media = reading.media.map(({alt, type}, i) => {
			const {sha256 = '', type: found = type} = matched[i] ?? {};
			return {sha256, type: found, alt};
		});
		for (const {sha256} of media) if (sha256) void keepOne(sha256).catch(() => undefined);
		const unread = matched.includes(null) ? ['media that cannot be read'] : [];
		return {...reading, media, unknown: [...reading.unknown, ...unread]};
	}

	/** `undefined`: being read; `null`: it cannot be. */
	function shownAs({preview}: Attachment): Hashed | null | undefined {
		if (!preview) return null;
		const file = previews.get(preview);
		if (file === undefined && !previews.has(preview)) void fetchPreview(preview);
		return file && ready(file);
	}

	function sentAs(file: UploadedFile): Hashed | null | undefined {
		const bytes = file.bytes();
		return bytes ? ready(bytes) : null;
	}

	/** The page's own address of a file: never the network. */
	async function fetchPreview(address: string): Promise<void> {
		remember(previews, address, undefined);
		try {
			const file = /^(?:blob|data):/.test(address) ? await (await fetch(address)).blob() : null;
			previews.set(address, file);
			if (file) await hash(file);
		} catch {
			previews.set(address, null);
		}
		changed();
	}

	function ready(file: Blob): Hashed | null | undefined {
		if (done.has(file)) return done.get(file) ?? null;
		void hash(file).then(changed);
		return undefined;
	}

	function known(file: Blob): Hashed | undefined {
		void hash(file);
		return done.get(file);
	}

	function hash(file: Blob): Promise<Hashed | undefined> {
		const running = hashes.get(file);
		if (running) return running;
		const hashing = hashOf(file).then(hashed => {
			done.set(file, hashed);
			if (hashed) remember(bytesOf, hashed.sha256, file);
			return hashed;
		});
		hashes.set(file, hashing);
		return hashing;
	}

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

	async function keep({media}: Pick<Draft, 'media'>): Promise<boolean> {
		const all = await Promise.all(media.map(({sha256}) => keepOne(sha256)));
		return all.every(Boolean);
	}

	function keepOne(sha256: string): Promise<boolean> {
		const running = kept.get(sha256);
		if (running) return running;
		const bytes = bytesOf.get(sha256);
		if (!bytes) return Promise.resolve(false);
		const keeping = keepFile(desk, sha256, bytes);
		kept.set(sha256, keeping);
		// Once is enough, but a failure is not remembered.
		const forget = () => kept.delete(sha256);
		keeping.then(ok => ok || forget(), forget);
		return keeping;
	}
}

/** Of a mark of the page lock; '' for anything else. */
function idOf(mark: string): string {
	return mark.startsWith(uploadMark) ? mark.slice(uploadMark.length) : '';
}

function remember<T>(set: Set<T>, value: T): void;
function remember<K, V>(map: Map<K, V>, key: K, value: V): void;
function remember(to: Set<unknown> | Map<unknown, unknown>, key: unknown, value?: unknown): void {
	if (to instanceof Set) to.add(key);
	else to.set(key, value);
	for (const old of to.keys()) {
		if (to.size <= most) return;
		to.delete(old);
	}
}
