import type {FastifyInstance} from 'fastify';
import type * as z from 'zod';
import type {archiveEndpoints} from '#lib/api/contract.ts';
import {broadFrom, conditionOf, selectItems} from '../archive/search/query.ts';
import {type ArchiveIndex, openIndex} from '../audit/archive-index.ts';
import {assertOneOf, looked, placesOf} from '../audit/auditor.ts';
import {listBundles, makeBundle} from '../audit/bundles.ts';
import {listConcepts, saveConcept} from '../audit/concepts.ts';
import {judge, listDraws, makeDraw} from '../audit/draws.ts';
import {commandGap, completeness, listGaps} from '../audit/gaps.ts';
import {openItems} from '../audit/items.ts';
import {clearHold, holdSearch, listHolds} from '../audit/legal-holds.ts';
import {ask, keptSearch, listSearches, repeat} from '../audit/searches.ts';
import {importSiteExport} from '../audit/site-exports.ts';
import {storyOf} from '../audit/story.ts';
import {summaryOf} from '../audit/summary.ts';
import {listTopics} from '../audit/topic-rows.ts';
import {saveTopic} from '../audit/topics.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {define} from '../http/define.ts';

type Endpoints = typeof archiveEndpoints;
type Part<K extends keyof Endpoints, P extends string> = Endpoints[K] extends {
	[key in P]: infer S extends z.ZodType;
}
	? z.output<S>
	: undefined;
interface Asking<K extends keyof Endpoints> {
	body: Part<K, 'request'>;
	query: Part<K, 'query'>;
	params: Record<string, string>;
	caller: Caller;
}

/** Answers to whoever asks, by device or from the console. Each leaves an entry in the archive (hub/audit/auditor.ts). */
export type ArchiveHandlers = {
	[K in keyof Endpoints]: (asking: Asking<K>) => Promise<z.input<Endpoints[K]['reply']>>;
};

/** Bytes of an export of a site. */
export const exportLimit = 200 * 1024 * 1024;

export function archiveRoutes(app: FastifyInstance, deps: Deps): void {
	const handlers = archiveHandlers(deps, openIndex(deps));
	for (const name of Object.keys(handlers) as (keyof ArchiveHandlers)[])
		define(app, name, handlers[name] as never, name === 'importSiteExport' ? {bodyLimit: exportLimit} : {});
}

export function archiveHandlers(deps: Deps, index: ArchiveIndex): ArchiveHandlers {
	return {...searching(deps, index), ...keeping(deps, index), ...completing(deps, index)};
}

function searching(deps: Deps, index: ArchiveIndex) {
	const {db} = deps.store;
	return {
		async search({body, caller}) {
			const {saved, asked} = await ask(deps, index, caller, body);
			return {saved, summary: await summaryOf(db, index.words, asked)};
		},
		searches: ({caller}) => listSearches(db, caller),
		async searchItems({params, query, caller}) {
			const {saved, asked} = await keptSearch(db, caller, params.id ?? '');
			const isBroad = saved.items > broadFrom;
			const rows = await selectItems(db, conditionOf(index.words, asked, isBroad), query);
			await looked(deps, caller, 'archive.listed', {search: saved.id, ...query});
			const summary = await summaryOf(db, index.words, asked);
			return {saved, summary, rows: await openItems(deps, index, rows)};
		},
		repeatSearch: ({params, caller}) => repeat(deps, index, caller, params.id ?? ''),
		story: ({params, caller}) => storyOf(deps, index, caller, params.item ?? ''),
		draws: ({caller}) => listDraws(db, caller),
		makeDraw: ({body, caller}) => makeDraw(deps, index, caller, body),
		judge: ({params, body, caller}) => judge(deps, caller, params.id ?? '', body),
	} satisfies Partial<ArchiveHandlers>;
}

/** How long what is kept. */
function keeping(deps: Deps, index: ArchiveIndex) {
	const {db} = deps.store;
	return {
		async concepts({caller}) {
			assertOneOf(caller, ['auditor', 'admin']);
			return listConcepts(db);
		},
		saveConcept: ({body, caller}) => saveConcept(deps, caller, body),
		async topics({caller}) {
			assertOneOf(caller, ['auditor', 'admin']);
			return listTopics(db);
		},
		saveTopic: ({body, caller}) => saveTopic(deps, caller, body),
		async legalHolds({caller}) {
			assertOneOf(caller, ['auditor', 'admin']);
			return listHolds(deps);
		},
		async setLegalHold({body, caller}) {
			placesOf(caller);
			return holdSearch(deps, index, caller, body);
		},
		clearLegalHold: ({params, body, caller}) => clearHold(deps, caller, params.id ?? '', body.reason),
		async bundles({caller}) {
			placesOf(caller);
			return listBundles(deps);
		},
		makeBundle: ({body, caller}) => makeBundle(deps, index, caller, body),
	} satisfies Partial<ArchiveHandlers>;
}

function completing(deps: Deps, index: ArchiveIndex) {
	return {
		async gaps({caller}) {
			assertOneOf(caller, ['auditor', 'admin']);
			return listGaps(deps.store.db);
		},
		gapCommand: ({params, body, caller}) => commandGap(deps, caller, params.id ?? '', body),
		completeness: ({body, caller}) => completeness(deps, index, caller, body),
		importSiteExport: ({body, caller}) => importSiteExport(deps, caller, body),
	} satisfies Partial<ArchiveHandlers>;
}
