/** Every way a request can fail, as an answer: a status, a code and words. Bad input is never a 5xx. */
import type {FastifyError, FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {hasZodFastifySchemaValidationErrors} from 'fastify-type-provider-zod';
import type {Problem} from '#lib/api/contract.ts';
import {Refused} from '../refused.ts';
import {isIn, mendOf} from '../yaml-mends.ts';

export function answerProblems(app: FastifyInstance): void {
	app.setNotFoundHandler((_, reply) =>
		answer(reply, 404, {code: 'not-found', message: 'The hub has nothing at this address.'}),
	);
	app.setErrorHandler((error: FastifyError, request, reply) => {
		if (error instanceof Refused) return answer(reply, error.status, error);
		if (hasZodFastifySchemaValidationErrors(error)) return answer(reply, 400, malformed(error, request.body));
		if (error.statusCode && error.statusCode < 500)
			return answer(reply, error.statusCode, client(error, request));
		return broken(error, request, reply);
	});
}

function answer(reply: FastifyReply, status: number, {code, message}: Problem): FastifyReply {
	return reply.code(status).type('application/json').serializer(JSON.stringify).send({code, message});
}

/** Names the fields and the mend, never their content: what was typed does not belong in a log. */
function malformed({validation}: FastifyError & {validation: readonly FromZod[]}, body: unknown): Problem {
	const mends = validation.slice(0, 5).map(({keyword, instancePath, message = '', params}) => {
		const path = instancePath.split('/').slice(1).filter(Boolean);
		return mendOf({...params, code: keyword, path, message}, isIn(body, path));
	});
	return {code: 'malformed', message: `The hub does not understand this request. ${mends.join(' ')}`};
}

interface FromZod {
	keyword: string;
	instancePath: string;
	message?: string | undefined;
	params: object;
}

/** What Fastify says in words of its own. */
function client(error: FastifyError, request: FastifyRequest): Problem {
	const code = error.code?.toLowerCase().replaceAll('_', '-') ?? 'refused';
	if (error.statusCode === 413) return {code, message: tooLarge(request.routeOptions.bodyLimit)};
	return {code, message: error.message};
}

const tooLarge = (limit: number) =>
	`This is too large: the hub takes at most ${(limit / 1_000_000).toFixed(1)} MB here. Make it smaller, or two of it.`;

/** Storage is full or away: said as 503, so that outboxes keep what they have and come again. */
function broken(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	request.log.error({err: error}, 'request failed');
	return answer(reply.header('retry-after', '5'), 503, {
		code: 'unavailable',
		message: 'The hub cannot do this right now. Nothing was changed.',
	});
}
