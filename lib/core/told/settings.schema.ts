/** What an admin and each person say about being told: parsed at the door, and each refusal names its field. */
import * as z from 'zod';
import {isLocation} from '../identity/location.ts';
import {kinds} from './kind.ts';
import {isZone} from './quiet.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'has to be a time of day like 08:30');
const zone = z.string().max(100).refine(isZone, 'has to be a time zone like Europe/London');
const kind = z.enum(kinds, 'is not something that people are told of');
const someKinds = z.array(kind, 'has to be a list').max(kinds.length);
const person = z.string().min(1, 'has to be a person').max(200);
const whole = (least: number, most: number) =>
	z
		.int(`has to be a whole number from ${least} to ${most}`)
		.min(least, `has to be ${least} or more`)
		.max(most, `has to be ${most} or less`);
const minutes = whole(0, 7 * 24 * 60);

/** How much a message outside the browser says of an item. */
export const shows = ['count', 'about', 'words'] as const;
export type Show = (typeof shows)[number];

export const toldSettingsSchema = z.strictObject({
	/** `count`: how many wait. `about`: kind, account, who and how long. `words`: the draft's first words too. */
	show: z.enum(shows, 'has to be count, about or words'),
	/** For who has not said his own. */
	zone,
	ladder: z
		.array(
			z.strictObject({
				after: minutes,
				persons: z.array(person, 'has to be a list').min(1, 'names nobody').max(20).nullable(),
			}),
			'has to be a list of steps',
		)
		.max(6, 'has at most 6 steps'),
	/** Minutes in which somebody should have decided, where no route says so. `null`: no promise. */
	clocks: z.strictObject({
		answers: whole(1, 7 * 24 * 60).nullable(),
		posts: whole(1, 7 * 24 * 60).nullable(),
	}),
	/** Where e-mail may go: `harwellstone.example`. None: anywhere. */
	domains: z
		.array(
			z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'has to be a domain like firm.example'),
			'has to be a list',
		)
		.max(50),
});
export type ToldSettings = z.infer<typeof toldSettingsSchema>;

export const toldPersonSchema = z.strictObject({
	/** Empty: no e-mail. */
	email: z.union(
		[z.literal(''), z.email('has to be an e-mail address').max(320)],
		'has to be an e-mail address',
	),
	zone,
	quiet: z.strictObject({from: clock, to: clock, freeDays: z.array(whole(1, 7)).max(7)}).nullable(),
	wakeFor: someKinds,
	wakesAtMost: whole(0, 20),
	atOnce: someKinds,
	summaries: z.array(clock, 'has to be a list of times').max(6, 'has at most 6 times'),
});
export type ToldPerson = z.infer<typeof toldPersonSchema>;

export const formats = ['webhook', 'slack', 'teams'] as const;
export type Format = (typeof formats)[number];

export const channelSchema = z.strictObject({
	name: z.string().trim().min(1, 'has to be filled in').max(100, 'has at most 100 letters'),
	format: z.enum(formats, 'has to be webhook, slack or teams'),
	url: z.url({protocol: /^https?$/, error: 'has to be an address that begins with https://'}).max(2000),
	kinds: someKinds.min(1, 'names nothing to tell of'),
	/** Items of this place and below. */
	location: z.string().refine(isLocation, 'has to be a place like group/north'),
});
export type Channel = z.infer<typeof channelSchema>;

export const noSettings: ToldSettings = {
	...{show: 'about', zone: 'Europe/London', domains: []},
	ladder: [{after: 0, persons: null}],
	clocks: {answers: null, posts: null},
};

/** `ladder, 2, after: has to be 0 or more`; nothing when it is understood. */
export function fieldProblem(result: z.ZodSafeParseResult<unknown>): string | undefined {
	const [issue] = result.error?.issues ?? [];
	if (!issue) return;
	if (issue.code === 'unrecognized_keys') return `${issue.keys[0]}: there is no such field`;
	const path = issue.path.map(part => (typeof part === 'number' ? part + 1 : String(part))).join(', ');
	return `${path || 'The request'}: ${issue.message}`;
}
