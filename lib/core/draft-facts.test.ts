import {expect, test} from 'vitest';
import {emptyDraft} from './draft.ts';
import {factsChanged, factsOf} from './draft-facts.ts';

const draft = emptyDraft('x', 'post', '1001');
const at = (time: string) => time.slice(0, 10);

test('says what words and files do not', () => {
	const facts = factsOf(
		{
			...draft,
			replies: 'Verified',
			schedule: '2026-12-01T10:00:00.000Z',
			poll: {choices: ['Yes', 'No'], minutes: 1440},
			details: {explicit_place_id: '42'},
		},
		at,
	);
	expect(facts).toEqual([
		{name: 'Poll', value: 'Yes / No · 1 d'},
		{name: 'Who can reply', value: 'verified accounts'},
		{name: 'Goes out', value: '2026-12-01'},
		{name: 'Place', value: '42'},
	]);
	expect(factsChanged(factsOf(draft, at), facts)[1]).toEqual({
		name: 'Who can reply',
		was: '',
		now: 'verified accounts',
	});
	expect(factsChanged(facts, facts)).toEqual([]);
});
