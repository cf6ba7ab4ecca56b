import type {FastifyInstance} from 'fastify';

const paste =
	'Open the options of the Countersign extension in this browser and paste the address of this page there.';
const command = `Set this hub up on a command line, with the address of this page between quotes:
<code>npx countersign admin setup 'ADDRESS' --organisation NAME --name PERSON</code>`;

/** What a person sees who opens a setup or invite link in a tab. The code is behind `#`, so it never reaches the hub. */
const pages = {'/': pageThat(paste), '/enrol': pageThat(paste), '/setup': pageThat(command)};

export function landingRoutes(app: FastifyInstance): void {
	for (const [path, page] of Object.entries(pages))
		app.get(path, {config: {auth: 'none'}, schema: {hide: true}}, (_, reply) =>
			reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page),
		);
}

function pageThat(tells: string): string {
	return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Countersign</title>
<h1>Countersign</h1>
<p>${tells}</p>
<p>It works once, and only for a short time. Nothing on this page knows the code in it.</p>
`;
}
