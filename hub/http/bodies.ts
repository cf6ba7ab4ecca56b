import type {FastifyInstance} from 'fastify';

/** JSON, and plain bytes for files. The exact bytes are kept beside the parsed body, because the proof of possession is over them. */
export function readBodies(app: FastifyInstance): void {
	const parse = app.getDefaultJsonParser('error', 'error');
	app.removeAllContentTypeParsers();
	app.addContentTypeParser<Buffer>('application/json', {parseAs: 'buffer'}, (request, body, done) => {
		request.rawBody = body;
		if (body.length === 0) return done(null, undefined);
		void parse(request, body.toString('utf8'), done);
	});
	app.addContentTypeParser<Buffer>('application/octet-stream', {parseAs: 'buffer'}, (request, body, done) => {
		request.rawBody = body;
		done(null, body);
	});
}
