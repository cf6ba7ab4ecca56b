import {el} from './dom.ts';

/** What was approved and what is there now, with the changed stretch marked. */
export function differenceOf(
	before: string,
	after: string,
): [same: string, gone: string, added: string, same2: string] {
	const a = [...before];
	const b = [...after];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	return [
		a.slice(0, start).join(''),
		a.slice(start, a.length - end).join(''),
		b.slice(start, b.length - end).join(''),
		a.slice(a.length - end).join(''),
	];
}

export function differenceView(before: string, after: string): HTMLElement {
	const [same, gone, added, rest] = differenceOf(before, after);
	return el(
		'p',
		{class: 'diff', 'aria-label': 'What changed'},
		same,
		gone && el('del', {}, gone),
		added && el('ins', {}, added),
		rest,
	);
}
