import Fastify from 'fastify';
import {expect, test} from 'vitest';
import {logTo} from './log.ts';

test('proofs, codes and drafts never reach the log', async () => {
	let lines = '';
	const app = Fastify({logger: logTo('info', {write: line => (lines += line)})});
	app.post('/v1/x', async request => {
		request.log.info(
			{body: {code: 'SECRET', draft: 'SECRET', token: 'SECRET'}, headers: {authorization: 'SECRET'}},
			'seen',
		);
		return {};
	});
	const headers = {authorization: 'Countersign SECRET'};
	await app.inject({method: 'POST', url: '/v1/x?proof=SECRET', headers, payload: {text: 'SECRET'}});
	expect(lines).toContain('/v1/x');
	expect(lines).toContain('[not logged]');
	expect(lines).not.toContain('SECRET');
});
