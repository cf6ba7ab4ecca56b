import type {Draft, Operation} from '../draft.ts';
import {isWhole, partsOf} from '../thread.ts';
import type {CheckInput, Kind} from './check-input.ts';
import type {Company} from './company.ts';
import type {Finding} from './finding.ts';

const kinds: Record<Operation, Kind | null> = {
	post: 'post',
	reply: 'reply',
	quote: 'quote',
	repost: 'repost',
	comment: 'comment',
	edit: 'edit',
	share: 'share',
	story: 'story',
	reel: 'story',
	dm: 'dm',
	schedule: 'post',
	// No words of ours: there is nothing to check, only to record
	delete: null,
	like: null,
	reaction: null,
};

export interface About {
	company: Company;
	location: string;
	inReplyTo: string | undefined;
	now: number;
}

type Check = (input: CheckInput) => readonly Finding[];

/**
 * What the rules say of a draft. One function for page, background and hub: if they asked differently, they would answer
 * differently. Each part of a thread is read by itself too, because each can be seen by itself (rules.md: every
 * communication stands alone).
 */
export function findingsOf(draft: Draft, about: About, check: Check): readonly Finding[] {
	const input = draftInput(draft, about);
	if (!input) return [];
	const all = [...check(input), ...pollFindings(draft, input, check)];
	if (!isWhole(draft.thread)) return all;
	for (const {start, ...part} of partsOf(draft)) {
		const own: Draft = {...draft, ...part, thread: {part: 1, of: 2}};
		all.push(...findingsOf(own, about, check).map(finding => moved(finding, start)));
	}
	return unique(all);
}

/** Choices are words of ours too, but stand nowhere in the text: what is found there is about the draft as a whole. */
function pollFindings({poll, text}: Draft, input: CheckInput, check: Check): Finding[] {
	if (!poll) return [];
	const found = check({...input, text: poll.choices.join('\n')});
	return found.map(finding => ({...finding, start: 0, end: text.length, fixes: []}));
}

/** What the engine is asked about a draft; `null` when there are no words to check. */
export function draftInput(draft: Draft, about: About): CheckInput | null {
	const kind = kinds[draft.operation];
	if (kind === null) return null;
	return {
		text: draft.text,
		site: draft.site,
		kind: draft.thread ? 'thread' : kind,
		company: about.company,
		context: {
			location: about.location,
			...(about.inReplyTo === undefined ? {} : {inReplyTo: about.inReplyTo}),
			...(draft.media.length === 0 ? {} : {alts: draft.media.map(({alt}) => alt)}),
			...(draft.audience === null ? {} : {audience: draft.audience}),
		},
		now: about.now,
	};
}

function moved(finding: Finding, by: number): Finding {
	const shift = <T extends {start: number; end: number}>(span: T): T => ({
		...span,
		start: span.start + by,
		end: span.end + by,
	});
	return {...shift(finding), fixes: finding.fixes.map(shift)};
}

function unique(findings: readonly Finding[]): Finding[] {
	const seen = new Set<string>();
	const isNew = ({rule, start, end}: Finding) =>
		seen.size !== seen.add(JSON.stringify([rule, start, end])).size;
	return findings.filter(isNew).sort((a, b) => a.start - b.start || a.end - b.end);
}
