/** Files and polls that the page has brought to the site, by the id that the site calls each. */
import type {Poll} from '#lib/core/draft.ts';
import type {UploadSeen} from '#lib/messaging/bridge-protocol.ts';

export interface UploadedFile {
	/** Its bytes as they left; `undefined` while parts are missing. */
	bytes(): Blob | undefined;
	/** Parts that were sent twice: unless both are equal, nobody here knows which of them the site took. */
	doubles: readonly (readonly [Blob, Blob])[];
	alt: string;
	/** No more parts are announced. */
	ended: boolean;
	/** Of its last step. */
	at: number;
}

export interface Uploaded {
	hear(step: UploadSeen): void;
	get(id: string): UploadedFile | undefined;
	/** In the order in which they began. */
	all(): UploadedFile[];
	/** By number, with or without an id: also files inside publishing requests. */
	byNumber(ref: number): Blob | undefined;
	/** The poll that the site calls so. */
	poll(id: string): Poll | undefined;
	/** Resolves when every whole file, and every poll, has the id of the site's answer, or has waited for too long. */
	named(): Promise<void>;
}

/** Milliseconds that a publishing request waits for the answer to an upload that has just ended. */
const patience = 2000;
/** Files of one page that are remembered. */
const most = 500;

export function createUploaded(now: () => number): Uploaded {
	const files = new Map<string, UploadedFile & {add(at: number, bytes: Blob): void}>();
	const whole = new Map<number, Blob>();
	const asked = new Map<number, Poll>();
	const polls = new Map<string, Poll>();
	const nameless = new Set<number>();
	let named = new Set<() => void>();

	return {
		hear,
		get: id => files.get(id),
		all: () => [...files.values()],
		byNumber: ref => whole.get(ref),
		poll: id => polls.get(id),
		named: () => (nameless.size === 0 ? Promise.resolve() : waiting()),
	};

	function hear(step: UploadSeen): void {
		if (step.step === 'whole') keepNameless(whole, step.ref, step.bytes);
		else if (step.step === 'poll') keepNameless(asked, step.ref, step.poll);
		else if (step.step === 'named') name(step.ref, step.id);
		else if (step.step === 'part') fileOf(step.id).add(step.at, step.bytes);
		else if (step.step === 'alt') fileOf(step.id).alt = step.alt;
		else fileOf(step.id).ended = true;
	}

	function keepNameless<T>(those: Map<number, T>, ref: number, what: T): void {
		those.set(ref, what);
		nameless.add(ref);
		trim(those);
	}

	function name(ref: number, id: string): void {
		const bytes = whole.get(ref);
		const poll = asked.get(ref);
		nameless.delete(ref);
		if (id && poll) polls.set(id, poll);
		trim(polls);
		if (id && bytes) {
			const file = fileOf(id);
			file.add(0, bytes);
			file.ended = true;
		}
		if (nameless.size > 0) return;
		for (const done of named) done();
		named = new Set();
	}

	function fileOf(id: string) {
		const known = files.get(id) ?? emptyFile();
		known.at = now();
		files.set(id, known);
		trim(files);
		return known;
	}

	function waiting(): Promise<void> {
		return new Promise(resolve => {
			const timer = setTimeout(resolve, patience);
			named.add(() => {
				clearTimeout(timer);
				resolve();
			});
		});
	}
}

function emptyFile() {
	const parts: Blob[] = [];
	const doubles: [Blob, Blob][] = [];
	let joined: Blob | undefined;
	return {
		alt: '',
		ended: false,
		at: 0,
		doubles,
		add(at: number, bytes: Blob): void {
			const before = parts[at];
			if (before) doubles.push([before, bytes]);
			parts[at] = bytes;
			joined = undefined;
		},
		bytes(): Blob | undefined {
			const isWhole = parts.length > 0 && Array.from(parts).every(part => part !== undefined);
			if (!isWhole) return undefined;
			joined ??= parts.length === 1 ? parts[0] : new Blob(parts);
			return joined;
		},
	};
}

function trim(map: Map<unknown, unknown>): void {
	for (const key of map.keys()) {
		if (map.size <= most) return;
		map.delete(key);
	}
}
