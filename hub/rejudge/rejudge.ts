/** Rules came into force: what waits, is approved or is public is judged again, and what they see otherwise becomes a task. */
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Stages} from '#lib/core/policy/stages.ts';
import {packsIn} from '../authoring/working-copy.ts';
import {runBacktest} from '../backtest/run.ts';
import {insertBacktest} from '../backtest/start.ts';
import type {Deps} from '../deps.ts';
import {readMeta, writeMeta} from '../identity/organisation.ts';
import {type Bundle, bundleSchema} from '../policy/bundle.schema.ts';
import {bundleBytes, policyAt} from '../policy/policies.ts';
import {makeTasks} from './make-tasks.ts';

/** What is older is history: nobody finds it, and nobody is asked to take it down because of a new rule. */
const days = 365;
const judgedKey = 'judged-again';

/**
 * From the clockwork: begins once for each version, and again when a stage of a rule begins. Resolves when it has begun; by
 * itself it goes on. Returns the end, for whoever wants to wait for it.
 */
export async function judgeAgain(deps: Deps): Promise<{ended: Promise<void>} | undefined> {
	const {store, now} = deps;
	const policy = await policyAt(store.db, now());
	if (!policy?.previous) return;
	const bundle = await bundleNow(deps, policy.digest);
	const mark = `${policy.version}:${begun(bundle.stages as Stages | undefined, now())}`;
	if ((await readMeta(store.db, judgedKey)) === mark) return;
	const rules = changedRules(bundle, await bundleOf(deps, policy.previous));
	const id = deps.id();
	const isOurs = await store.write(async trx => {
		// Another hub process may have been quicker
		if ((await readMeta(trx, judgedKey)) === mark) return false;
		await writeMeta(trx, judgedKey, mark);
		if (rules.tried.length === 0) return false;
		await insertBacktest(trx, deps, {
			id,
			subject: {kind: 'release', version: policy.version},
			by: null,
			days,
		});
		return true;
	});
	if (!isOurs) return;
	const {company} = bundle;
	const stages = (bundle.stages ?? {}) as Stages;
	const ordered = {id, ...rules, company, stages, days, isOpenOnly: true};
	const ended = runBacktest(deps, ordered).then(() => makeTasks(deps, id, policy.version));
	// A hub that closes ends it too: the next start begins again
	return {ended: ended.catch(() => tryLater(deps, policy.version).catch(() => undefined))};
}

/** Tried so often, it will not work the next time either; its failure stands among the backtests. */
const tries = 3;

async function tryLater({store}: Deps, version: number): Promise<void> {
	const subject = JSON.stringify({kind: 'release', version});
	await store.write(async trx => {
		const made = await trx.selectFrom('backtests').select('id').where('subject', '=', subject).execute();
		if (made.length < tries) await writeMeta(trx, judgedKey, '');
	});
}

const newest = new WeakMap<Deps['store'], {digest: string; bundle: Bundle}>();

/** Asked every few seconds: parsed once. */
async function bundleNow(deps: Deps, digest: string): Promise<Bundle> {
	const known = newest.get(deps.store);
	if (known?.digest === digest) return known.bundle;
	const bundle = await bundleOf(deps, digest);
	newest.set(deps.store, {digest, bundle});
	return bundle;
}

async function bundleOf({store}: Deps, digest: string): Promise<Bundle> {
	return bundleSchema.parse(JSON.parse((await bundleBytes(store.db, digest))!));
}

/** Stages that have begun: a number that changes when one more does. */
function begun(stages: Stages | undefined, now: number): number {
	return Object.values(stages ?? {})
		.flat()
		.filter(({from}) => from <= now).length;
}

/** A rule that comes in stages is new wherever it is not yet in force; what was a task already is none again. */
function changedRules(bundle: Bundle, before: Bundle): {tried: Pack[]; inForce: Pack[]} {
	const old = new Map(
		packsIn(before).flatMap(({id, rules}) => rules.map(rule => [`${id} ${rule.id}`, canonicalJson(rule)])),
	);
	const staged = new Set(Object.keys(bundle.stages ?? {}));
	const tried = kept(
		packsIn(bundle),
		(pack, rule) => staged.has(rule.id) || old.get(`${pack} ${rule.id}`) !== canonicalJson(rule),
	);
	const meant = new Set(tried.flatMap(({id, rules}) => rules.map(rule => `${id} ${rule.id}`)));
	return {
		tried,
		inForce: kept(packsIn(before), (pack, rule) => meant.has(`${pack} ${rule.id}`) && !staged.has(rule.id)),
	};
}

function kept(packs: readonly Pack[], fits: (pack: string, rule: Pack['rules'][number]) => boolean): Pack[] {
	return packs
		.map(pack => ({...pack, rules: pack.rules.filter(rule => fits(pack.id, rule))}))
		.filter(({rules}) => rules.length > 0);
}
