/** Complaints that somebody has logged: with a number, a clock and an owner, and a link to where the customer wrote. */
import * as z from 'zod';
import {type About, abouts, steps} from '#lib/core/complaint/complaint.ts';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {id, personRef, time} from './common.ts';

const about = z.enum(Object.keys(abouts) as [About, ...About[]]);

const writtenSchema = z.object({
	site: siteIdSchema,
	/** The company's account under which it was written. */
	account: id,
	/** The customer's message. */
	target: id,
	url: z.url({protocol: /^https$/}).max(2000),
	/** Of the customer; number plates may be left out. */
	words: z.string().trim().min(1).max(5000),
	about,
	receivedAt: time,
});

export const complaintSchema = writtenSchema.extend({
	/** `C-2026-01877` */
	id,
	/** Erased since: nothing. */
	words: z.string().nullable(),
	handle: z.string(),
	location: z.string(),
	loggedAt: time,
	by: personRef,
	/** Who sees to it; `null`: nobody yet. */
	owner: personRef.nullable(),
	/** When a first answer was public. */
	answeredAt: time.nullable(),
	promisedBy: time,
	finalBy: time,
	/** `asked`: the customer's comment shows what should not be public. */
	hide: z.enum(['asked', 'hidden', 'shown']).nullable(),
	closedAt: time.nullable(),
});
export type Complaint = z.infer<typeof complaintSchema>;

export const complaintStepSchema = z.object({
	step: z.enum(steps),
	note: z.string().trim().max(2000).default(''),
});

export const complaintEndpoints = {
	/** Open ones of the caller's own, and of the places that he reviews or answers for, the next due first. */
	complaints: {method: 'GET', path: '/v1/complaints', auth: 'device', reply: z.array(complaintSchema)},
	/** By whoever may write for the account. Logged already: that one. */
	logComplaint: {
		method: 'POST',
		path: '/v1/complaints',
		auth: 'device',
		request: writtenSchema,
		reply: complaintSchema,
	},
	complaintStep: {
		method: 'POST',
		path: '/v1/complaints/:id/steps',
		auth: 'device',
		request: complaintStepSchema,
		reply: complaintSchema,
	},
} as const;
