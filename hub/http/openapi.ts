import swagger from '@fastify/swagger';
import type {FastifyInstance} from 'fastify';
import {jsonSchemaTransform} from 'fastify-type-provider-zod';

/** The OpenAPI document, made from the very schemas that parse: it cannot say anything else than what the hub does. */
export async function document(app: FastifyInstance, version: string): Promise<void> {
	await app.register(swagger, {
		openapi: {
			info: {title: 'Countersign hub', version},
			components: {
				securitySchemes: {
					session: {
						type: 'apiKey',
						in: 'cookie',
						name: '__Host-countersign',
						description: 'A person signed in to the console; `X-Countersign-Console` with every change.',
					},
					device: {
						type: 'apiKey',
						in: 'header',
						name: 'authorization',
						description:
							'`Countersign <compact JWS>` by the device key (ES256, typ countersign-proof, kid the device) over ' +
							'{m: method, u: path with query, b: SHA-256 of the body in hex, jti, iat}.',
					},
				},
			},
		},
		transform: jsonSchemaTransform,
	});
	app.get('/v1/openapi.json', {config: {auth: 'none'}, schema: {hide: true}}, () => app.swagger());
}
