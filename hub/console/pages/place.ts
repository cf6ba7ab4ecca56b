/** Where in the console one is: the address itself, so that a page can be reloaded, kept and sent to a colleague. */
import {useSyncExternalStore} from 'react';

const moved = 'countersign-moved';

/** `/rules/FIN-01` for `/console/rules/FIN-01`. */
export function usePlace(): string {
	return useSyncExternalStore(listen, () => location.pathname.replace(/^\/console/, '') || '/');
}

function listen(heard: () => void): () => void {
	for (const event of ['popstate', moved]) addEventListener(event, heard);
	return () => {
		for (const event of ['popstate', moved]) removeEventListener(event, heard);
	};
}

/** `instead`: the way back does not lead here again. */
export function go(place: string, how: 'further' | 'instead' = 'further'): void {
	const url = `/console${place}`;
	if (how === 'instead') history.replaceState(null, '', url);
	else history.pushState(null, '', url);
	dispatchEvent(new Event(moved));
	scrollTo(0, 0);
}

/** The names in a place, by a pattern like `/rules/:rule`; nothing when it is another place. */
export function namesIn(pattern: string, place: string): Record<string, string> | undefined {
	const [wanted, given] = [pattern.split('/'), place.replace(/\/$/, '').split('/')];
	if (wanted.length !== given.length && pattern !== place) return;
	const names: Record<string, string> = {};
	for (const [i, part] of wanted.entries())
		if (part.startsWith(':')) names[part.slice(1)] = decodeURIComponent(given[i]!);
		else if (part !== (given[i] ?? '')) return;
	return names;
}
