/** Files of this frame as far as they are known: each is read once, and stays at hand by its digest. */
import type {Known} from './attachments.ts';
import {type Hashed, hashOf} from './hash.ts';

export interface Files {
	hash(file: Blob): Promise<Hashed | undefined>;
	/** What is known by now; `changed` is called when there is more. */
	ready(file: Blob): Known;
	/** The same by an address that the page shows; `null` for one that leads to the network. */
	shown(address: string): Known;
	/** A person has chosen it. */
	pick(file: Blob): void;
	/** Digests of what was chosen here, as far as they are known. */
	picked(): ReadonlySet<string | undefined>;
	/** `undefined`: never seen here, or too long ago. */
	bytes(sha256: string): Blob | undefined;
}

/** Files that stay at hand, and previews that are remembered. */
const most = 300;

export function createFiles(changed: () => void): Files {
	const hashes = new WeakMap<Blob, Promise<Hashed | undefined>>();
	const done = new WeakMap<Blob, Hashed | undefined>();
	const byDigest = new Map<string, Blob>();
	const chosen = new Map<Blob, true>();
	/** By address: its file, `undefined` while it is fetched, `null` when it cannot be had. */
	const previews = new Map<string, Blob | null | undefined>();

	return {
		...{hash, ready, shown},
		pick: file => remember(chosen, file, true),
		picked: () => new Set([...chosen.keys()].map(known)),
		bytes: sha256 => byDigest.get(sha256),
	};

	function hash(file: Blob): Promise<Hashed | undefined> {
		const running = hashes.get(file);
		if (running) return running;
		const hashing = hashOf(file).then(hashed => {
			done.set(file, hashed);
			if (hashed) remember(byDigest, hashed.sha256, file);
			return hashed;
		});
		hashes.set(file, hashing);
		return hashing;
	}

	function ready(file: Blob): Known {
		if (done.has(file)) return done.get(file) ?? null;
		void hash(file).then(changed);
		return undefined;
	}

	function known(file: Blob): string | undefined {
		void hash(file);
		return done.get(file)?.sha256;
	}

	function shown(address: string): Known {
		const file = previews.get(address);
		if (file === undefined && !previews.has(address)) void fetchPreview(address);
		return file && ready(file);
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
}

/** The oldest make room. */
function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
	map.set(key, value);
	for (const old of map.keys()) {
		if (map.size <= most) return;
		map.delete(old);
	}
}
