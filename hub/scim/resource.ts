/** Users and groups as the directory sends them. What we have no use for is not kept. */
import * as z from 'zod';
import {ScimError} from './scim-error.ts';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const line = z.string().max(1000);
/** Some directories send true and false as words. */
const truth = z.union([
	z.boolean(),
	z
		.string()
		.transform(word => word.toLowerCase())
		.pipe(z.enum(['true', 'false']))
		.transform(word => word === 'true'),
]);
const optional = line.nullish().transform(value => value ?? undefined);

const schema = z.object({
	userName: line.trim().min(1),
	externalId: optional,
	active: truth.default(true),
	displayName: optional,
	name: z.object({formatted: optional, givenName: optional, familyName: optional}).optional(),
	title: optional,
	emails: z
		.array(z.object({value: line, type: optional, primary: truth.optional()}))
		.max(20)
		.optional(),
	[enterpriseUrn]: z
		.object({
			department: optional,
			/** Id of a user: whoever takes over what is left open. Some send the id alone. */
			manager: z
				.union([z.object({value: optional}), line.transform(value => ({value}))])
				.nullish()
				.transform(manager => manager ?? undefined),
		})
		.optional(),
});
export type ScimUser = z.infer<typeof schema>;

const groupSchema = z.object({
	displayName: line.trim().min(1),
	externalId: optional,
	members: z
		.array(z.object({value: line}))
		.max(20_000)
		.default([]),
});
export type ScimGroup = z.infer<typeof groupSchema>;

export function parseUser(resource: unknown): ScimUser {
	return parsed(schema, resource);
}

export function parseGroup(resource: unknown): ScimGroup {
	return parsed(groupSchema, resource);
}

export function parsed<S extends z.ZodType>(what: S, value: unknown): z.output<S> {
	const read = what.safeParse(value);
	if (read.success) return read.data;
	const {path, message} = read.error.issues[0]!;
	throw new ScimError(400, `${path.join('.') || 'The request'}: ${message}`, 'invalidValue');
}

/** What people are called here. */
export function nameOf({displayName, name, userName}: ScimUser): string {
	const both = [name?.givenName, name?.familyName].filter(Boolean).join(' ');
	return (displayName || name?.formatted || both || userName).slice(0, 200);
}
