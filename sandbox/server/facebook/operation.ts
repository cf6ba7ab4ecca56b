import type * as z from 'zod';
import type {FacebookActor} from '#sandbox/seed.ts';
import type {World} from '../world.ts';

export interface Call<Variables> {
	world: World;
	actor: FacebookActor;
	op: string;
	variables: Variables;
	receivedAt: number;
	setCookie: (cookie: string) => void;
}

/** One line of the streamed answer. */
export interface Line {
	label?: string;
	path?: string[];
	data: unknown;
}

export interface Operation {
	does: 'write' | 'read' | 'signal';
	variables: z.ZodType;
	run: (call: Call<never>) => Line[];
}

/** The site's refusal: HTTP 200 with a CRITICAL error. Codes of facebook.md section 7. */
export class FacebookError extends Error {
	readonly code: number;
	constructor(code: number, message = 'Something went wrong') {
		super(message);
		this.code = code;
	}
}

export function operation<Schema extends z.ZodType>(spec: {
	does: Operation['does'];
	variables: Schema;
	run: (call: Call<z.infer<Schema>>) => Line[];
}): Operation {
	return spec as unknown as Operation;
}
