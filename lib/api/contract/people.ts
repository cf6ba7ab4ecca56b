/** People, their devices and the accounts of their firm. */
import * as z from 'zod';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {id, jws, time} from './common.ts';

export const roleSchema = z.enum(['author', 'reviewer', 'admin', 'auditor', 'rule-reviewer']);
export type Role = z.infer<typeof roleSchema>;

/** Public part of an ES256 device key (RFC 7517). */
export const publicKeySchema = z.object({
	kty: z.literal('EC'),
	crv: z.literal('P-256'),
	x: z.string(),
	y: z.string(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

export const personSchema = z.object({
	id,
	name: z.string().min(1).max(200),
	roles: z.array(z.object({role: roleSchema, location: z.string()})),
});
export type Person = z.infer<typeof personSchema>;

/** The organisation's public keys as JWKs (Ed25519), pinned by a device when it enrols. */
const hubKeysSchema = z.object({
	/** Signs people's device certificates. */
	directory: z.record(z.string(), z.unknown()),
	/** Signs release tokens and policy metadata. */
	hub: z.record(z.string(), z.unknown()),
	/** Signs the archive's checkpoints: C2SP signed-note verifier key, `name+hash+key`. */
	log: z.string(),
});
export type HubKeys = z.infer<typeof hubKeysSchema>;

export const hubInfoSchema = z.object({
	organisation: z.object({id, name: z.string()}).nullable(),
	version: z.string(),
	now: time,
	keys: hubKeysSchema,
});
export type HubInfo = z.infer<typeof hubInfoSchema>;

/** A registered company account: the only accounts that Countersign knows anything about. */
export const accountSchema = z.object({
	site: siteIdSchema,
	id,
	handle: z.string().max(500),
	name: z.string().max(500),
	location: z.string().max(1000),
	/** `managed` = only with all locks on (design.md, section 3). */
	gate: z.enum(['any', 'managed']),
	/** What happens when the page cannot be read (product.md, DE7). */
	blind: z.enum(['closed', 'capture', 'warn']),
	/** Only these persons may post from it; absent: every author of its place. */
	users: z.array(id).max(1000).optional(),
});
export type Account = z.infer<typeof accountSchema>;

/** What a person says of an account that is not in the register. Its id is the site's number, not words about it. */
export const offeredAccountSchema = z.object({
	site: siteIdSchema,
	id: z.string().regex(/^\d{1,30}$/),
	handle: z.string().min(1).max(100),
	name: z.string().min(1).max(100),
});
export type OfferedAccount = z.infer<typeof offeredAccountSchema>;

export const setupRequestSchema = z.object({
	code: z.string(),
	organisation: z.string().min(1).max(200),
	name: z.string().min(1).max(200),
	key: publicKeySchema,
	label: z.string().max(200),
});
export const enrolRequestSchema = z.object({
	code: z.string(),
	key: publicKeySchema,
	label: z.string().max(200),
});

export const enrolmentSchema = z.object({
	/** RFC 7638 thumbprint of the device key. */
	device: id,
	person: personSchema,
	organisation: z.object({id, name: z.string()}),
	keys: hubKeysSchema,
	/** JWS by the directory key over `{person, device, key, roles, from, to}`. */
	certificate: jws,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const inviteRequestSchema = z.object({
	/** An existing person, or the name of a new one. */
	person: z.union([z.object({id}), z.object({name: z.string().min(1).max(200)})]),
	roles: z.array(z.object({role: roleSchema, location: z.string()})).min(1),
});
export const inviteSchema = z.object({code: z.string(), url: z.string(), person: id, expiresAt: time});

/** What a device certificate says; JWS by the directory key. */
export const certificateSchema = z.object({
	typ: z.literal('countersign-device'),
	iss: id,
	person: id,
	name: z.string(),
	device: id,
	key: publicKeySchema,
	roles: z.array(z.object({role: roleSchema, location: z.string()})),
	iat: z.int(),
	exp: z.int(),
});
export type Certificate = z.infer<typeof certificateSchema>;
