import {isUtf8} from 'node:buffer';
import type {FastifyInstance} from 'fastify';
import {Refused} from '../refused.ts';

/** JSON, and plain bytes for files. The exact bytes are kept beside the parsed body, because the proof of possession is over them. */
export function readBodies(app: FastifyInstance): void {
	const parse = app.getDefaultJsonParser('error', 'error');
	app.removeAllContentTypeParsers();
	app.addContentTypeParser<Buffer>('application/json', {parseAs: 'buffer'}, (request, body, done) => {
		request.rawBody = body;
		if (body.length === 0) return done(null, undefined);
		// Read all the same, its letters would be others than those that were sent and signed
		if (!isUtf8(body)) return done(notUtf8(), undefined);
		const text = body.toString('utf8');
		void parse(request, text, (error, value) => done(error && becauseOf(text), value));
	});
	app.addContentTypeParser<Buffer>('application/octet-stream', {parseAs: 'buffer'}, (request, body, done) => {
		request.rawBody = body;
		done(null, body);
	});
}

const notUtf8 = () => new Refused(400, 'not-utf-8', 'This is not UTF-8. Send it as UTF-8.');

/** Why the parser refused it; it does not say so itself. */
function becauseOf(text: string): Refused {
	return /"(?:__proto__|constructor)"/.test(text)
		? new Refused(400, 'forbidden-key', 'A key "__proto__" or "constructor" is in it. Take it out.')
		: new Refused(400, 'not-json', 'This is not JSON. Look for a missing comma, quote or bracket.');
}
