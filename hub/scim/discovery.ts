/** What a directory may ask us about ourselves (RFC 7643, 5 to 7). */
import {enterpriseUrn, groupUrn, userUrn} from './resource.ts';

export const largestPage = 200;

export const serviceProviderConfig = {
	schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
	patch: {supported: true},
	bulk: {supported: false, maxOperations: 0, maxPayloadSize: 0},
	filter: {supported: true, maxResults: largestPage},
	changePassword: {supported: false},
	sort: {supported: false},
	etag: {supported: true},
	authenticationSchemes: [
		{
			type: 'oauthbearertoken',
			name: 'Bearer token',
			description: 'Made in the console, under Directory.',
			primary: true,
		},
	],
};

export const resourceTypes = [
	{
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
		id: 'User',
		name: 'User',
		endpoint: '/Users',
		schema: userUrn,
		schemaExtensions: [{schema: enterpriseUrn, required: false}],
	},
	{
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
		id: 'Group',
		name: 'Group',
		endpoint: '/Groups',
		schema: groupUrn,
	},
];

const attribute = (name: string, type = 'string', more: object = {}) => ({
	name,
	type,
	multiValued: false,
	required: false,
	caseExact: false,
	mutability: 'readWrite',
	returned: 'default',
	uniqueness: 'none',
	...more,
});
const many = {multiValued: true};

export const schemas = [
	{
		id: userUrn,
		name: 'User',
		attributes: [
			attribute('userName', 'string', {required: true, uniqueness: 'server'}),
			attribute('externalId', 'string', {caseExact: true}),
			attribute('active', 'boolean'),
			attribute('displayName'),
			attribute('title'),
			attribute('name', 'complex', {
				subAttributes: ['formatted', 'givenName', 'familyName'].map(name => attribute(name)),
			}),
			attribute('emails', 'complex', {
				...many,
				subAttributes: ['value', 'type'].map(name => attribute(name)),
			}),
		],
	},
	{
		id: enterpriseUrn,
		name: 'Enterprise user',
		attributes: [
			attribute('department'),
			attribute('manager', 'complex', {subAttributes: [attribute('value')]}),
		],
	},
	{
		id: groupUrn,
		name: 'Group',
		attributes: [
			attribute('displayName', 'string', {required: true, uniqueness: 'server'}),
			attribute('members', 'complex', {...many, subAttributes: [attribute('value')]}),
		],
	},
].map(schema => ({schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'], ...schema}));
