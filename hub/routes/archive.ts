import type {FastifyInstance} from 'fastify';
import {conditionOf, selectItems} from '../archive/search/query.ts';
import {type ArchiveIndex, openIndex} from '../audit/archive-index.ts';
import {assertOneOf, looked, placesOf} from '../audit/auditor.ts';
import {listConcepts, saveConcept} from '../audit/concepts.ts';
import {judge, listDraws, makeDraw} from '../audit/draws.ts';
import {commandGap, completeness, listGaps} from '../audit/gaps.ts';
import {openItems} from '../audit/items.ts';
import {clearHold, holdSearch, listHolds} from '../audit/legal-holds.ts';
import {ask, keptSearch, listSearches, repeat} from '../audit/searches.ts';
import {importSiteExport} from '../audit/site-exports.ts';
import {storyOf} from '../audit/story.ts';
import {summaryOf} from '../audit/summary.ts';
import {listTopics, saveTopic} from '../audit/topics.ts';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';

/** Bytes of an export of a site. */
const exportLimit = 200 * 1024 * 1024;

/** What auditors ask. Each of these leaves an entry in the archive (hub/audit/auditor.ts). */
export function archiveRoutes(app: FastifyInstance, deps: Deps): void {
	const index = openIndex(deps);
	searchRoutes(app, deps, index);
	keepingRoutes(app, deps, index);
	completenessRoutes(app, deps, index);
}

function searchRoutes(app: FastifyInstance, deps: Deps, index: ArchiveIndex): void {
	const {db} = deps.store;
	define(app, 'search', async ({body, caller}) => {
		const {saved, asked} = await ask(deps, index, caller, body.search);
		return {saved, summary: await summaryOf(db, index.words, asked)};
	});
	define(app, 'searches', ({caller}) => listSearches(db, caller));
	define(app, 'searchItems', async ({params, query, caller}) => {
		const {saved, asked} = await keptSearch(db, caller, params.id ?? '');
		const rows = await selectItems(db, conditionOf(index.words, asked), query);
		await looked(deps, caller, 'archive.listed', {search: saved.id, ...query});
		const [summary, items] = [await summaryOf(db, index.words, asked), await openItems(deps, index, rows)];
		return {saved, summary, rows: items};
	});
	define(app, 'repeatSearch', ({params, caller}) => repeat(deps, index, caller, params.id ?? ''));
	define(app, 'story', ({params, caller}) => storyOf(deps, index, caller, params.item ?? ''));

	define(app, 'draws', ({caller}) => listDraws(db, caller));
	define(app, 'makeDraw', ({body, caller}) => makeDraw(deps, index, caller, body));
	define(app, 'judge', ({params, body, caller}) => judge(deps, caller, params.id ?? '', body));
}

/** How long what is kept. */
function keepingRoutes(app: FastifyInstance, deps: Deps, index: ArchiveIndex): void {
	const {db} = deps.store;
	define(app, 'concepts', async ({caller}) => {
		assertOneOf(caller, ['auditor', 'admin']);
		return listConcepts(db);
	});
	define(app, 'saveConcept', ({body, caller}) => saveConcept(deps, caller, body));
	define(app, 'topics', async ({caller}) => {
		assertOneOf(caller, ['auditor', 'admin']);
		return [...(await listTopics(db))];
	});
	define(app, 'saveTopic', ({body, caller}) => saveTopic(deps, caller, body));

	define(app, 'legalHolds', async ({caller}) => {
		assertOneOf(caller, ['auditor', 'admin']);
		return listHolds(deps);
	});
	define(app, 'setLegalHold', ({body, caller}) => {
		placesOf(caller);
		return holdSearch(deps, index, caller, body);
	});
	define(app, 'clearLegalHold', ({params, body, caller}) =>
		clearHold(deps, caller, params.id ?? '', body.reason),
	);
}

function completenessRoutes(app: FastifyInstance, deps: Deps, index: ArchiveIndex): void {
	define(app, 'gaps', async ({caller}) => {
		assertOneOf(caller, ['auditor', 'admin']);
		return listGaps(deps.store.db);
	});
	define(app, 'gapCommand', ({params, body, caller}) => commandGap(deps, caller, params.id ?? '', body));
	define(app, 'completeness', ({body, caller}) => completeness(deps, index, caller, body));
	define(app, 'importSiteExport', ({body, caller}) => importSiteExport(deps, caller, body), {
		bodyLimit: exportLimit,
	});
}
