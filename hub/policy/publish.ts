import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex} from '@noble/hashes/utils.js';
import type * as z from 'zod';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {PackError} from '#lib/core/policy/compile.ts';
import type {Stage} from '#lib/core/policy/stage.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {keepLesson} from '../lessons/lessons.ts';
import {type Failure, failuresOf} from '../pack-examples.ts';
import {type Breadth, everyday, tooBroad} from '../pack-report.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {type Issue, isIn, mendOf} from '../yaml-mends.ts';
import {type Bundle, bundleSchema} from './bundle.schema.ts';
import {type Published, signMeta} from './policies.ts';
import {engineOf, packsOf} from './rules.ts';

/** A bundle that may be published: its bytes, and their digest. */
export interface Proven {
	bytes: string;
	digest: string;
}

/** Parses, compiles and proves a bundle. Throws `Refused` with the names of what failed; nothing of it is stored. */
export function prove(bundle: unknown, now: number): Proven {
	const parsed = bundleSchema.safeParse(bundle);
	if (!parsed.success)
		throw new Refused(400, 'malformed', `Not a policy: ${firstMend(bundle, parsed.error)}`);
	const {failures, broad} = tried(parsed.data, now);
	if (failures.length > 0) throw new Refused(422, 'examples-fail', `Examples fail: ${listed(failures)}.`);
	if (broad.length > 0) throw new Refused(422, 'over-broad', `Over-broad: ${broadly(broad)}.`);
	return sealed(bundle);
}

/** A bundle whose rules were proven before: only where they hold may differ. */
export function sealed(bundle: unknown): Proven {
	const bytes = canonicalJson(bundle);
	return {bytes, digest: bytesToHex(sha256(new TextEncoder().encode(bytes)))};
}

function firstMend(bundle: unknown, {issues}: z.ZodError): string {
	const [issue] = issues as unknown as Issue[];
	return mendOf(issue!, isIn(bundle, issue!.path));
}

/** Whatever is wrong with authored data shows when it is compiled or run: nothing of it may be our own failure. */
function tried(bundle: Bundle, now: number): {failures: Failure[]; broad: Breadth[]} {
	try {
		const engine = engineOf(bundle);
		const packs = packsOf(bundle);
		const {profile} = bundle.company;
		return {
			failures: packs.flatMap(pack => failuresOf(engine, pack, now, profile)),
			broad: tooBroad(engine, packs, everyday(), now, [profile]),
		};
	} catch (error) {
		const said = error instanceof PackError ? `${error.message}.` : strangeRule(bundle);
		throw new Refused(
			422,
			'does-not-compile',
			`The rules do not compile: ${said} Mend it in the pack's file.`,
		);
	}
}

/** Of rules that no authoring tool wrote: the first that is not even one. */
function strangeRule(bundle: Bundle): string {
	for (const pack of packsOf(bundle))
		for (const rule of pack.rules)
			try {
				failuresOf(
					engineOf({...bundle, packs: [{...pack, rules: [rule]}]} as unknown as Bundle),
					{...pack, rules: [rule]},
					0,
				);
			} catch {
				return `${rule.id} is not written as a rule is.`;
			}
	return 'something in it is not written as a rule is.';
}

function broadly(broad: readonly Breadth[]): string {
	return broad
		.slice(0, 10)
		.map(({rule, hits, of, samples}) => `${rule} hits ${hits} of ${of} ordinary messages ("${samples[0]}")`)
		.join('; ');
}

function listed(failures: readonly Failure[]): string {
	const named = failures
		.slice(0, 10)
		.map(({rule, problem, text}) => `${rule} ${problem} ("${text.slice(0, 80)}")`);
	return named.join('; ');
}

/** Asked before anything is compiled: proving rules is work, and not for everybody to order. */
export function assertMayPublish({roles}: Pick<Caller, 'roles'>): void {
	if (!hasRole(roles, 'admin', everywhere))
		throw new Refused(403, 'not-an-admin', 'Only an admin of the whole firm can publish rules.');
}

/** Puts a proven bundle in force, at once or from a time on, as the next version. */
export async function publish(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	proven: Proven,
	when: Pick<InForce, 'notBefore' | 'minimumExtension'>,
): Promise<string> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	return (await putInForce(trx, deps, admin.person, proven, when)).meta;
}

export interface InForce {
	notBefore: number;
	minimumExtension: string;
	/** The release it comes from, and its second person. */
	release?: {id: string; approvedBy: string};
	rollBack?: {from: number; reason: string};
	/** Rules that went a stage back by themselves. */
	stepBacks?: readonly {rule: string; from: Stage; to: Stage}[];
}

/** Whoever calls this has made sure that this person may. */
export async function putInForce(
	trx: Transaction,
	deps: Deps,
	by: string,
	{bytes, digest}: Proven,
	{notBefore, minimumExtension, ...how}: InForce,
): Promise<{meta: string; version: number}> {
	const last = await newest(trx);
	const version = (last?.version ?? 0) + 1;
	const policy = {version, digest, previous: last?.digest ?? null, notBefore, minimumExtension};
	await store(trx, policy, bytes, by, deps.now());
	const bundle = JSON.parse(bytes) as Bundle;
	await keepLesson(trx, bundle.lesson, deps.now());
	const meta = await signMeta(trx, deps.keys, policy, deps.now());
	const body = {meta, policy, bundle, ...how};
	await journal(trx, deps, {type: 'policy.published', by, policy: digest, policyVersion: version, body});
	await tell(trx, deps, {to: 'everybody'}, {type: 'policy', digest});
	return {meta, version};
}

async function newest(trx: Transaction): Promise<{version: number; digest: string} | undefined> {
	return trx
		.selectFrom('policies')
		.select(['version', 'digest'])
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
}

async function store(
	trx: Transaction,
	policy: Published,
	bytes: string,
	person: string,
	now: number,
): Promise<void> {
	const {version, digest, previous, notBefore, minimumExtension} = policy;
	await trx
		.insertInto('bundles')
		.values({digest, bytes})
		.onConflict(conflict => conflict.doNothing())
		.execute();
	await trx
		.insertInto('policies')
		.values({
			version,
			digest,
			previous,
			not_before: notBefore,
			minimum_extension: minimumExtension,
			by: person,
			at: now,
		})
		.execute();
}
