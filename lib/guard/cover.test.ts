import {expect, test} from 'vitest';
import {isShownBy} from './cover.ts';
import {draftOf} from './guard.fixture.ts';

const approved = draftOf('Kettle on', {replies: 'Verified', poll: {choices: ['a', 'b'], minutes: 60}});

test.each([
	[
		'what is hidden may differ',
		draftOf('Kettle on', {unknown: ['removePollButton']}),
		['replies', 'poll'] as const,
		true,
	],
	['the words may not', draftOf('Kettle on!'), ['replies', 'poll'] as const, false],
	['nor what is shown', draftOf('Kettle on'), ['poll'] as const, false],
	['nor the account', {...draftOf('Kettle on'), account: '1002'}, ['replies', 'poll'] as const, false],
	[
		'nor a file that nobody has read',
		draftOf('Kettle on', {unknown: ['media']}),
		['replies', 'poll'] as const,
		false,
	],
])('%s', (_, composer, hidden, covered) => {
	expect(isShownBy(composer, hidden, approved)).toBe(covered);
});
