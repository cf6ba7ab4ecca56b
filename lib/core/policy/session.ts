import type {CheckInput} from './check-input.ts';
import type {World} from './conditions.ts';
import type {Document} from './document.ts';
import {doc, kinds, profiles, sites} from './format.ts';
import type {InForce} from './in-force.ts';
import type {Engine} from './views.ts';

/** One check: its texts, read when they are first asked about, and what has fired so far. */
export interface Session {
	engine: Engine;
	input: CheckInput;
	world: World;
	rules: InForce;
	/** The texts read so far. */
	documents: ReadonlyMap<number, Document | undefined>;
	document(which: number): Document | undefined;
	fired: Set<number>;
	/** Rules whose words were found, whatever their conditions then said. */
	weighed: Set<number>;
}

/** What conditions may ask beside the text. */
export const about = (input: CheckInput) => ({
	given: givenIn(input),
	profile: profiles.indexOf(input.company.profile),
	site: sites.indexOf(input.site),
	kind: kinds.indexOf(input.kind),
	// X shows 280 weighted characters before "Show more", Facebook about three lines.
	visible: input.site === 'x' ? 280 : 480,
	limit: input.site === 'x' ? 280 : 63_206,
});

export function textOf({text, context}: CheckInput, which: number): string | undefined {
	if (which === doc.text) return text;
	if (which === doc.parent) return context.inReplyTo;
	if (which === doc.relationship) return context.relationship;
	const words = [context.imageText, ...(context.alts ?? [])].filter(
		part => part !== undefined && part !== '',
	);
	return words.length > 0 ? words.join('\n') : undefined;
}

function givenIn({context, company}: CheckInput): Set<string> {
	const given = new Set<string>();
	if (context.inReplyTo !== undefined) given.add('inReplyTo');
	if (context.imageText) given.add('imageText');
	if (context.relationship) given.add('relationship');
	if (context.alts?.some(alt => alt.trim() !== '')) given.add('alts');
	if (context.alts?.some(alt => alt.trim() === '')) given.add('missing-alt');
	if (context.imageText !== undefined || (context.alts?.length ?? 0) > 0) given.add('media');
	if (company.lenders.length > 0) given.add('lenders');
	return given;
}

/** Runs `job` with another text in the place of the draft. */
export function within<T>({world}: Session, document: Document, job: () => T): T {
	const outer = world.documentOf;
	world.documentOf = which => (which === doc.text ? document : outer(which));
	const result = job();
	world.documentOf = outer;
	return result;
}
