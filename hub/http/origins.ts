import type {FastifyInstance} from 'fastify';

const extension = /^(?:chrome-extension|moz-extension):\/\/[\w-]{1,64}$/;

/**
 * Only extensions may read answers across origins, and nothing is ever sent with cookies, so no web page can speak for
 * anybody: it has neither the device's key nor a right to read.
 */
export function allowExtensions(app: FastifyInstance): void {
	app.addHook('onRequest', async (request, reply) => {
		const {origin} = request.headers;
		void reply.header('vary', 'origin');
		if (!origin || !extension.test(origin)) return;
		void reply
			.header('access-control-allow-origin', origin)
			.header('access-control-expose-headers', 'etag, retry-after, date, content-range');
		if (request.method !== 'OPTIONS') return;
		return reply
			.header('access-control-allow-methods', 'GET, POST, PUT')
			.header('access-control-allow-headers', 'authorization, content-type, if-none-match, last-event-id')
			.header('access-control-max-age', '600')
			.code(204)
			.send();
	});
}
