/** Server-sent events (HTML standard, section 9.2), as far as the hub uses them: `data:` lines, a blank line ends. */

/** Characters of an unfinished event at most: a hub that never ends one must not fill the memory. */
const longest = 200_000;

/** Feed it text as it arrives; it returns the data of each event completed by it. Throws when an event is endless. */
export function serverSentEvents(): (text: string) => string[] {
	let rest = '';
	return text => {
		const parts = (rest + text).split(/\r?\n\r?\n/);
		rest = parts.pop()!;
		if (rest.length > longest) throw new RangeError('an event without an end');
		return parts.map(dataOf).filter(data => data !== '');
	};
}

function dataOf(event: string): string {
	return event
		.split(/\r?\n/)
		.filter(line => line.startsWith('data:'))
		.map(line => line.slice(line.startsWith('data: ') ? 6 : 5))
		.join('\n');
}
