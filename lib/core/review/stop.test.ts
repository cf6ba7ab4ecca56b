import {expect, test} from 'vitest';
import {type Posting, type StopOrder, stopOf} from './stop.ts';

const order: StopOrder = {
	location: 'group/north',
	account: null,
	speakers: ['helen'],
	drill: false,
	from: 10,
	until: 20,
};
const posting: Posting = {
	...{person: 'priya', site: 'x', account: '17', location: 'group/north/leeds'},
	operation: 'post',
};

test.each<[string, Partial<StopOrder>, Partial<Posting>, number, boolean]>([
	['a branch below it', {}, {}, 10, true],
	['another region', {}, {location: 'group/south'}, 10, false],
	['a place whose name only begins alike', {}, {location: 'group/northwich'}, 10, false],
	['a named speaker', {}, {person: 'helen'}, 10, false],
	['before it begins', {}, {}, 9, false],
	['after it has ended by itself', {}, {}, 20, false],
	['a drill', {drill: true}, {}, 10, false],
	['its one account', {account: {site: 'x', id: '17'}}, {}, 10, true],
	['another account of the place', {account: {site: 'x', id: '18'}}, {}, 10, false],
	['something unreadable', {}, {operation: undefined}, 10, true],
	['a reply', {}, {operation: 'reply'}, 10, true],
	['a ready reply that it leaves alone', {templates: ['R-CMP-04']}, {ready: 'R-CMP-04'}, 10, false],
	['another ready reply', {templates: ['R-CMP-04']}, {ready: 'R-CMP-05'}, 10, true],
	['words of one that are changed', {templates: ['R-CMP-04']}, {ready: undefined}, 10, true],
	['taking something down', {}, {operation: 'delete'}, 10, false],
	['the same number at another site', {account: {site: 'facebook', id: '17'}}, {}, 10, false],
])('%s: stopped?', (_, change, who, now, expected) => {
	expect(stopOf([{...order, ...change}], {...posting, ...who}, now) !== undefined).toBe(expected);
});
