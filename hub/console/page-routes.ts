/** The console's page: one for every address under `/console/`, and the built files it loads. Nothing comes from elsewhere. */
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type {Deps} from '../deps.ts';
import {Refused} from '../refused.ts';
import {builtPages} from './build.ts';
import {consoleOrigin} from './origin.ts';

const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"font-src 'self'",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
].join('; ');

export function pageRoutes(app: FastifyInstance, deps: Pick<Deps, 'url'>): void {
	const hidden = {config: {auth: 'none' as const}, schema: {hide: true}};
	app.get('/', hidden, (_, reply) => reply.redirect('/console/', 303));
	for (const path of ['/console', '/console/*', '/enrol', '/setup'])
		app.get(path, hidden, async (request, reply) => {
			const elsewhere = otherPlace(request, deps);
			// The browser takes what is behind `#` along
			if (elsewhere) return reply.redirect(elsewhere, 302);
			const {entry, style} = await builtPages();
			return shell(reply).send(page(entry, style));
		});
	app.get<{Params: {name: string}}>('/console/files/:name', hidden, async ({params}, reply) => {
		const file = (await builtPages()).files.get(params.name);
		if (!file) throw new Refused(404, 'not-found', 'The hub has nothing at this address.');
		return (
			reply
				.type(params.name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8')
				// Its name has its content's hash
				.header('cache-control', 'public, max-age=31536000, immutable')
				.send(file)
		);
	});
}

/** Asked by the number of this machine, where no passkey works: the same by its name. */
function otherPlace({hostname, url}: FastifyRequest, deps: Pick<Deps, 'url'>): string | undefined {
	const origin = consoleOrigin(deps);
	if (hostname !== '127.0.0.1' || new URL(origin).hostname !== 'localhost') return;
	return origin + url;
}

function shell(reply: FastifyReply): FastifyReply {
	return reply
		.type('text/html; charset=utf-8')
		.header('cache-control', 'no-store')
		.header('content-security-policy', policy);
}

function page(entry: string, style: string): string {
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Countersign</title>
<link rel="stylesheet" href="/console/files/${style}">
<body class="console">
<div id="root"></div>
<noscript>The console needs JavaScript.</noscript>
<script type="module" src="/console/files/${entry}"></script>
</body>
</html>
`;
}
