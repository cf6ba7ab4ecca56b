import type {FastifyInstance} from 'fastify';
import * as z from 'zod';
import {nextReading, readingOf} from '#lib/core/policy/read-again.ts';
import {ruleSchema} from '#lib/core/policy/rule.schema.ts';
import {ruleFromNotice} from '../../authoring/from-notice.ts';
import {createPack} from '../../authoring/new-pack.ts';
import {dropDraft, keepDraft, newRule, removeRule, saveRule} from '../../authoring/save-rule.ts';
import {installStarter, starterPacks} from '../../authoring/starter-packs.ts';
import {answersFor, toRead} from '../../authoring/to-read.ts';
import {tryRule} from '../../authoring/try-rule.ts';
import {type WorkingCopy, type WorkingRule, workingCopy} from '../../authoring/working-copy.ts';
import type {Deps} from '../../deps.ts';
import {admit} from '../../http/authenticate.ts';
import {findPerson} from '../../identity/people.ts';
import {Refused} from '../../refused.ts';
import type {Reader} from '../../store/schema.ts';
import {answer} from '../answer.ts';
import {lexiconRoutes} from './lexicons.ts';

/** Rules and alerts: written, tried, saved. Nothing here is in force before it is released. */
export function ruleRoutes(app: FastifyInstance, deps: Deps): void {
	readRoutes(app, deps);
	draftRoutes(app, deps);
	packRoutes(app, deps);
	lexiconRoutes(app, deps);
	const {store, now} = deps;

	answer(app, 'saveRule', async ({params, body, caller}) => ({
		rule: await store.write(trx => saveRule(trx, deps, caller, {pack: params.pack!, ...body})),
	}));
	answer(app, 'removeRule', async ({params, body, caller}) => {
		const rule = params.rule!;
		await store.write(trx => removeRule(trx, deps, caller, {pack: params.pack!, rule, ...body}));
		return {rule};
	});
	answer(app, 'ruleFromNotice', async ({body: {pack, notice, link}, caller}) => {
		const owner = (await findPerson(store.db, caller.person))!.name;
		const id = nextId(await workingCopy(store.db), pack);
		return {yaml: ruleFromNotice({text: notice, link, id, owner, now: now()})};
	});
}

function readRoutes(app: FastifyInstance, {store, now}: Deps): void {
	answer(app, 'listRules', async () => {
		const {packs} = await workingCopy(store.db);
		return {
			packs: packs.map(({head: {id, title, version}, rules}) => ({id, title, version, rules: rules.length})),
			rules: packs.flatMap(({head, rules}) => rules.map(rule => lineOf(head.id, rule))),
			today: new Date(now()).toISOString().slice(0, 10),
		};
	});
	answer(app, 'rulesToRead', async ({caller}) => {
		const {name} = (await findPerson(store.db, caller.person))!;
		return toRead(await workingCopy(store.db), now()).map(({pack, when, rule}) => {
			const {id, title, owner = null, review = ''} = rule;
			return {pack, id, title, owner, review, when, isYours: answersFor({rule}, name)};
		});
	});
	answer(app, 'readRule', ({params, caller}) =>
		readRule(store.db, {pack: params.pack!, rule: params.rule!, person: caller.person}, now()),
	);
	const form = z.toJSONSchema(ruleSchema, {io: 'input', unrepresentable: 'any'});
	answer(app, 'ruleForm', async () => form as Record<string, unknown>);
	answer(app, 'tryRule', async ({body: {pack, rule, yaml, sample}}) => {
		const trial = tryRule(await workingCopy(store.db), {pack, rule, yaml}, now(), sample);
		return {...trial, findings: trial.findings.map(found => ({...found, fixes: [...found.fixes]}))};
	});
}

interface Place {
	pack: string;
	rule: string;
}

async function readRule(db: Reader, {person, ...place}: Place & {person: string}, now: number) {
	const {packs} = await workingCopy(db);
	const own = packs.find(({head}) => head.id === place.pack)?.rules.find(one => one.rule.id === place.rule);
	const history = await historyOf(db, place);
	const last = history.find(({yaml}) => yaml !== null)?.yaml;
	if (!own && last === undefined && place.rule !== newRule)
		throw new Refused(404, 'unknown-rule', 'There is no such rule.');
	return {
		yaml: own?.yaml ?? last ?? '',
		change: own?.change ?? (last === undefined ? ('new' as const) : ('removed' as const)),
		n: own?.n ?? null,
		draft: (await draftOf(db, place, person)) ?? null,
		nextReading: own && readingOf(own.rule, now) ? nextReading(now) : null,
		history,
	};
}

function draftOf(db: Reader, {pack, rule}: Place, person: string) {
	return db
		.selectFrom('rule_drafts')
		.select(['yaml', 'at'])
		.where('person', '=', person)
		.where('pack', '=', pack)
		.where('rule', '=', rule)
		.executeTakeFirst();
}

function historyOf(db: Reader, {pack, rule}: Place) {
	return db
		.selectFrom('rule_texts')
		.innerJoin('people', 'people.id', 'rule_texts.by')
		.select(['n', 'people.name as by', 'at', 'yaml'])
		.where('pack', '=', pack)
		.where('rule', '=', rule)
		.orderBy('n', 'desc')
		.limit(50)
		.execute();
}

function draftRoutes(app: FastifyInstance, {store, now}: Deps): void {
	answer(app, 'keepRuleDraft', async ({params, body: {yaml}, caller}) => {
		const at = now();
		await store.write(async trx => {
			const {person} = await admit(trx, caller, at);
			await keepDraft(trx, {person, pack: params.pack!, rule: params.rule!, yaml, at});
		});
		return {at};
	});
	answer(app, 'dropRuleDraft', async ({params, caller}) => {
		await store.write(async trx => {
			const {person} = await admit(trx, caller, now());
			await dropDraft(trx, {person, pack: params.pack!, rule: params.rule!});
		});
		return {at: now()};
	});
}

function packRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	answer(app, 'starterPacks', async () => {
		const {packs, published} = await workingCopy(store.db);
		const profile = published?.company.profile;
		return starterPacks().map(({id, title, version, rules, profiles}) => ({
			id,
			title,
			version,
			rules: rules.length,
			installed: packs.some(({head}) => head.id === id),
			fits: profile === undefined || profiles.includes(profile),
		}));
	});
	answer(app, 'installStarter', async ({params, caller}) => {
		const pack = params.pack!;
		await store.write(trx => installStarter(trx, deps, caller, pack));
		return {pack};
	});
	answer(app, 'newPack', async ({body, caller}) => {
		await store.write(trx => createPack(trx, deps, caller, body));
		return {pack: body.id};
	});
}

function lineOf(pack: string, {rule, change}: WorkingRule) {
	const {id, title, severity, source, owner, from, to, review, examples} = rule;
	return {
		...{pack, id, title, severity, source, change},
		owner: owner ?? null,
		from: from ?? null,
		to: to ?? null,
		review: review ?? null,
		examples: examples.flags.length + examples.passes.length,
	};
}

/** The pack's own letters, the next number. */
function nextId({packs}: WorkingCopy, pack: string): string {
	const ids = packs.find(({head}) => head.id === pack)?.rules.map(({rule}) => rule.id) ?? [];
	const letters = ids.at(-1)?.split('-')[0] ?? 'OWN';
	const taken = new Set(packs.flatMap(({rules}) => rules.map(({rule}) => rule.id)));
	for (let n = 1; n < 1000; n++) {
		const id = `${letters}-${String(n).padStart(2, '0')}`;
		if (!taken.has(id)) return id;
	}
	return `${letters}-999`;
}
