import {expect, test} from 'vitest';
import type {Composer} from '#lib/sites/site.ts';
import {createStrange} from './strange.ts';

const composer = (words: {now: string}, blind: Composer['blind'] = ['operation']) =>
	({root: {} as HTMLElement, blind, settings: () => words.now}) as Composer;
const long = 'The text of a post that is public already.';

test('a dialog that was full at first may be anything', () => {
	const strange = createStrange();
	const edit = composer({now: ''});
	expect(strange.isSo(edit, long)).toBe(true);
	expect(strange.isSo(edit, '')).toBe(true);
	const fresh = composer({now: ''});
	expect(strange.isSo(fresh, 'The')).toBe(false);
	expect(strange.isSo(fresh, long)).toBe(false);
	expect(strange.isSo(composer({now: ''}, []), long)).toBe(false);
});

test('a control that says something else was set by the person, until it is set back', () => {
	const strange = createStrange();
	const words = {now: 'Alle können antworten'};
	const post = composer(words, []);
	expect(strange.isSo(post, '')).toBe(false);
	words.now = 'Nur Konten, die du erwähnst';
	expect(strange.isSo(post, 'Hi')).toBe(true);
	words.now = 'Alle können antworten';
	expect(strange.isSo(post, 'Hi')).toBe(false);
});
