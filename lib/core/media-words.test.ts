import {expect, test} from 'vitest';
import {countFiles, filesChanged} from './media-words.ts';

const picture = (sha256: string, alt = '') => ({sha256, type: 'image/png', alt});
const video = (sha256: string) => ({sha256, type: 'video/mp4', alt: ''});

test.each([
	[[], ''],
	[[picture('a')], '1 picture'],
	[[picture('a'), video('b'), picture('c')], '2 pictures and 1 video'],
	[[{type: 'application/octet-stream'}], '1 file'],
])('counts %j', (files, words) => {
	expect(countFiles(files)).toBe(words);
});

test.each([
	['nothing', [picture('a')], [picture('a')], []],
	['another file', [picture('a')], [picture('b')], ['Picture 1 is another file.']],
	['one more', [picture('a')], [picture('a'), video('b')], ['Video 2 was added.']],
	['one less', [picture('a'), picture('b')], [picture('a')], ['Picture 2 is gone.']],
	[
		'a description',
		[picture('a', 'A car')],
		[picture('a')],
		['The description of picture 1 was “A car”, now empty.'],
	],
	[
		'another order',
		[picture('a', 'A car'), picture('b')],
		[picture('b'), picture('a', 'A car')],
		['The files are in another order.'],
	],
	[
		'descriptions swapped',
		[picture('a', 'A'), picture('b', 'B')],
		[picture('a', 'B'), picture('b', 'A')],
		['The description of picture 1 was “A”, now “B”.', 'The description of picture 2 was “B”, now “A”.'],
	],
])('says what changed: %s', (_, before, after, changes) => {
	expect(filesChanged(before, after)).toEqual(changes);
});
