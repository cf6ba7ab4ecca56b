/**
 * The compiled form: one ArrayBuffer of typed arrays, written by `compile.ts` and opened as views by `engine.ts`.
 * Header (Int32): magic, format version, total bytes, number of sections, then offset and length (bytes) of each.
 * Little-endian, as every platform we run on; a buffer from elsewhere fails on the magic.
 */
export const magic = 0x4b50_5343; // "CSPK"
export const formatVersion = 4;

/** Order of the sections in the buffer. All are Int32 except `chars`, `learned` (Uint16) and `meta` (UTF-8 bytes). */
export const sections = [
	'counts', // words, sets, rules, factMask
	'slots', // open-addressing table of pairs: word id + 1, hash
	'wordStart', // word id → first unit in `chars`; one more than words
	'chars',
	'node', // trie node → first edge; one more than nodes. Node w (< words) is the root edge of word w
	'edge', // pairs word, node, sorted by word inside a node
	'out', // trie node → first output; one more than nodes
	'outSet', // set ids
	'program', // composite patterns, see `matcher.ts`
	'rule', // fixed-size records, see `ruleField`
	'code', // conditions, see `op`
	'concept', // triples set, offset in `code`, number of detectors; in order of dependence
	'patternAt', // regular expressions: set, set it needs, offset and length in `meta`
	'metaAt', // rule → offset in `meta`; one more than rules
	'meta',
	'learnedAt', // open addressing: hash of a feature, offset in `learned`; all three empty where nothing is learned
	'learned', // of each feature: number of weights, then opinion and weight in one unit
	'learnedRules', // opinion → rule, score before any feature
] as const;
/** The sections of 16 bits. */
export const isShort = (name: Section) => name === 'chars' || name === 'learned';
export type Section = (typeof sections)[number];

/** Facts that code finds; a rule says `#money`. The order is part of the format: append only. */
export const factNames = [
	'money',
	'nonzero',
	'payment',
	'monthly',
	'weekly',
	'daily',
	'instalments',
	'percent',
	'rate',
	'apr',
	'representative-apr',
	'zero-rate',
	'term',
	'date',
	'weekday',
	'time',
	'phone',
	'own-phone',
	'spoken-phone',
	'email',
	'own-email',
	'postcode',
	'address',
	'street',
	'own-address',
	'plate',
	'card',
	'account',
	'link',
	'mention',
	'miles',
	'mpg',
	'speed',
	'number',
	'name',
	'staff',
	'competitor',
	'lender',
	'example',
	'example-incomplete',
	'example-wrong',
	'saving-wrong',
	'saving-right',
	'year',
	'hashtag',
	'warning-altered',
	'caps',
	'bangs',
	'link-end',
	'small-sum',
	'zero-sum',
	'interest-charged',
	'old-year',
	'small-payment',
	'bare-payment',
	'zero-percent',
	'example-unnamed',
] as const;
export type FactName = (typeof factNames)[number];
export const fact = Object.fromEntries(factNames.map((name, i) => [name, i])) as Record<FactName, number>;

/** Condition codes: `[op, size, …]`, `size` in ints including these two. Documents: see `doc`. */
export const op = {
	and: 0,
	or: 1,
	not: 2,
	has: 3, // doc, set
	before: 4, // set, words, flags
	after: 5, // set, words, flags
	around: 6, // set, words, flags
	quoted: 7,
	question: 8,
	first: 9, // words: the trigger starts within the first n
	count: 10, // set, minimum of separate hits
	share: 11, // set, percent of the words covered
	words: 12, // minimum, maximum number of words
	kind: 13, // mask
	site: 14, // mask
	profile: 15, // mask
	given: 16, // a named part of the context, see `parts`
	rule: 17, // index of a rule that fired in this draft
	docRules: 18, // doc, number of prefixes, then indexes of rules
	fold: 19, // trigger or set hit lies behind the visible prefix: set
	lengthOver: 20, // weighted length of the text plus required words is over the site's limit: set
	over: 21, // set: a hit shares a word with the trigger
} as const;

export const scope = {sentence: 0, clause: 1, text: 2} as const;
export const doc = {text: 0, image: 1, parent: 2, relationship: 3, anywhere: 4} as const;
export const parts = [
	'inReplyTo',
	'imageText',
	'relationship',
	'alts',
	'missing-alt',
	'media',
	'lenders',
] as const;

/** Fields of a rule's record, one Int32 each. */
export const ruleField = {
	severity: 0,
	flags: 1,
	profiles: 2,
	sites: 3,
	kinds: 4,
	from: 5, // days since 1970; the rule is not applied before
	to: 6, // days since 1970; not applied from this day on
	blocks: 7, // offset in `code` of the first detector
	count: 8, // number of detectors
} as const;
export const ruleSize = 9;

export const ruleFlag = {route: 1, disguised: 4, first: 8} as const;
export const severities = ['block', 'review', 'advise'] as const;
export const confidences = ['certain', 'likely', 'possible'] as const;

export const profiles = [
	'uk-dealer',
	'uk-broker',
	'uk-lender',
	'uk-hcstc',
	'uk-invest',
	'uk-crypto',
	'uk-insure',
	'uk-bank',
	'uk-retail',
	'us-bd',
	'us-ria',
	'us-dealer',
] as const;
export const sites = ['x', 'facebook'] as const;
export const kinds = [
	'post',
	'reply',
	'comment',
	'quote',
	'repost',
	'thread',
	'edit',
	'dm',
	'ad',
	'bio',
	'influencer',
	'employee',
	'story',
	'share',
] as const;

/** Trigger of a detector that has no words to point at: the whole draft. */
export const whole = -1;

/** FNV-1a over UTF-16 units as a signed number: the hash of the word table, and how to go on from one unit to the next. */
export const hashStart = 0x811c9dc5 | 0;
export const hashFactor = 0x01000193;
export function hashWord(word: string): number {
	let hash = hashStart;
	for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), hashFactor);
	return hash;
}
