import * as z from 'zod';
import {addSeedStory} from './facebook/state.ts';
import type {World} from './world.ts';
import {addSeedPost} from './x/state.ts';

const comment = z.strictObject({
	id: z.string(),
	author: z.string(),
	text: z.string(),
	minutesAgo: z.number().default(0),
});

/** What `POST /seed` adds to the world. Authors are ids of `seed.ts` or of accounts added here. */
export const seedSchema = z.strictObject({
	x: z
		.strictObject({
			customers: z
				.array(
					z.strictObject({
						id: z.string(),
						handle: z.string(),
						name: z.string(),
						hue: z.number().default(200),
					}),
				)
				.default([]),
			posts: z.array(comment.extend({replyTo: z.string().optional()})).default([]),
			/** Which account a fresh browser is signed in with. */
			activeAccount: z.string().optional(),
		})
		.optional(),
	facebook: z
		.strictObject({
			customers: z
				.array(z.strictObject({id: z.string(), name: z.string(), hue: z.number().default(200)}))
				.default([]),
			stories: z
				.array(comment.extend({group: z.string().optional(), comments: z.array(comment).default([])}))
				.default([]),
			activeActor: z.string().optional(),
		})
		.optional(),
});

type Seed = z.infer<typeof seedSchema>;

export function seedWorld(world: World, {x, facebook}: Seed): void {
	if (x) seedX(world, x);
	if (facebook) seedFacebook(world, facebook);
}

function seedX({x, clock}: World, seed: NonNullable<Seed['x']>): void {
	for (const customer of seed.customers)
		x.accounts.set(customer.id, {...customer, kind: 'customer', premium: false});
	for (const {replyTo, ...post} of seed.posts) {
		known(x.accounts, post.author);
		addSeedPost(x, replyTo ? {...post, replyTo} : post, clock.now());
	}
	if (seed.activeAccount) x.signedIn = moveFirst(x.signedIn, seed.activeAccount);
}

function seedFacebook({facebook, clock}: World, seed: NonNullable<Seed['facebook']>): void {
	for (const customer of seed.customers)
		facebook.actors.set(customer.id, {...customer, kind: 'customer', company: false});
	for (const {group, ...story} of seed.stories) {
		known(facebook.actors, story.author);
		addSeedStory(facebook, group ? {...story, group} : story, clock.now());
	}
	if (seed.activeActor) facebook.mayActAs = moveFirst(facebook.mayActAs, seed.activeActor);
}

function moveFirst(ids: string[], id: string): string[] {
	if (!ids.includes(id)) throw new Error(`${id} is not signed in`);
	return [id, ...ids.filter(other => other !== id)];
}

function known(map: Map<string, unknown>, id: string): void {
	if (!map.has(id)) throw new Error(`unknown author ${id}`);
}
