import type {FastifyServerOptions} from 'fastify';

/** Request headers and fields that hold proofs, codes, drafts: never in a log, whoever adds a line later. */
const secrets = [
	'req.headers.authorization',
	'*.authorization',
	'*.code',
	'*.statement',
	'*.token',
	'*.draft',
	'*.text',
];

/** One JSON line an event on standard error. */
export function logTo(level: string, stream: {write: (line: string) => unknown} = process.stderr) {
	return {
		level,
		stream: {write: (line: string) => void stream.write(line)},
		redact: {paths: secrets, censor: '[not logged]'},
		serializers: {
			// Without query: a proof may be in it
			req: ({method, url, id}) => ({method, url: url.split('?', 1).join(''), id}),
		},
	} satisfies FastifyServerOptions['logger'];
}
