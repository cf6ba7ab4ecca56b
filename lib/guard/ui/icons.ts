/** Small line drawings: the system fonts' own signs differ too much in size and weight to stand beside text. */
const paths = {
	check: 'M3 8.5l3.2 3.2L13 4.8',
	circle: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z',
	warn: 'M8 3v6.2M8 12.4v.2',
	clock: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM8 5v3.2l2.2 1.4',
	stop: 'M4 4h8v8H4z',
	unknown: 'M5.6 6.1A2.4 2.4 0 1 1 8 8.7v1M8 12.4v.2',
	info: 'M8 7.4v5M8 4v.2',
	offline: 'M5 12V4M2.8 6.2L5 4l2.2 2.2M11 4v8M8.8 9.8L11 12l2.2-2.2',
	back: 'M6.2 3.5L3 6.7l3.2 3.2M3.4 6.7h6a3.4 3.4 0 0 1 0 6.8H8',
	pen: 'M3 13l.7-3L10.6 3.1l2.3 2.3L6 12.3zM9 4.7l2.3 2.3',
	dots: 'M3 8h.2M8 8h.2M13 8h.2',
	down: 'M4 6l4 4 4-4',
	close: 'M4 4l8 8M12 4l-8 8',
} as const;
export type Icon = keyof typeof paths;

const svg = 'http://www.w3.org/2000/svg';

/** Decoration: the words beside it say the same. */
export function icon(name: Icon): SVGSVGElement {
	const drawing = document.createElementNS(svg, 'svg');
	const path = document.createElementNS(svg, 'path');
	path.setAttribute('d', paths[name]);
	drawing.setAttribute('viewBox', '0 0 16 16');
	drawing.setAttribute('aria-hidden', 'true');
	drawing.setAttribute('class', 'icon');
	drawing.append(path);
	return drawing;
}
