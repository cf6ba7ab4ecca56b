/** What the rules say of a ready reply before anybody signs it: filled with examples, everywhere it may be used. */
import {type Draft, emptyDraft, type SiteId} from '#lib/core/draft.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {filled, matchText} from '#lib/core/ready/match.ts';
import type {ReadyReply} from '#lib/core/ready/reply.ts';
import {sample} from '#lib/core/ready/slots.ts';
import type {Deps} from '../deps.ts';
import type {RulesNow} from '../policy/rules.ts';
import {Refused, refusedBy} from '../refused.ts';
import type {Reader} from '../store/schema.ts';

export interface Trial {
	sample: string;
	findings: readonly Finding[];
	/** Rules that ask for a second person about the locked words: what an approval would answer. */
	settles: string[];
	/** It has to read otherwise before anybody may sign it. */
	isBlocked: boolean;
	rules: RulesNow;
}

/** Throws when the rules are not there, or when no value fits a blank. */
export async function tryReply(db: Reader, deps: Deps, reply: ReadyReply): Promise<Trial> {
	const rules = await deps.rules.current(db);
	if (!rules) throw refusedBy('rules-over');
	const facts = {now: deps.now(), offset: 0, person: 'Dev', phones: rules.company.phones};
	const values = Object.fromEntries(reply.slots.map(slot => [slot.name, sample(slot, facts)]));
	const text = filled(reply, values, facts);
	if (text === undefined)
		throw new Refused(
			400,
			'bad-sample',
			'One of the blanks cannot be filled: the company has no such entry.',
		);
	const findings = draftsOf(reply, text).flatMap(draft =>
		[reply.answers, undefined].flatMap(inReplyTo =>
			rules.check(draft, {inReplyTo}, reply.location, deps.now()),
		),
	);
	const {spans} = matchText(reply, text, facts)!;
	const about = findings.filter(
		({start, end}) => !spans.some(span => span.start <= start && end <= span.end && start < end),
	);
	const settles = about.filter(({severity}) => severity === 'review').map(({rule}) => rule);
	return {
		sample: text,
		findings: distinct(findings),
		settles: [...new Set(settles)].sort(),
		isBlocked: findings.some(({severity}) => severity === 'block'),
		rules,
	};
}

/** One of each site and kind of answer that it may be used for. */
export function draftsOf({accounts, operations}: ReadyReply, text: string): Draft[] {
	const named = accounts?.map(account => account.split(':') as [SiteId, string]);
	const places = named ?? [
		['x', '0'],
		['facebook', '0'],
	];
	return places.flatMap(([site, account]) =>
		operations.map(operation => {
			const kind = operation === 'dm' ? 'conversation' : operation === 'comment' ? 'comment' : 'post';
			return {...emptyDraft(site as SiteId, operation, account!), target: {kind, id: '0'}, text} as Draft;
		}),
	);
}

function distinct(findings: readonly Finding[]): Finding[] {
	return [...new Map(findings.map(finding => [finding.rule, finding])).values()];
}
