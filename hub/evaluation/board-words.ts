/** Figures, places and kinds as a board reads them. */

export function share(part: number, whole: number): string {
	return whole === 0 ? 'none' : percent(part / whole);
}

export function percent(of: number): string {
	return `${(of * 100).toFixed(1).replace(/\.0$/, '')} %`;
}

export function day(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

export function duration(ms: number | null): string {
	if (ms === null) return '–';
	const minutes = Math.round(ms / 60_000);
	return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** `group/north/st-albans` → `North · St albans`. */
export function placeWords(location: string): string {
	const [, ...parts] = location.split('/');
	if (location === 'nowhere' || location === '') return 'No place';
	return parts.length === 0
		? 'The whole firm'
		: parts.map(part => capital(part.replaceAll('-', ' '))).join(' · ');
}

const kinds: Record<string, string> = {
	...{post: 'Posts', reply: 'Replies', comment: 'Comments', dm: 'Messages', quote: 'Quotes'},
	...{edit: 'Edits', delete: 'Deletions'},
};

export const kindWords = (kind: string) => kinds[kind] ?? capital(kind);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
