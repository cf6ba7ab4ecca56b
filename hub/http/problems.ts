/** Every way a request can fail, as an answer: a status, a code and words. Bad input is never a 5xx. */
import type {FastifyError, FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {hasZodFastifySchemaValidationErrors} from 'fastify-type-provider-zod';
import type {Problem} from '#lib/api/contract.ts';
import {Refused} from '../refused.ts';

export function answerProblems(app: FastifyInstance): void {
	app.setNotFoundHandler((_, reply) =>
		answer(reply, 404, {code: 'not-found', message: 'The hub has nothing at this address.'}),
	);
	app.setErrorHandler((error: FastifyError, request, reply) => {
		if (error instanceof Refused) return answer(reply, error.status, error);
		if (hasZodFastifySchemaValidationErrors(error)) return answer(reply, 400, malformed(error));
		if (error.statusCode && error.statusCode < 500) return answer(reply, error.statusCode, client(error));
		return broken(error, request, reply);
	});
}

function answer(reply: FastifyReply, status: number, {code, message}: Problem): FastifyReply {
	return reply.code(status).type('application/json').serializer(JSON.stringify).send({code, message});
}

/** Names the fields, never their content: what was typed does not belong in a log. */
function malformed(error: FastifyError & {validation: {instancePath: string}[]}): Problem {
	const fields = [...new Set(error.validation.map(issue => issue.instancePath || 'request'))].slice(0, 5);
	return {code: 'malformed', message: `The hub does not understand this request: ${fields.join(', ')}.`};
}

function client(error: FastifyError): Problem {
	return {code: error.code?.toLowerCase().replaceAll('_', '-') ?? 'refused', message: error.message};
}

/** Storage is full or away: said as 503, so that outboxes keep what they have and come again. */
function broken(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	request.log.error({err: error}, 'request failed');
	return answer(reply.header('retry-after', '5'), 503, {
		code: 'unavailable',
		message: 'The hub cannot do this right now. Nothing was changed.',
	});
}
