import type {Company} from './company.ts';

/** The kinds of interaction a rule can be about. */
export type Kind =
	| 'post'
	| 'reply'
	| 'comment'
	| 'quote'
	| 'repost'
	| 'thread'
	| 'edit'
	| 'dm'
	| 'ad'
	| 'bio'
	| 'influencer'
	| 'employee'
	| 'story'
	| 'share';

/** What the text alone does not show. */
export interface Context {
	/** The message answered, as visible. */
	inReplyTo?: string;
	/** `paid`, `gifted`, `employee of …` */
	relationship?: string;
	/** Words in the attached image. */
	imageText?: string;
	/** Alt texts of the media, in order; an empty string is an image without one. */
	alts?: readonly string[];
	audience?: string;
	location?: string;
}

/** All that a check may see: pure data, so the same input gives the same findings everywhere. */
export interface CheckInput {
	/** Exactly as typed. */
	text: string;
	site: 'x' | 'facebook';
	kind: Kind;
	company: Company;
	context: Context;
	/** Milliseconds since 1970, for rules with validity dates. */
	now: number;
}
