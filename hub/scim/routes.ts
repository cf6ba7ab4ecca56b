/** SCIM 2.0 (RFC 7643, 7644): the company's directory makes people, changes them and ends them. */
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type {Deps} from '../deps.ts';
import {Refused} from '../refused.ts';
import {list, scimPath} from './answers.ts';
import {resourceTypes, schemas, serviceProviderConfig} from './discovery.ts';
import {groupRoutes} from './group-routes.ts';
import {errorBody, ScimError} from './scim-error.ts';
import {findToken} from './tokens.ts';
import {userRoutes} from './user-routes.ts';

const type = 'application/scim+json';

export async function scimRoutes(root: FastifyInstance, deps: Deps): Promise<void> {
	await root.register(
		async app => {
			speakScim(app);
			// `preValidation` of the devices lets through what says `none`: this is the only door here
			app.addHook('onRequest', async (request, reply) => {
				reply.type(type);
				await admitDirectory(request, deps);
			});
			const on = {config: {auth: 'none' as const}, schema: {hide: true}};
			app.get('/ServiceProviderConfig', on, (_, reply) => reply.send(JSON.stringify(serviceProviderConfig)));
			app.get('/ResourceTypes', on, (_, reply) => reply.send(list(resourceTypes)));
			app.get('/Schemas', on, (_, reply) => reply.send(list(schemas)));
			userRoutes(app, deps);
			groupRoutes(app, deps);
		},
		{prefix: scimPath},
	);
}

function speakScim(app: FastifyInstance): void {
	app.addContentTypeParser<Buffer>(type, {parseAs: 'buffer'}, (_, body, done) => {
		try {
			done(null, body.length === 0 ? undefined : JSON.parse(body.toString('utf8')));
		} catch {
			done(new ScimError(400, 'The body is not JSON.', 'invalidSyntax'));
		}
	});
	app.setNotFoundHandler((_, reply) => fail(reply, 404, 'There is nothing at this address.'));
	app.setErrorHandler((error: Error & {statusCode?: number}, request, reply) => {
		if (error instanceof ScimError) return fail(reply, error.status, error.message, error.scimType);
		// The directory cannot have what our own rules refuse
		if (error instanceof Refused) return fail(reply, error.status, error.message, 'invalidValue');
		if (error.statusCode && error.statusCode < 500)
			return fail(reply, error.statusCode, error.message, 'invalidSyntax');
		request.log.error({err: error}, 'request of the directory failed');
		return fail(reply.header('retry-after', '5'), 503, 'The hub cannot do this right now.');
	});
}

function fail(reply: FastifyReply, status: number, detail: string, scimType?: string): FastifyReply {
	return reply
		.code(status)
		.type(type)
		.send(JSON.stringify(errorBody(status, detail, scimType)));
}

async function admitDirectory({headers}: FastifyRequest, {store, now}: Deps): Promise<void> {
	const id = await findToken(store.db, headers.authorization ?? '');
	if (id === undefined) throw new ScimError(401, 'This token is not in use.');
	await store.write(trx =>
		trx
			.updateTable('scim_tokens')
			.set({used_at: now()})
			.where('id', '=', id)
			.where(({or, eb}) => or([eb('used_at', 'is', null), eb('used_at', '<', now() - 60_000)]))
			.execute(),
	);
}
