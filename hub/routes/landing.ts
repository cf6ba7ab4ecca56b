import type {FastifyInstance} from 'fastify';

/** What a person sees who opens a setup or invite link in a tab. The code is behind `#`, so it never reaches the hub. */
const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Countersign</title>
<h1>Countersign</h1>
<p>Open the options of the Countersign extension in this browser and paste the address of this page there.</p>
<p>It works once, and only for a short time. Nothing on this page knows the code in it.</p>
`;

export function landingRoutes(app: FastifyInstance): void {
	for (const path of ['/', '/setup', '/enrol'])
		app.get(path, {config: {auth: 'none'}, schema: {hide: true}}, (_, reply) =>
			reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page),
		);
}
