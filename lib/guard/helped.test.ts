import {expect, test} from 'vitest';
import {createHelped} from './helped.ts';

test('a rule that stopped a press and finds nothing any more was corrected, or fixed with its own wording', () => {
	const helped = createHelped();
	expect(helped.since([])).toEqual({});
	helped.stopped([{rule: 'FIN-01'}, {rule: 'FIN-02'}, {rule: 'FIN-03'}, {rule: 'FIN-09', route: true}]);
	helped.took('FIN-02');
	expect(helped.since(['FIN-03'])).toEqual({helped: {fixed: ['FIN-02'], corrected: ['FIN-01']}});
	expect(helped.since(['FIN-01', 'FIN-02', 'FIN-03'])).toEqual({});
	helped.clear();
	expect(helped.since([])).toEqual({});
});
