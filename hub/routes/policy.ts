import {createHash} from 'node:crypto';
import type {FastifyInstance} from 'fastify';
import {hasSecond} from '../authoring/release.ts';
import {compareVersions} from '../deploy/packages.ts';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import type {Bundle} from '../policy/bundle.schema.ts';
import {bundleBytes, policyAt, publicationOf, signMeta} from '../policy/policies.ts';
import {assertMayPublish, type Proven, prove, publish} from '../policy/publish.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import {refuseAhead} from './refuse-ahead.ts';

/** Bytes of a bundle, at most: it becomes one entry of the archive. */
const bundleLimit = 7_000_000;

/** The rules in force: signed metadata that points at bundles by their digest. */
export function policyRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, archive, keys, now} = deps;

	define(app, 'policy', async ({request, reply}) => {
		const policy = await policyAt(store.db, now());
		if (!policy) throw new Refused(404, 'no-policy', 'No rules were published yet. Everything waits.');
		const meta = await signMeta(store.db, keys, policy, now());
		const etag = `"${createHash('sha256').update(meta).digest('base64url')}"`;
		void reply.header('etag', etag).header('cache-control', 'no-cache');
		if (request.headers['if-none-match'] === etag) await reply.code(304).send();
		return {meta};
	});

	define(app, 'bundle', async ({params, reply}) => {
		const bytes = await bundleBytes(store.db, params.digest ?? '');
		if (bytes === undefined) throw new Refused(404, 'unknown-bundle', 'There are no such rules.');
		// Exactly the bytes whose SHA-256 is the digest: not parsed and printed again
		void reply.type('application/json').serializer((text: string) => text);
		return bytes;
	});

	define(app, 'policyEntry', async ({params, query}) => {
		const version = Number(params.version);
		const index = Number.isSafeInteger(version) ? await publicationOf(store.db, version) : undefined;
		if (index === undefined)
			throw new Refused(404, 'unknown-policy', 'There is no such version of the rules.');
		const {leaf, ...proven} = await archive.proof(index, query.from).catch(refuseAhead);
		return {...proven, index, leaf: Buffer.from(leaf).toString('base64')};
	});

	define(
		app,
		'publishPolicy',
		async ({body, caller}) => {
			assertMayPublish(caller);
			await assertAlone(store.db, caller.person);
			const proven = prove(body.bundle, now());
			await assertNotOlder(store.db, proven);
			const meta = await store.write(trx =>
				publish(trx, deps, caller, proven, {
					notBefore: body.notBefore ?? now(),
					minimumExtension: body.minimumExtension ?? '0.1.0',
				}),
			);
			return {meta};
		},
		{bodyLimit: bundleLimit},
	);
}

/** A file from last month is no roll-back: that is asked for by name. */
async function assertNotOlder(db: Reader, {bytes}: Proven): Promise<void> {
	const versions = (text: string) =>
		(JSON.parse(text) as Bundle).packs.map(({id, version}) => [id, version] as const);
	const last = await db
		.selectFrom('policies')
		.select('digest')
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
	const before = new Map(last ? versions((await bundleBytes(db, last.digest)) ?? '{"packs":[]}') : []);
	for (const [id, version] of versions(bytes)) {
		const known = before.get(id);
		if (known === undefined || !(compareVersions(version, known) < 0)) continue;
		throw new Refused(
			409,
			'older-version',
			`${id} ${version} is older than ${known}, which is published. Raise "version" in pack.yaml, or roll back in the console.`,
		);
	}
}

/** Rules need two people, like posts: one publishes alone only the first rules, and where nobody else could be the second. */
async function assertAlone(db: Reader, person: string): Promise<void> {
	const isFirst = (await db.selectFrom('policies').select('version').limit(1).execute()).length === 0;
	if (isFirst || !(await hasSecond(db, person))) return;
	throw new Refused(403, 'second-person', 'A second person approves rules. Propose them in the console.');
}
