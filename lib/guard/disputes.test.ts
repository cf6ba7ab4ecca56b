import {expect, test} from 'vitest';
import {createDisputes} from './disputes.ts';

test('a reason goes along only with a rule that still fires, after the note', () => {
	const disputes = createDisputes();
	disputes.keep('FIN-01', 'We quote the customer');
	disputes.keep('FIN-02', 'Gone by now');
	expect(disputes.noteFor('Please look', ['FIN-01', 'FIN-01', 'FIN-09'])).toBe(
		'Please look\nNot a problem here (FIN-01): We quote the customer',
	);
});

test('an emptied reason is taken back, and nothing is longer than the hub takes', () => {
	const disputes = createDisputes();
	disputes.keep('FIN-01', 'x');
	disputes.keep('FIN-01', '');
	expect(disputes.of('FIN-01')).toBeUndefined();
	expect(disputes.noteFor('a'.repeat(3000), [])).toHaveLength(2000);
});
