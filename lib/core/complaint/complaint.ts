/** What a logged complaint is about, and its clock (DISP 1.6; product.md, walkthrough b). */

/** As they stand in the log. What begins with money is a regulated complaint. */
export const abouts = {
	commission: 'Motor finance – commission',
	finance: 'Motor finance – other',
	insurance: 'Insurance or warranty',
	vehicle: 'Vehicle or service',
} as const;
export type About = keyof typeof abouts;

export const isFinancial = (about: About) => about !== 'vehicle';

const words: readonly [About, RegExp][] = [
	['commission', /\bcommissions?\b/i],
	[
		'finance',
		/\b(?:finance\w*|pcp|hp|loans?|credit|apr|interest|repayments?|instal?lments?|lender\w*|redress)\b/i,
	],
	['insurance', /\b(?:insur\w+|warrant\w+|gap)\b/i],
];

/** A first guess for a person to look at, never more. */
export function aboutOf(text: string): About {
	return words.find(([, pattern]) => pattern.test(text))?.[0] ?? 'vehicle';
}

const day = 24 * 60 * 60_000;

/** DISP 1.6.2R: a final response by the end of eight weeks after its receipt. Milliseconds since 1970. */
export function finalBy(receivedAt: number): number {
	return receivedAt + 56 * day;
}

/** `C-2026-01877` */
export function complaintId(year: number, n: number): string {
	return `C-${year}-${String(n).padStart(5, '0')}`;
}

/** What becomes of it, step by step; each is written down with who and when. */
export const steps = ['answered', 'taken', 'hide', 'hidden', 'shown', 'closed'] as const;
/**
 * `answered`: a first answer is public. `taken`: this person sees to it. `hide`: the customer's comment should be hidden,
 * which `hidden` and `shown` settle. `closed`: a final response was sent.
 */
export type Step = (typeof steps)[number];
