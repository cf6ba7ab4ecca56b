/**
 * Rules that are too often wrong go a stage back by themselves: signed and archived like any other change, but ordered by
 * nobody. Two people have signed by how much a rule may be wrong, and how far back it may go (ADR 220).
 */
import type {Stages} from '#lib/core/policy/stages.ts';
import {type StepBack, stepBackOf, withCapped} from '#lib/core/policy/step-back.ts';
import {headSize} from '../archive/entries.ts';
import {openIndex} from '../audit/archive-index.ts';
import {packsIn} from '../authoring/working-copy.ts';
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import type {Bundle} from '../policy/bundle.schema.ts';
import {bundleBytes, policyAt} from '../policy/policies.ts';
import {putInForce, sealed} from '../policy/publish.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {tellOfStepBack} from '../told/on-step-back.ts';
import {judgedSince, textOf, unchangedSince} from './judged.ts';

/** Milliseconds between two looks at what people decided. */
const every = 60_000;

const looked = new WeakMap<Deps['store'], {at: number; size: number}>();

type Stepping = StepBack & {rule: string};

/** From the clockwork. Returns the rules that went back. */
export async function stepRulesBack(deps: Deps): Promise<readonly Stepping[]> {
	const {store, now} = deps;
	const last = looked.get(store);
	if (last && now() < last.at + every && now() >= last.at) return [];
	const size = await headSize(store.db);
	looked.set(store, {at: now(), size});
	// Whatever people decide or mark is an entry
	if (last?.size === size) return [];
	const policy = await policyAt(store.db, now());
	if (!policy) return [];
	await openIndex(deps).grow();
	const bundle = await bundleOf(store.db, policy.digest);
	const judged = await judgedSince(store.db, await unchangedSince(deps), now());
	const back = packsIn(bundle)
		.flatMap(({rules}) => rules)
		.flatMap(rule => {
			const tally = judged.get(rule.id);
			const step = tally && stepBackOf(rule, (bundle.stages as Stages | undefined)?.[rule.id], tally);
			return step ? [{...step, rule: rule.id}] : [];
		});
	if (back.length === 0) return [];
	return store.write(trx => publishBack(trx, deps, policy.digest, back));
}

async function publishBack(
	trx: Transaction,
	deps: Deps,
	digest: string,
	back: readonly Stepping[],
): Promise<readonly Stepping[]> {
	const inForce = await policyAt(trx, deps.now());
	// Other rules came meanwhile, or another hub process was quicker: the next look sees them
	if (inForce?.digest !== digest) return [];
	const later = await trx
		.selectFrom('policies')
		.selectAll()
		.where('version', '>', inForce.version)
		.orderBy('version')
		.execute();
	const bundle = await bundleOf(trx, digest);
	const version = await putBack(trx, deps, capped(bundle, bundle, back), {
		...{notBefore: deps.now(), minimumExtension: inForce.minimumExtension, back},
	});
	// A newer version hides what was to come later: that comes again, with the same rules held back
	for (const {digest: other, not_before: notBefore, minimum_extension: minimumExtension} of later)
		await putBack(trx, deps, capped(await bundleOf(trx, other), bundle, back), {
			...{notBefore, minimumExtension, back},
		});
	await remember(trx, deps, version, back);
	await tellOfStepBack(trx, deps, back);
	return back;
}

interface Back {
	notBefore: number;
	minimumExtension: string;
	back: readonly Stepping[];
}

async function putBack(trx: Transaction, deps: Deps, bundle: Bundle, {back, ...when}: Back): Promise<number> {
	const stepBacks = back.map(({rule, from, to}) => ({rule, from, to}));
	return (await putInForce(trx, deps, nobody, sealed(bundle), {...when, stepBacks})).version;
}

/** In the column that names who published: no person. */
export const nobody = '';

async function remember(
	trx: Transaction,
	deps: Deps,
	version: number,
	back: readonly Stepping[],
): Promise<void> {
	for (const {rule, from, to, budget, precision} of back) {
		const {estimate, high, read: judged} = precision;
		const row = {id: deps.id(), rule, from_stage: from, to_stage: to, budget, version, at: deps.now()};
		await trx
			.insertInto('step_backs')
			.values({...row, estimate, high, judged})
			.execute();
	}
	await journal(trx, deps, {type: 'rules.stepped-back', by: null, body: {version, back}});
}

/** Only where the rule reads as it did: another text was not judged. */
function capped(bundle: Bundle, judged: Bundle, back: readonly Stepping[]): Bundle {
	const stages = back.reduce<Stages | undefined>(
		(all, {rule, to}) => (readsAs(bundle, judged, rule) ? withCapped(all, rule, to) : all),
		bundle.stages as Stages | undefined,
	);
	return {...bundle, ...(stages && {stages: stages as Bundle['stages']})};
}

function readsAs(bundle: Bundle, judged: Bundle, id: string): boolean {
	const [a, b] = [bundle, judged].map(one =>
		packsIn(one)
			.flatMap(({rules}) => rules)
			.find(rule => rule.id === id),
	);
	return a !== undefined && b !== undefined && textOf(a) === textOf(b);
}

async function bundleOf(db: Reader, digest: string): Promise<Bundle> {
	return JSON.parse((await bundleBytes(db, digest))!) as Bundle;
}
