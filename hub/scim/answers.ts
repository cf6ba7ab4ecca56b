import type {FastifyReply, FastifyRequest} from 'fastify';
import * as z from 'zod';
import {largestPage} from './discovery.ts';
import {parsed} from './resource.ts';
import {ScimError} from './scim-error.ts';
import type {Shown} from './shown.ts';
import type {Page} from './users.ts';

export const scimPath = '/scim/v2';

const query = z.object({
	filter: z.string().max(2000).optional(),
	startIndex: z.coerce.number().int().optional(),
	count: z.coerce.number().int().optional(),
	excludedAttributes: z.string().optional(),
	attributes: z.string().optional(),
});

export function pageOf(request: FastifyRequest): Page & {withMembers: boolean} {
	const {filter, startIndex = 1, count = largestPage, ...rest} = parsed(query, request.query);
	const excluded = (rest.excludedAttributes ?? '').toLowerCase().split(',');
	const wanted = rest.attributes?.toLowerCase().split(',');
	return {
		filter,
		startIndex: Math.max(1, startIndex),
		count: Math.min(largestPage, Math.max(0, count)),
		withMembers: !excluded.includes('members') && (wanted?.includes('members') ?? true),
	};
}

/** RFC 7644, 3.4.2. */
export function list(resources: readonly object[], total = resources.length, startIndex = 1): string {
	return JSON.stringify({
		schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
		totalResults: total,
		startIndex,
		itemsPerPage: resources.length,
		Resources: resources,
	});
}

export function show(request: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200): FastifyReply {
	const {version, location} = shown.meta;
	reply.header('etag', version).header('location', location);
	if (request.method === 'GET' && request.headers['if-none-match'] === version) return reply.code(304).send();
	return reply.code(status).send(JSON.stringify(shown));
}

/** Throws 412 when somebody changed it since the directory read it. */
export function assertUnchanged({headers}: FastifyRequest, etag: string): void {
	const asked = headers['if-match'];
	if (asked !== undefined && asked !== '*' && !asked.split(/\s*,\s*/).includes(etag))
		throw new ScimError(412, 'This was changed since it was read.');
}
