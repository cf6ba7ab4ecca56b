/** What this frame knows of files: which are in a composer, which bytes went to the site, and what each of them is. */
import type {Draft} from '#lib/core/draft.ts';
import type {Attachment, Reading} from '#lib/sites/site.ts';
import type {Desk} from '../desk-link.ts';
import {type Known, matchAttachments} from './attachments.ts';
import {createFiles} from './files.ts';
import {keepFile} from './keep.ts';
import {createResolve, type Resolve} from './resolve.ts';
import type {MediaSeen} from './seen.ts';
import {createUploaded, type UploadedFile} from './uploads.ts';

export interface MediaBook {
	/** The composer with what its files will be when they are published; those still being read stay without a digest. */
	fill(reading: Reading): Reading;
	resolve: Resolve;
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

export function createMediaBook({seen, desk, now, changed}: BookParts): MediaBook {
	const uploaded = createUploaded(now);
	const files = createFiles(changed);
	const kept = new Map<string, Promise<boolean>>();

	seen.follow(step => {
		if (step.step !== 'picked') uploaded.hear(step);
		else for (const file of step.files) files.pick(file);
	});
	return {fill, resolve: createResolve(uploaded, files), keep};

	function fill(reading: Reading): Reading {
		if (reading.media.length === 0) return reading;
		const uploads = uploaded.all();
		const matched = matchAttachments({
			shown: reading.media.map(shownAs),
			sent: uploads.filter(({ended}) => ended).map(sentAs),
			sending: uploads.some(({ended, at}) => !ended && now() - at < stalled),
			picked: files.picked(),
		});
		const media = reading.media.map(({alt, type}, i) => {
			const {sha256 = '', type: found = type} = matched[i] ?? {};
			return {sha256, type: found, alt};
		});
		for (const {sha256} of media) if (sha256) void keepOne(sha256).catch(() => undefined);
		const unread = matched.includes(null) ? ['media that cannot be read'] : [];
		return {...reading, media, unknown: [...reading.unknown, ...unread]};
	}

	function shownAs({preview}: Attachment): Known {
		return preview ? files.shown(preview) : null;
	}

	function sentAs(file: UploadedFile): Known {
		const bytes = file.bytes();
		return bytes ? files.ready(bytes) : null;
	}

	async function keep({media}: Pick<Draft, 'media'>): Promise<boolean> {
		const all = await Promise.all(media.map(({sha256}) => keepOne(sha256)));
		return all.every(Boolean);
	}

	function keepOne(sha256: string): Promise<boolean> {
		const running = kept.get(sha256);
		if (running) return running;
		const bytes = files.bytes(sha256);
		if (!bytes) return Promise.resolve(false);
		const keeping = keepFile(desk, sha256, bytes);
		kept.set(sha256, keeping);
		// Once is enough, but a failure is not remembered.
		const forget = () => kept.delete(sha256);
		keeping.then(ok => ok || forget(), forget);
		return keeping;
	}
}
