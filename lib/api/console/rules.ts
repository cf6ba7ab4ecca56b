/** Rules in the making: read, tried on any text, saved when their examples behave; starter packs and word lists. */
import * as z from 'zod';
import {findingSchema, severitySchema} from '#lib/core/policy/finding.schema.ts';
import {profiles} from '#lib/core/policy/format.ts';
import {time} from '../contract/common.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const admin = ['admin'] as const;
const readers = ['admin', 'auditor'] as const;
const name = z.string().min(1).max(200);
const yaml = z.string().max(200_000);

const ruleChangeSchema = z.enum(['same', 'new', 'changed', 'removed']);
export type RuleChange = z.infer<typeof ruleChangeSchema>;

const ruleLineSchema = z.object({
	pack: name,
	id: name,
	title: z.string(),
	severity: severitySchema,
	source: z.string(),
	owner: z.string().nullable(),
	from: z.string().nullable(),
	to: z.string().nullable(),
	/** Day by which somebody reads it again, `2027-05-24`. */
	review: z.string().nullable(),
	/** Against what was published last. */
	change: ruleChangeSchema,
	examples: z.int(),
});
export type RuleLine = z.infer<typeof ruleLineSchema>;

const packLine = z.object({id: name, title: z.string(), version: z.string(), rules: z.int()});

const problem = z.object({line: z.int(), column: z.int(), message: z.string()});
const trialSchema = z.object({
	problems: z.array(problem),
	examples: z.array(
		z.object({
			must: z.enum(['catch', 'not catch']),
			text: z.string(),
			problem: z.string().nullable(),
			line: z.int(),
		}),
	),
	advice: z.array(z.string()),
	findings: z.array(findingSchema),
});
export type RuleTrial = z.infer<typeof trialSchema>;

const saved = z.int().nullable();
const lexicon = z.object({
	pack: name,
	name: z.string().regex(/^[a-z][a-z0-9-]*$/),
	phrases: z.array(z.string()),
});

export const ruleEndpoints = {
	listRules: {
		method: 'GET',
		path: '/console/api/rules',
		roles: readers,
		reply: z.object({packs: z.array(packLine), rules: z.array(ruleLineSchema), today: z.string()}),
	},
	/** What somebody has to read again soon, or should have; the longest due first. */
	rulesToRead: {
		method: 'GET',
		path: '/console/api/rules-to-read',
		roles: ['admin', 'auditor', 'rule-reviewer'],
		reply: z.array(
			ruleLineSchema.pick({pack: true, id: true, title: true, owner: true}).extend({
				review: z.string(),
				when: z.enum(['soon', 'due']),
				isYours: z.boolean(),
			}),
		),
	},
	readRule: {
		method: 'GET',
		path: '/console/api/rules/:pack/:rule',
		roles: readers,
		reply: z.object({
			yaml,
			change: ruleChangeSchema,
			/** The save it comes from: to be said when saving. */
			n: saved,
			/** What this person began and did not save. */
			draft: z.object({yaml, at: time}).nullable(),
			/** The day to set by whoever has read it again; nothing while it is not to be read. */
			nextReading: z.string().nullable(),
			history: z.array(z.object({n: z.int(), by: z.string(), at: time, yaml: yaml.nullable()})),
		}),
	},
	/** The JSON schema of a rule, for completion. */
	ruleForm: {method: 'GET', path: '/console/api/rule-form', roles: readers, reply: z.looseObject({})},
	tryRule: {
		method: 'POST',
		path: '/console/api/rules/try',
		roles: readers,
		request: z.strictObject({
			pack: name,
			rule: name.nullable(),
			yaml,
			sample: z
				.strictObject({
					text: z.string().max(70_000),
					site: z.enum(['x', 'facebook']),
					kind: z.enum(['post', 'reply', 'comment']),
					inReplyTo: z.string().max(20_000).optional(),
				})
				.optional(),
		}),
		reply: trialSchema,
	},
	keepRuleDraft: {
		method: 'PUT',
		path: '/console/api/rules/:pack/:rule/draft',
		roles: admin,
		request: z.strictObject({yaml}),
		reply: z.object({at: time}),
	},
	dropRuleDraft: {
		method: 'DELETE',
		path: '/console/api/rules/:pack/:rule/draft',
		roles: admin,
		reply: z.object({at: time}),
	},
	/** Refused while an example does not behave. */
	saveRule: {
		method: 'POST',
		path: '/console/api/rules/:pack',
		roles: admin,
		request: z.strictObject({rule: name.nullable(), yaml, was: saved}),
		reply: z.object({rule: name}),
	},
	removeRule: {
		method: 'DELETE',
		path: '/console/api/rules/:pack/:rule',
		roles: admin,
		request: z.strictObject({was: saved}),
		reply: z.object({rule: name}),
	},
	/** A draft of a rule from a regulator's notice: to be read line by line. */
	ruleFromNotice: {
		method: 'POST',
		path: '/console/api/rules/from-notice',
		roles: admin,
		request: z.strictObject({pack: name, notice: z.string().max(50_000), link: z.string().max(2000)}),
		reply: z.object({yaml}),
	},
	starterPacks: {
		method: 'GET',
		path: '/console/api/starter-packs',
		roles: admin,
		reply: z.array(packLine.extend({installed: z.boolean(), fits: z.boolean()})),
	},
	installStarter: {
		method: 'POST',
		path: '/console/api/starter-packs/:pack',
		roles: admin,
		reply: z.object({pack: name}),
	},
	/** A pack for rules of one's own. */
	newPack: {
		method: 'POST',
		path: '/console/api/packs',
		roles: admin,
		request: z.strictObject({
			id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'small letters, digits and hyphens'),
			title: z.string().trim().min(1).max(200),
			/** Absent: every kind of firm. */
			profiles: z.array(z.enum(profiles)).min(1).optional(),
		}),
		reply: z.object({pack: name}),
	},
	lexicons: {method: 'GET', path: '/console/api/lexicons', roles: readers, reply: z.array(lexicon)},
	/** `content` is the file in base64. Refused with the line that is wrong; nothing is changed then. */
	importLexicon: {
		method: 'POST',
		path: '/console/api/lexicons/:pack/:name',
		roles: admin,
		request: z.strictObject({
			format: z.enum(['csv', 'json', 'txt', 'docx', 'xlsx']),
			content: z.base64().max(3_000_000),
		}),
		reply: lexicon,
	},
	exportLexicon: {
		method: 'GET',
		path: '/console/api/lexicons/:pack/:name',
		roles: readers,
		query: z.object({format: z.enum(['csv', 'json'])}),
		reply: z.object({file: z.string(), content: z.string()}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
