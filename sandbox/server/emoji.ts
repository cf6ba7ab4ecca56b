import type {Answer} from './http.ts';
import {text} from './http.ts';

/** An emoji picture under the path the real site uses; drawn with the machine's own font. */
export function emojiSvg(path: string): Answer {
	const points = /([\da-f-]+)\.svg$/
		.exec(path)![1]!
		.split('-')
		.map(hex => Number.parseInt(hex, 16));
	const character = points.map(point => `&#${point};`).join('');
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><text x="18" y="29" font-size="30" text-anchor="middle">${character}</text></svg>`;
	return text(svg, 'image/svg+xml', {
		'cache-control': 'public, max-age=600',
		'access-control-allow-origin': '*',
	});
}
