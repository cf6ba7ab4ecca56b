/** The update server: what a managed browser asks for by itself, without a login. */
import type {FastifyInstance, FastifyReply} from 'fastify';
import type {Deps} from '../deps.ts';
import {Refused} from '../refused.ts';
import type {Kind, Served} from './packages.ts';

const types = {
	chrome: 'application/x-chrome-extension',
	firefox: 'application/x-xpinstall',
} as const;

export function updateRoutes(app: FastifyInstance, deps: Deps): void {
	const open = {config: {auth: 'none' as const}, schema: {hide: true}};
	const {packages} = deps;
	app.get('/updates/chrome.xml', open, (_, reply) =>
		reply.type('application/xml; charset=utf-8').send(updateXml(deps.url(), packages.newest('chrome'))),
	);
	app.get('/updates/firefox.json', open, (_, reply) =>
		reply.type('application/json').send(updatesJson(deps.url(), packages.newest('firefox'))),
	);
	app.get('/updates/firefox.xpi', open, (_, reply) =>
		file(reply, 'firefox', packages.newest('firefox')?.file ?? ''),
	);
	app.get<{Params: {file: string}}>('/updates/files/:file', open, ({params}, reply) =>
		file(reply, params.file.endsWith('.xpi') ? 'firefox' : 'chrome', params.file),
	);

	function file(reply: FastifyReply, kind: Kind, name: string): FastifyReply {
		const bytes = packages.read(name);
		if (!bytes) throw new Refused(404, 'not-found', 'The hub serves no such package.');
		return reply.type(types[kind]).send(bytes);
	}
}

/** As Chrome and Edge ask for it (Omaha 2). Nothing there yet: an empty answer, which is no error to them. */
function updateXml(url: string, served: Served | undefined): string {
	const check = served
		? `<app appid="${served.id}"><updatecheck codebase="${attribute(`${url}/updates/files/${served.file}`)}" version="${attribute(served.version)}" hash_sha256="${served.sha256}" prodversionmin="${attribute(served.minimum)}"/></app>`
		: '';
	return `<?xml version="1.0" encoding="UTF-8"?>\n<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">${check}</gupdate>\n`;
}

function updatesJson(url: string, served: Served | undefined): string {
	const addons = served
		? {
				[served.id]: {
					updates: [
						{
							version: served.version,
							update_link: `${url}/updates/files/${served.file}`,
							update_hash: `sha256:${served.sha256}`,
							applications: {gecko: {strict_min_version: served.minimum}},
						},
					],
				},
			}
		: {};
	return JSON.stringify({addons});
}

function attribute(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
