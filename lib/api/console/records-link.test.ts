import {expect, test} from 'vitest';
import {recordsAsked, recordsPlace} from './records-link.ts';

test('a link of a figure says the question again', () => {
	const asked = {from: 1, to: 9, position: 4, facts: ['written', 'at:group/a|at:group/b', 'kind:a&b']};
	const [, query] = recordsPlace(asked).split('?');
	expect(recordsAsked(new URLSearchParams(query))).toEqual(asked);
});

test.each(['', 'from=1&to=2&at=3', 'from=x&to=2&at=3&is=a', 'to=2&at=3&is=a'])('%j asks nothing', query => {
	expect(recordsAsked(new URLSearchParams(query))).toBeUndefined();
});
