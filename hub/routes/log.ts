import type {FastifyInstance, FastifyReply} from 'fastify';
import type {Deps} from '../deps.ts';
import {Refused} from '../refused.ts';

/** C2SP tlog-tiles: `tile/<level>/<n>`, `tile/entries/<n>`, n in groups of three digits, `.p/<width>` for partial ones. */
const tile = /^(?:entries|\d{1,2})\/(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?$/;

/**
 * The public log as static files, for witnesses and monitors that have a device here. No content is in them, but who
 * worked when is, so they are not for the world.
 */
export function logRoutes(app: FastifyInstance, {log}: Deps): void {
	app.get('/v1/log/checkpoint', {schema: {hide: true}}, (_, reply) => file('checkpoint', reply, 'no-cache'));
	app.get<{Params: {'*': string}}>('/v1/log/tile/*', {schema: {hide: true}}, async ({params}, reply) => {
		const path = params['*'];
		if (!tile.test(path)) throw missing();
		return file(`tile/${path}`, reply, 'private, max-age=31536000, immutable');
	});

	async function file(path: string, reply: FastifyReply, caching: string): Promise<Buffer> {
		const bytes = await log.read(path);
		if (!bytes) throw missing();
		const type = path === 'checkpoint' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
		void reply.type(type).header('cache-control', caching);
		return Buffer.from(bytes);
	}
}

function missing(): Refused {
	return new Refused(404, 'not-found', 'The log has no such file.');
}
