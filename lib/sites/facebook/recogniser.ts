/**
 * What leaves a Facebook page: one endpoint for everything, so the name and the body decide (facebook.md, sections 7
 * and 8). Fail closed: no readable form, two names, or an unknown mutation with words in it count as publishing.
 */
import type {Draft} from '#lib/core/draft.ts';
import {emptyDraft} from '#lib/core/draft.ts';
import {carries, type Fields, fieldsOf, parseRequest} from '../fields.ts';
import {formOf, hasQuery, isRead, pathOf, queryOf} from '../request.ts';
import type {Outgoing, PageRequest, Recogniser, Uploads} from '../site.ts';
import {postTarget, targetOf} from './ids.ts';
import {deleting, harmlessNames, heldNames, reactingNames} from './names.ts';
import {readers} from './readers.ts';
import {session} from './session.ts';
import {uploads as uploadReader} from './uploads.ts';

type Form = Readonly<Record<string, string>>;

const NAME = 'fb_api_req_friendly_name';
/** Fields of `input` that carry words of the author. */
const WORDS = [
	'message',
	'composed_text',
	'text',
	'body',
	'comment',
	'comment_text',
	'comment_body',
	'description',
	'caption',
];
/** Form fields around the variables: tokens, build numbers, counters. */
const ENVELOPE = /^(?:__\w+|av|dpr|doc_id|fb_\w+|jazoest|lsd|qpl_\w+|server_timestamps|variables)$/;
/** Variables beside `input`: how the answer is rendered. */
const RENDERING =
	/^(?:__relay\w+|is[A-Z]\w*|use[A-Z]\w*|feedLocation|feedbackSource|renderLocation|groupID|scale|\w+Width|\w+Height|privacySelectorRenderLocation|focusCommentID|referringStoryRenderLocation|displayCommentsFeedbackContext|displayCommentsContext\w+|hashtag|canUserManageOffers|inviteShortLinkKey|UFI2CommentsProvider_commentsKey)$/;

export const recogniser: Recogniser = {
	site: 'facebook',
	actorInRequest: true,
	session,
	uploads: uploadReader,

	concerns: (method, url) => !isRead(method) && /^\/(?:api\/)?graphql(?:batch)?\/?$/.test(pathOf(url)),

	recognise(request, account, uploads) {
		if (!recogniser.concerns(request.method, request.url)) return undefined;
		const form = withoutFiles(formOf(request.body), uploads);
		const names = namesOf(request, form);
		const [name = ''] = names;
		const actor = form?.av || account;
		if (names.some(each => heldNames.has(each))) return held(name, actor, 'not readable');
		// A name in a header promises nothing about a body that nobody could read.
		if (!form) return held(name, actor, 'no readable form');
		if (names.length > 1) return held(names.join(' '), actor, 'two operation names');
		if (!isHarmless(name) && hasQuery(request.url, NAME)) return held(name, actor, 'parameters in the URL');
		return byName(name, form, actor, uploads);
	},
};

/** Files that go along are looked at by themselves: each must be one of the draft's own. */
function withoutFiles(form: Form | undefined, uploads: Uploads | undefined): Form | undefined {
	if (!form || !uploads?.attached) return form;
	return Object.fromEntries(Object.entries(form).filter(([field]) => !uploads.attached?.(field)));
}

function byName(
	name: string,
	form: Form,
	actor: string | undefined,
	uploads?: Uploads,
): Outgoing | undefined {
	const content = parseRequest(form.variables ?? '');
	const variables = fieldsOf(content);
	const input = variables.fields('input');
	// Beside the content, a yes or no says how the answer is rendered.
	variables.ignore(...Object.keys(content ?? {}).filter(key => content?.[key] === true));
	const named = actorOf(content);
	const who = named || actor;
	if (isHarmless(name)) return disguised(name, input, who);
	const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
	if (!content && (reader || form.variables)) return held(name, who, 'not readable');
	const outgoing = reader
		? read(name, who, form, variables, reader(input, uploads))
		: (disguised(name, input, who) ?? wordless(name, input, who) ?? unlisted(name, form, content, who));
	return ofOneActor(outgoing, named, form.av);
}

/** In the Business Suite the content names who acts one level deeper. `null`: it names two. */
function actorOf(content: unknown): string | null {
	// Fields of its own: what is looked at here is not thereby understood.
	const input = fieldsOf(content).fields('input');
	const named = [input.id('actor_id'), input.fields('base').id('actor_id')].filter(id => id !== '');
	return new Set(named).size > 1 ? null : (named[0] ?? '');
}

/** With two, nobody can say from here which of them the site will go by. */
function ofOneActor(outgoing: Outgoing | undefined, named: string | null, av: string | undefined) {
	const isOne = named !== null && (!named || !av || named === av);
	return isOne ? outgoing : outgoing && {...outgoing, account: null};
}

function wordless(name: string, input: Fields, who: string | undefined): Outgoing | undefined {
	if (WORDS.some(word => input.has(word))) return undefined;
	if (deleting.test(name)) return noted(name, who, {operation: 'delete', target: subject(input)});
	return reactingNames.has(name) ? noted(name, who, reaction(input)) : undefined;
}

/** The name is only a label, the site goes by `doc_id`: what looks like a post under a name that is none is held. */
function disguised(name: string, input: Fields, who: string | undefined): Outgoing | undefined {
	const isPost = input.has('idempotence_token') || input.fields('message').has('text');
	return isPost ? held(name, who, 'a post under another name') : undefined;
}

function unlisted(name: string, form: Form, content: unknown, who: string | undefined): Outgoing | undefined {
	if (carries(content, WORDS)) return held(name, who, 'unknown operation with text');
	// A batch of several queries, or a call that does not say what it is.
	return name ? undefined : held(form.queries ? 'batch' : name, who, 'no operation name');
}

/** Has no words of the author: its fields need not be known one by one. */
function noted(name: string, account: string | undefined, content: Partial<Draft>): Outgoing {
	return read(name, account, {}, fieldsOf({}), content);
}

function read(
	name: string,
	account: string | undefined,
	form: Form,
	variables: Fields,
	content: Partial<Draft>,
): Outgoing {
	if (!account) return held(name, undefined, 'nobody is signed in');
	const draft = {...emptyDraft('facebook', 'post', account), ...content};
	const fields = variables.unknown().filter(field => !RENDERING.test(field));
	const around = Object.keys(form)
		.filter(field => !ENVELOPE.test(field))
		.map(field => `form.${field}`);
	// Who pays for the words and who is shown with them must be one.
	const actors = form.av && form.av !== account ? ['av'] : [];
	const unknown = [...draft.unknown, ...fields, ...around, ...actors].sort();
	return {name, account, draft: {...draft, unknown}, note: unknown.join(', ')};
}

function held(name: string, account: string | undefined, note: string): Outgoing {
	return {name: name || 'graphql', account: account ?? null, draft: null, note};
}

function reaction(input: Fields): Partial<Draft> {
	// Which reaction it is, as the site numbers them; "0" takes it back.
	return {operation: 'reaction', target: subject(input), text: input.id('feedback_reaction_id')};
}

function subject(input: Fields): Draft['target'] {
	const story = input.id('story_id') || input.id('post_id') || input.id('video_id');
	return targetOf(input.id('feedback_id') || input.id('comment_id')) ?? postTarget(story);
}

/** All names that the request gives itself: a header, the form and the query may each hold one. */
function namesOf({url, headers}: PageRequest, form: Form | undefined): string[] {
	const names = [form?.[NAME], headers['x-fb-friendly-name'], queryOf(url, NAME)];
	return [...new Set(names.filter(name => name !== undefined && name !== ''))] as string[];
}

/** Opening a composer alone fires about five queries. */
function isHarmless(name: string): boolean {
	return /Query$/.test(name) || harmlessNames.has(name);
}
