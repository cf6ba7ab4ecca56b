import type {SiteId} from '#lib/core/draft.ts';

/** One thing that the public or a recipient would see: the ground truth of every test (twins.md, section 2). */
export interface Published {
	id: string;
	site: SiteId;
	kind: string;
	text: string;
	target: string | null;
	actor: string;
}

/** The sandbox's control API: outside the extension's reach, so that it can neither see nor depend on it. */
export function sandboxControl(port: number) {
	const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, {
			method,
			...(body !== undefined && {body: JSON.stringify(body), headers: {'content-type': 'application/json'}}),
		});
		if (!response.ok)
			throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	};
	return {
		published: (site?: SiteId) => call<Published[]>('GET', `/published${site ? `?site=${site}` : ''}`),
		received: () => call<{host: string; path: string; operation?: string}[]>('GET', '/received'),
		reset: () => call('POST', '/reset', {}),
		weather: (weather: Record<string, unknown>) => call('POST', '/weather', weather),
		seed: (seed: unknown) => call('POST', '/seed', seed),
	};
}
