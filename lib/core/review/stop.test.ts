import {expect, test} from 'vitest';
import {type StopOrder, stopOf} from './stop.ts';

const order: StopOrder = {
	location: 'group/north',
	account: null,
	speakers: ['helen'],
	drill: false,
	from: 10,
	until: 20,
};
const posting = {person: 'priya', site: 'x', account: '17', location: 'group/north/leeds'} as const;

test.each<[string, Partial<StopOrder>, Partial<typeof posting>, number, boolean]>([
	['a branch below it', {}, {}, 10, true],
	['another region', {}, {location: 'group/south' as never}, 10, false],
	['a place whose name only begins alike', {}, {location: 'group/northwich' as never}, 10, false],
	['a named speaker', {}, {person: 'helen' as never}, 10, false],
	['before it begins', {}, {}, 9, false],
	['after it has ended by itself', {}, {}, 20, false],
	['a drill', {drill: true}, {}, 10, false],
	['its one account', {account: {site: 'x', id: '17'}}, {}, 10, true],
	['another account of the place', {account: {site: 'x', id: '18'}}, {}, 10, false],
	['the same number at another site', {account: {site: 'facebook', id: '17'}}, {}, 10, false],
])('%s: stopped?', (_, change, who, now, expected) => {
	expect(stopOf([{...order, ...change}], {...posting, ...who}, now) !== undefined).toBe(expected);
});
