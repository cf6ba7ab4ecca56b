import {expect, test} from 'vitest';
import {type Known, matchAttachments} from './attachments.ts';

const file = (sha256: string) => ({sha256, type: 'image/png'});
const [a, b, small] = [file('a'), file('b'), file('a, made smaller')];

test.each<[string, Known[], Known[], boolean, string[], Known[]]>([
	['nothing sent yet: as picked', [a], [], false, ['a'], [a]],
	['sent as picked', [a, b], [a, b], false, ['a', 'b'], [a, b]],
	['shown in another order than sent', [b, a], [a, b], false, ['a', 'b'], [b, a]],
	['one was taken out', [b], [a, b], false, ['a', 'b'], [b]],
	['made smaller by the page', [a], [small], false, ['a'], [small]],
	['one of two made smaller', [b, a], [small, b], false, ['a', 'b'], [b, small]],
	['still on its way', [a], [], true, ['a'], [undefined]],
	['being read', [undefined], [], false, [], [undefined]],
	['drawn from elsewhere: what was sent', [null], [a], false, ['a'], [a]],
	['drawn from elsewhere, nothing sent', [null], [], false, [], [null]],
	['what went before is not taken for what is shown', [b], [a], false, ['a', 'b'], [b]],
])('%s', (_, shown, sent, sending, picked, matched) => {
	expect(matchAttachments({shown, sent, sending, picked: new Set(picked)})).toEqual(matched);
});
