import {expect, test} from 'vitest';
import {account, draftOf, now, stopOrder} from './guard.fixture.ts';
import type {Look} from './judgements.ts';
import {createNotices, type Lasting} from './notices.ts';
import {posted} from './ui/outcome-words.ts';

const status = posted(null);
const lookAt = (text: string, judgement: Look['judgement']): Look => ({
	...{account, draft: draftOf(text), digest: text, inReplyTo: undefined, previous: undefined, judgement},
});
const pass = {verdict: 'pass', account, findings: []} as const;
const stopped = {verdict: 'held', why: 'stopped', findings: [], stop: {...stopOrder, until: now}} as const;

test.each<{lasting: Lasting; what: string; later: Look | undefined; said: boolean}>([
	{lasting: 'draft', what: 'the same draft', later: lookAt('a', stopped), said: true},
	{lasting: 'draft', what: 'the same draft, judged otherwise', later: lookAt('a', pass), said: true},
	{lasting: 'draft', what: 'a changed draft', later: lookAt('ab', stopped), said: false},
	{lasting: 'draft', what: 'an emptied composer', later: lookAt('', stopped), said: false},
	{lasting: 'judgement', what: 'the same draft', later: lookAt('a', stopped), said: true},
	{lasting: 'judgement', what: 'the same draft, judged otherwise', later: lookAt('a', pass), said: false},
	{lasting: 'judgement', what: 'no composer at all', later: undefined, said: true},
	{lasting: 'over-empty', what: 'an emptied composer', later: lookAt('', pass), said: true},
	{lasting: 'over-empty', what: 'the next draft', later: lookAt('b', pass), said: false},
])('said for as long as the $lasting: $what → $said', ({lasting, later, said}) => {
	const notices = createNotices();
	notices.say(lookAt('a', stopped), status, lasting);
	expect(notices.of(later, 'online')).toEqual(said ? status : undefined);
	// Over is over, also when the first draft comes back.
	expect(notices.of(lookAt('a', stopped), 'online')).toEqual(said ? status : undefined);
});

test('that the hub could not be reached is said until it is there again', () => {
	const notices = createNotices();
	const look = lookAt('a', stopped);
	notices.say(look, status, 'hub');
	// The browser has not noticed it yet
	expect(notices.of(look, 'online')).toEqual(status);
	expect(notices.of(look, 'offline')).toEqual(status);
	expect(notices.of(look, 'online')).toBeUndefined();
});
