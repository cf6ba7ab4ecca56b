import type * as z from 'zod';
import type {XAccount} from '#sandbox/seed.ts';
import type {World} from '../world.ts';

/** A GraphQL request that passed signing and parsing. */
export interface Call<Variables> {
	world: World;
	account: XAccount;
	op: string;
	variables: Variables;
	receivedAt: number;
}

export interface Operation {
	does: 'write' | 'read' | 'draft';
	/** First element of the error path, e.g. `create_tweet`. */
	field: string;
	variables: z.ZodType;
	run: (call: Call<never>) => unknown;
}

/** The site's refusal: HTTP 200 with `errors[]`. Codes of x.md section 11. */
export class XError extends Error {
	readonly code: number;
	constructor(code: number, message = MESSAGES[code] ?? 'Refused') {
		super(message);
		this.code = code;
	}
}

const MESSAGES: Record<number, string> = {
	32: 'Could not authenticate you.',
	144: 'No status found with that ID.',
	186: 'Post needs to be a bit shorter.',
	187: 'Status is a duplicate.',
	226: 'This request looks like it might be automated.',
	324: 'Media is not valid.',
	344: 'You have reached your daily limit for posts.',
};

/** Types the variables once, at the door: `run` gets what `variables` parsed. */
export function operation<Schema extends z.ZodType>(spec: {
	does: Operation['does'];
	field: string;
	variables: Schema;
	run: (call: Call<z.infer<Schema>>) => unknown;
}): Operation {
	return spec as unknown as Operation;
}

export function errorAnswer(field: string, {code, message}: {code: number; message: string}): unknown {
	return {
		errors: [
			{
				message: `Authorization: ${message} (${code})`,
				path: [field],
				extensions: {
					name: 'AuthorizationError',
					source: 'Client',
					code,
					kind: 'Permissions',
					tracing: {trace_id: '0'},
				},
				code,
				kind: 'Permissions',
				name: 'AuthorizationError',
				source: 'Client',
			},
		],
		data: {},
	};
}
