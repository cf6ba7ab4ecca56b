import {expect, test} from 'vitest';
import type {PageSeen} from '#lib/messaging/page-parts.ts';
import {pageWords, partsOf} from './page-parts.ts';

const page: PageSeen = {
	...{site: 'x', handle: '@HarwellStoneLeeds', blind: 'closed', reached: true},
	parts: {account: true, composer: true, text: true, media: null, button: true, place: true, request: null},
};
const blindTo = (part: string, blind: PageSeen['blind'] = 'closed'): PageSeen => ({
	...{...page, blind},
	parts: {...page.parts, [part]: false},
});

test.each<{given: PageSeen; says: string}>([
	{given: page, says: 'This page: @HarwellStoneLeeds'},
	{given: {...page, handle: null}, says: 'Nobody is signed in on this page'},
	{given: blindTo('text'), says: "Countersign can't see this page. Company posting is paused."},
	{
		given: blindTo('media', 'capture'),
		says: "Countersign can't see all of this page. What it sees is checked and recorded.",
	},
	{
		given: blindTo('request', 'warn'),
		says: "Countersign can't see all of this page. Check the rest yourself before you post.",
	},
	{
		given: {...page, reached: false, parts: {}},
		says: 'Countersign is not in this page yet. Reload it before you post.',
	},
])('$says', ({given, says}) => {
	expect(pageWords(given).words).toBe(says);
});

test('six parts in the order of writing, and what else fails', () => {
	expect(partsOf(page).map(({name}) => name)).toEqual([
		...['Box to write in', 'Text', 'Files', 'Account', 'Post button', 'What the page sends'],
	]);
	expect(partsOf(blindTo('place')).at(-1)).toEqual({name: 'place', holds: false});
});
