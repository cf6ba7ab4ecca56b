import * as z from 'zod';
import {id} from './common.ts';

export const lessonEndpoints = {
	/** The author has seen what changed, and says so. */
	readLesson: {
		method: 'POST',
		path: '/v1/lessons/:lesson/read',
		auth: 'device',
		reply: z.object({lesson: id}),
	},
} as const;
