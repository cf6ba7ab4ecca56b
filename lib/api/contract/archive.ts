/** What auditors ask of the archive. Each request of these is an entry in it. */
import * as z from 'zod';
import {digestSchema} from '#lib/core/draft.schema.ts';
import {id, time} from './common.ts';
import {
	gapCommandSchema,
	gapSchema,
	importedSchema,
	siteExportSchema,
	statementSchema,
} from './completeness.ts';
import {legalHoldSchema, topicSchema} from './keeping.ts';
import {itemStateSchema, savedSearchSchema, searchSchema, summarySchema, text} from './search.ts';

const itemSchema = z.object({
	item: id,
	name: z.string(),
	at: time,
	site: z.string(),
	account: z.string(),
	/** Its name at the site; the id where the register has none. */
	handle: z.string(),
	location: z.string(),
	kind: z.string(),
	author: z.object({id: z.string(), name: z.string()}),
	approvers: z.array(z.object({id: z.string(), name: z.string()})),
	state: itemStateSchema,
	siteId: z.string(),
	url: z.string(),
	rules: z.array(z.string()),
	/** `null`: erased, damaged, or the item has none. */
	text: z.string().nullable(),
	/** The text is there and cannot be read any more. */
	damaged: z.boolean().default(false),
	legalHolds: z.array(z.string()),
	keptUntil: time.nullable(),
	topic: z.string(),
});
export type Item = z.infer<typeof itemSchema>;

const storySchema = z.object({
	item: itemSchema,
	/** In the order of the log; `said` is one line for people. */
	entries: z.array(
		z.object({
			seq: z.int(),
			name: z.string(),
			type: z.string(),
			at: time,
			receivedAt: time,
			person: z.string(),
			said: z.string(),
			details: z.array(z.object({label: z.string(), text: z.string()})),
			/** Inclusion proof and checkpoint are at hand: `GET /v1/archive/entries/:seq/proof`. */
			erased: z.boolean(),
			/** Its content is there and cannot be read any more. */
			damaged: z.boolean().default(false),
		}),
	),
	/** The same post before and after: edits and deletions are items of their own. */
	versions: z.array(
		z.object({
			...{item: id, name: z.string(), at: time, kind: z.string()},
			...{state: itemStateSchema, siteId: z.string()},
		}),
	),
	/** Each rule that found something, as it read that day. */
	rules: z.array(
		z.object({
			id: z.string(),
			title: z.string(),
			severity: z.string(),
			message: z.string(),
			why: z.string(),
			source: z.string(),
			pack: z.string(),
			policy: digestSchema,
		}),
	),
});
export type Story = z.infer<typeof storySchema>;

const verdictSchema = z.object({
	item: id,
	/** Miss check: `about` or `not-about`. Supervision: `fine` or `needs-action`. */
	outcome: z.enum(['about', 'not-about', 'fine', 'needs-action']),
	note: text.default(''),
});
const drawSchema = z.object({
	/** `D-4` */
	id,
	kind: z.enum(['miss', 'supervision']),
	search: id,
	seed: z.string(),
	/** Items that could have been drawn. */
	population: z.int(),
	items: z.array(id),
	by: id,
	at: time,
	verdicts: z.array(verdictSchema.extend({person: id, at: time})),
	/** Of a miss check in which every item was read by two people. */
	result: z.object({hits: z.int(), size: z.int(), fewerThan: z.number(), confidence: z.number()}).nullable(),
});
export type Draw = z.infer<typeof drawSchema>;

export const conceptSchema = z.object({
	id: z.string().regex(/^[a-z0-9-]{1,60}$/),
	title: z.string().min(1).max(200),
	/** Words and phrases; `*` at the end for beginnings. */
	terms: z.array(z.string().min(1).max(200)).min(1).max(500),
});
export const savedConceptSchema = conceptSchema.extend({version: z.int().positive(), by: id, at: time});

const archiveBundleSchema = z.object({
	/** Name of the file. */
	id: z.string(),
	/** Bytes. */
	size: z.int(),
	at: time,
});

const device = {auth: 'device'} as const;
const saved = z.object({saved: savedSearchSchema, summary: summarySchema});

/** method path → request and reply, as in `endpoints`. */
export const archiveEndpoints = {
	search: {
		...device,
		method: 'POST',
		path: '/v1/archive/searches',
		/** `position`: of the log as it was then, in entries. */
		request: z.object({search: searchSchema, position: z.int().nonnegative().optional()}),
		reply: saved,
	},
	searches: {...device, method: 'GET', path: '/v1/archive/searches', reply: z.array(savedSearchSchema)},
	searchItems: {
		...device,
		method: 'GET',
		path: '/v1/archive/searches/:id',
		query: z.object({
			offset: z.coerce.number().int().nonnegative().default(0),
			limit: z.coerce.number().int().min(1).max(200).default(50),
		}),
		reply: saved.extend({rows: z.array(itemSchema)}),
	},
	/** Asks it again at the position it had: the same answer, or the archive is not the one it was. */
	repeatSearch: {
		...device,
		method: 'POST',
		path: '/v1/archive/searches/:id/repeat',
		reply: z.object({same: z.boolean(), items: z.int(), digest: digestSchema}),
	},
	story: {...device, method: 'GET', path: '/v1/archive/items/:item', reply: storySchema},
	draws: {...device, method: 'GET', path: '/v1/archive/draws', reply: z.array(drawSchema)},
	makeDraw: {
		...device,
		method: 'POST',
		path: '/v1/archive/draws',
		request: z.object({
			kind: z.enum(['miss', 'supervision']),
			search: id,
			size: z.int().min(1).max(2000),
			seed: z.string().min(1).max(200).optional(),
		}),
		reply: drawSchema,
	},
	judge: {
		...device,
		method: 'POST',
		path: '/v1/archive/draws/:id/verdicts',
		request: verdictSchema,
		reply: drawSchema,
	},
	concepts: {...device, method: 'GET', path: '/v1/archive/concepts', reply: z.array(savedConceptSchema)},
	saveConcept: {
		...device,
		method: 'POST',
		path: '/v1/archive/concepts',
		request: conceptSchema,
		reply: savedConceptSchema,
	},
	topics: {...device, method: 'GET', path: '/v1/archive/topics', reply: z.array(topicSchema)},
	saveTopic: {
		...device,
		method: 'POST',
		path: '/v1/archive/topics',
		request: topicSchema,
		reply: topicSchema,
	},
	legalHolds: {...device, method: 'GET', path: '/v1/archive/legal-holds', reply: z.array(legalHoldSchema)},
	setLegalHold: {
		...device,
		method: 'POST',
		path: '/v1/archive/legal-holds',
		request: z.object({search: id, reason: z.string().min(1).max(2000)}),
		reply: legalHoldSchema,
	},
	clearLegalHold: {
		...device,
		method: 'POST',
		path: '/v1/archive/legal-holds/:id/clear',
		request: z.object({reason: z.string().min(1).max(2000)}),
		reply: legalHoldSchema,
	},
	gaps: {...device, method: 'GET', path: '/v1/archive/gaps', reply: z.array(gapSchema)},
	gapCommand: {
		...device,
		method: 'POST',
		path: '/v1/archive/gaps/:id/commands',
		request: gapCommandSchema,
		reply: gapSchema,
	},
	bundles: {...device, method: 'GET', path: '/v1/archive/bundles', reply: z.array(archiveBundleSchema)},
	/** Everything of what a search found, with what proves it (hub/verify/README.md). */
	makeBundle: {
		...device,
		method: 'POST',
		path: '/v1/archive/bundles',
		request: z.object({search: id, pdf: z.boolean().default(true)}),
		/** `damaged`: numbers on paper, and files, whose content could not be read: they are not in it, and its manifest names them. */
		reply: archiveBundleSchema.extend({
			...{items: z.int(), entries: z.int()},
			damaged: z.array(z.string()).default([]),
		}),
	},
	/** Looks again at the whole period, keeps the register, and says what can be said. */
	completeness: {
		...device,
		method: 'POST',
		path: '/v1/archive/completeness',
		request: z.object({from: time, to: time}),
		reply: statementSchema,
	},
	importSiteExport: {
		...device,
		method: 'POST',
		path: '/v1/archive/site-exports',
		request: siteExportSchema,
		reply: importedSchema,
	},
} as const;
