/** What belongs to a draft besides its words and files, in words: the same for the author, the reviewer and a difference. */
import type {Draft} from './draft.ts';
import {isWhole, partsOf} from './thread.ts';

export interface Fact {
	name: string;
	value: string;
}

/** `at` writes a time (ISO 8601) as people read it. */
export function factsOf(draft: Draft, at: (time: string) => string): Fact[] {
	const {target, quoted, audience, replies, schedule, thread} = draft;
	const facts: (Fact | null)[] = [
		target && {name: placeNames[target.kind], value: target.id},
		quoted === null ? null : {name: 'Shows', value: quoted},
		thread && {name: 'Thread', value: threadWords(thread)},
		...partsOf(draft).map(
			({poll}) =>
				poll && {
					name: 'Poll',
					value: `${poll.choices.join(' / ')} · ${length(poll.minutes)}`,
				},
		),
		audience === null ? null : {name: 'Seen by', value: audienceNames[audience] ?? audience},
		replies === null ? null : {name: 'Who can reply', value: replyNames[replies] ?? replies},
		schedule === null ? null : {name: 'Goes out', value: at(schedule)},
		...Object.entries(draft.details ?? {}).map(([name, value]) => ({name: detailName(name), value})),
	];
	return facts.filter(fact => fact !== null);
}

/** What differs, besides words and files: `now` is '' where it is gone. */
export function factsChanged(
	before: readonly Fact[],
	after: readonly Fact[],
): {name: string; was: string; now: string}[] {
	const names = [...new Set([...before, ...after].map(({name}) => name))];
	const valuesOf = (facts: readonly Fact[], name: string) =>
		facts.flatMap(fact => (fact.name === name ? [fact.value] : [])).join(', ');
	return names
		.map(name => ({name, was: valuesOf(before, name), now: valuesOf(after, name)}))
		.filter(({was, now}) => was !== now);
}

const placeNames = {
	post: 'About post',
	comment: 'Answers comment',
	group: 'In group',
	story: 'About story',
	conversation: 'In conversation',
} as const;

const audienceNames: Readonly<Record<string, string>> = {
	EVERYONE: 'everybody',
	FRIENDS: 'friends only',
	SELF: 'only me',
};
const replyNames: Readonly<Record<string, string>> = {
	Community: 'accounts you follow',
	Verified: 'verified accounts',
	ByInvitation: 'accounts you mention',
};
const detailNames: Readonly<Record<string, string>> = {
	ranges: 'Mentions',
	explicit_place_id: 'Place',
	with_tags_ids: 'Tagged',
	inline_activities: 'Feeling or activity',
	text_format_preset_id: 'Background',
	is_anonymous: 'Anonymous',
	video_id: 'Video',
	title: 'Title',
};

/** The site's own name where we have none. */
function detailName(name: string): string {
	return detailNames[name] ?? name;
}

function threadWords(thread: NonNullable<Draft['thread']>): string {
	return isWhole(thread) ? `${thread.parts.length} parts` : `part ${thread.part} of ${thread.of}`;
}

function length(minutes: number): string {
	if (minutes % 1440 === 0) return `${minutes / 1440} d`;
	return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
