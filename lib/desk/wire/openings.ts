/** The gaps in the wire lock by URL: one release each, closed behind the first request. */
import type {SiteId} from '#lib/core/draft.ts';
import {allowRules, type UrlRule} from './url-rules.ts';

/** The browser's rules. Deny rules outlive the browser's restart, allow rules do not outlive this background. */
export interface UrlRules {
	/** Exactly these from now on. */
	deny(rules: readonly UrlRule[]): Promise<void>;
	allow(rules: readonly UrlRule[]): Promise<void>;
	forbid(ids: readonly number[]): Promise<void>;
	/** Removes what an earlier background allowed. */
	clear(): Promise<void>;
}

export function createOpenings(rules: UrlRules) {
	const open = new Map<string, {tab: number; ids: number[]}>();
	let lastId = 0;

	return {
		/** Resolves when the rules are in force. Rejects with the gap closed. */
		async open(release: string, site: SiteId, names: readonly string[], tab: number): Promise<void> {
			const added = allowRules(site, names, tab, lastId + 1);
			if (added.length === 0) return;
			lastId += added.length;
			open.set(release, {tab, ids: added.map(({id}) => id)});
			await rules.allow(added);
			// Given up meanwhile: what has just come into force goes again.
			if (!open.has(release)) await rules.forbid(added.map(({id}) => id));
		},
		close: (release: string) => closeAll([release]),
		closeFor: (tab: number) => closeAll([...open].filter(([, gap]) => gap.tab === tab).map(([id]) => id)),
	};

	async function closeAll(releases: readonly string[]): Promise<void> {
		const ids = releases.flatMap(release => open.get(release)?.ids ?? []);
		for (const release of releases) open.delete(release);
		if (ids.length > 0) await rules.forbid(ids);
	}
}
