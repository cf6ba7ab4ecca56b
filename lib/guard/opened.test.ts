import {expect, test} from 'vitest';
import {createOpened} from './opened.ts';

test('from the first look at a place until it is sent from there; then anew', () => {
	let now = 1000;
	const opened = createOpened(() => now);
	const karen = {account: '17', operation: 'comment', target: {kind: 'comment', id: '7'}, text: ''} as const;
	const jonah = {...karen, target: {kind: 'comment', id: '8'}} as const;
	opened.saw(karen);
	now = 60_000;
	opened.saw(jonah);
	opened.saw(karen);
	now = 133_000;
	expect([opened.took(karen), opened.took(jonah), opened.took(karen)]).toEqual([132_000, 73_000, undefined]);
	opened.saw(karen);
	now = 200_000;
	opened.saw({...karen, text: 'H'});
	now = 201_000;
	opened.saw({...karen, text: 'Hi'});
	expect(opened.took(karen)).toBe(1000);
});
