/** Signing in, who is signed in, and signing out. */
import * as z from 'zod';
import {id, time} from '../contract/common.ts';
import {personSchema, publicKeySchema} from '../contract/people.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const sessionSchema = z.object({
	person: personSchema,
	organisation: z.object({id, name: z.string()}),
	how: z.enum(['passkey', 'oidc']),
	/** To be said in `X-Countersign-Console` with each request that changes something. */
	token: z.string(),
	now: time,
});
export type ConsoleSession = z.infer<typeof sessionSchema>;

export const sessionEndpoints = {
	session: {method: 'GET', path: '/console/api/session', roles: 'anyone', reply: sessionSchema},
	/** `url`: where to go on to, so that the company's own sign-in ends too. */
	signOut: {
		method: 'POST',
		path: '/console/api/sign-out',
		roles: 'anyone',
		reply: z.object({url: z.string().nullable()}),
	},
	/** Makes this browser's key a device of the reviewer: what is signed with it counts while he is signed in. */
	useForReview: {
		method: 'POST',
		path: '/console/api/review-device',
		roles: ['reviewer', 'admin'],
		request: z.strictObject({key: publicKeySchema, label: z.string().max(200)}),
		reply: z.object({device: id}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;

const code = z.string().min(1).max(200);
/** With what somebody comes who is not known yet. */
const entrySchema = z.union([
	z.strictObject({code}),
	z.strictObject({
		setup: z.strictObject({
			code,
			organisation: z.string().trim().min(1).max(200),
			name: z.string().trim().min(1).max(200),
		}),
	}),
]);
export type ConsoleEntry = z.infer<typeof entrySchema>;

/** Answers of the browser's authenticator: `@simplewebauthn/server` looks inside. */
const credential = z.looseObject({id: z.string().max(2000), response: z.looseObject({})});
const options = z.looseObject({challenge: z.string()});
const signedIn = z.object({person: id});

/** Before anybody is signed in. Each `begin` gives the browser a cookie that its `finish` uses up. */
export const signInEndpoints = {
	howToSignIn: {
		method: 'GET',
		path: '/console/sign-in/how',
		/** `oidc`: the company has a sign-in of its own, and it is the only way. */
		reply: z.object({
			how: z.enum(['passkey', 'oidc']),
			isSetUp: z.boolean(),
			organisation: z.string().nullable(),
		}),
	},
	beginPasskey: {
		method: 'POST',
		path: '/console/sign-in/passkey/new',
		request: z.strictObject({entry: entrySchema, label: z.string().max(200)}),
		reply: options,
	},
	finishPasskey: {
		method: 'POST',
		path: '/console/sign-in/passkey/made',
		request: z.object({credential}),
		reply: signedIn,
	},
	askPasskey: {method: 'POST', path: '/console/sign-in/passkey/ask', reply: options},
	answerPasskey: {
		method: 'POST',
		path: '/console/sign-in/passkey/answer',
		request: z.object({credential}),
		reply: signedIn,
	},
	/** `url`: the company's own sign-in. */
	beginOidc: {
		method: 'POST',
		path: '/console/sign-in/oidc',
		request: z.strictObject({entry: entrySchema.optional()}),
		reply: z.object({url: z.string()}),
	},
} as const;
