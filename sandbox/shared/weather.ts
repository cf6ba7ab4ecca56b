import * as z from 'zod';

/** What can go wrong with the next publishing requests. `lost` publishes and then drops the answer. */
const failSchema = z.strictObject({
	/** Which publishing request fails, counted from now: 1 is the next one, 0 is every one. */
	nth: z.int().min(0),
	kind: z.enum([
		'187',
		'324',
		'226',
		'32',
		'186',
		'344',
		'131',
		'noId',
		'403',
		'429',
		'503',
		'network',
		'lost',
		'1675012',
		'1357051',
		'1357004',
		'1570245',
		'368',
		'warning',
	]),
	/** Only count requests of this operation. */
	op: z.string().optional(),
});

/** Every switch of the sandbox. All are off by default and can be combined. */
export const weatherSchema = z.strictObject({
	remount: z.boolean().default(false),
	locale: z.enum(['en', 'de', 'ar']).default('en'),
	hashedClasses: z.boolean().default(false),
	renamedIds: z.enum(['off', 'send', 'editor', 'wrapper', 'all']).default('off'),
	tagSwap: z.boolean().default(false),
	twoComposers: z.boolean().default(false),
	/** Milliseconds before a publishing request is answered; it is published at once. */
	slow: z.int().min(0).max(60_000).default(0),
	fail: failSchema.nullable().default(null),
	mediaResets: z.boolean().default(false),
	buttonMoves: z.boolean().default(false),
	serviceWorker: z.boolean().default(false),
	otherExtension: z.boolean().default(false),
	pristineXhr: z.boolean().default(false),
	opRenamed: z.boolean().default(false),
	workerSend: z.boolean().default(false),
	variant: z.enum(['a', 'b']).default('a'),
	accountSwitch: z.boolean().default(false),
	frontEnd: z.enum(['legacy', 'x-web', 'x-web-bare']).default('legacy'),
	/** Seconds after which a transaction id is refused; 0 means never. */
	txMaxAge: z.int().min(0).default(0),
	previewDark: z.boolean().default(false),
	nameIn: z.enum(['body', 'url', 'header']).default('body'),
	forGuard: z.boolean().default(false),
	socketIn: z.enum(['worker', 'page']).default('worker'),
	unhydrated: z.boolean().default(false),
	noEnterSend: z.boolean().default(false),
	/** No effect here: the tab was open before the extension came. A test does that itself. */
	lateExtension: z.boolean().default(false),
	isTrustedOnly: z.boolean().default(false),
	trustedTypes: z.boolean().default(false),
	/** The answer's user fields sit where the 2026 answers have them. */
	movedUser: z.boolean().default(false),
	/** Seconds of the undo window on X; 0 sends at once. */
	undoSeconds: z.int().min(0).default(0),
	/** After item k of a thread failed, the rest goes under the last item that is public, or begins anew (x.md section 10, open). */
	threadRest: z.enum(['under', 'anew']).default('anew'),
	/** The first press on Post asks for alt text, or warns of the last edit; the second sends. */
	nudges: z.boolean().default(false),
	/** Ctrl+Enter in a Facebook comment makes a newline; off, it commits. */
	ctrlEnterNewline: z.boolean().default(true),
	/** Emoji in Lexical editors are `<img alt>` nodes. */
	emojiImages: z.boolean().default(false),
	/** `pfbid`: a story's links do not show the number that requests carry. */
	permalinks: z.enum(['numeric', 'pfbid']).default('numeric'),
	/** Facebook's create answers `story:null` with `story_id`; the story completes later. */
	processing: z.boolean().default(false),
});

export type Weather = z.infer<typeof weatherSchema>;
export type Fail = z.infer<typeof failSchema>;

export const CALM: Weather = weatherSchema.parse({});
