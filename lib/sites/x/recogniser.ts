/**
 * What leaves an X page: which requests publish, and what (facts: x.md, sections 10 and 11). Fail closed: a publishing
 * name that cannot be read gives no draft, an unknown name that carries text counts as publishing.
 */
import type {Draft} from '#lib/core/draft.ts';
import {emptyDraft} from '#lib/core/draft.ts';
import {carries, fieldsOf, parseRequest} from '../fields.ts';
import {formOf, hasQuery, isRead, pathOf} from '../request.ts';
import type {Outgoing, PageRequest, Recogniser, Uploads} from '../site.ts';
import {type Reader, readers, unreadable} from './readers.ts';
import {session} from './session.ts';
import {uploads as uploadReader} from './uploads.ts';

/** `/i/api/graphql/<queryId>/<Operation>`; API clients use the bare path with the id in the body. */
const GRAPHQL = /\/graphql(?:\/([^/]+)\/(\w+)|\/?$)/;
/** REST calls that publish, by the end of the path. */
const REST =
	/\/(statuses\/(?:update|retweet|destroy)|dm\/new2?|direct_messages\/events\/new|favorites\/create)\b/;
/** Fields that carry words of the author: an operation of any name that has one is held. */
const WORDS = ['tweet_text', 'post_tweet_request', 'status', 'text', 'message', 'note_tweet'];

export const recogniser: Recogniser = {
	site: 'x',
	actorInRequest: false,
	session,
	uploads: uploadReader,

	concerns(method, url) {
		if (isRead(method)) return false;
		const path = pathOf(url);
		return GRAPHQL.test(path) || REST.test(path);
	},

	recognise(request, account, uploads) {
		if (!recogniser.concerns(request.method, request.url)) return undefined;
		const path = pathOf(request.url);
		const rest = REST.exec(path)?.[1];
		if (rest) return read(rest, readers[rest], formOrJson(request), account, uploads);
		const [, id = '', name = ''] = GRAPHQL.exec(path) ?? [];
		return readGraphql(id, name, request, account, uploads);
	},
};

function readGraphql(id: string, name: string, request: PageRequest, account?: string, uploads?: Uploads) {
	// Own names only: the page may send an operation called `constructor`.
	const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
	const body = request.body && 'text' in request.body ? parseRequest(request.body.text) : undefined;
	// The site may go by either.
	if (id && body?.queryId !== undefined && body.queryId !== id)
		return refused(name, account, 'two query ids');
	if (reader === 'private') return disguised(name, request, body, account);
	if (!reader) return unlisted(name, request, body, account);
	const extra = [...leftOver(body), ...(hasQuery(request.url) ? ['query'] : [])];
	return read(name, reader, body?.variables, account, uploads, extra);
}

/** The name is only a label, the site may go by the id before it: what looks like a post under a private name is held. */
function disguised(
	name: string,
	request: PageRequest,
	body: Record<string, unknown> | undefined,
	account: string | undefined,
): Outgoing | undefined {
	const fields = fieldsOf(body?.variables);
	if (fields.has('tweet_text') || fields.has('execute_at'))
		return refused(name, account, 'a post under another name');
	// A repost and its undoing carry it, bookmarks do not.
	if (names(body?.variables, ['dark_request', 'source_tweet_id']))
		return refused(name, account, 'a repost under another name');
	return request.body && !body ? refused(name, account, 'not readable') : undefined;
}

/** Most are reads: many of them are POSTs since 2026-08. They have a name, and no words of the author. */
function unlisted(
	name: string,
	request: PageRequest,
	body: Record<string, unknown> | undefined,
	account: string | undefined,
): Outgoing | undefined {
	if (!name) return refused('graphql', account, 'no operation name');
	if (carries(body?.variables, WORDS)) return refused(name, account, 'unknown operation with text');
	// A repost has no words; reads name posts otherwise (`tweetId`, `focalTweetId`).
	if (names(body?.variables, ['tweet_id', 'source_tweet_id']))
		return refused(name, account, 'unknown operation on a post');
	return request.body && !body ? refused(name, account, 'not readable') : undefined;
}

/** Has it one of these fields, whatever they say? */
function names(variables: unknown, fields: readonly string[]): boolean {
	const own = typeof variables === 'object' && variables !== null ? variables : {};
	return fields.some(field => Object.hasOwn(own, field));
}

function read(
	name: string,
	reader: Reader | 'private' | undefined,
	variables: unknown,
	account: string | undefined,
	uploads: Uploads | undefined,
	extra: readonly string[] = [],
): Outgoing {
	if (!account) return refused(name, account, 'nobody is signed in');
	if (!isReadable(reader) || typeof variables !== 'object' || !variables)
		return refused(name, account, 'not readable');
	const fields = fieldsOf(variables);
	const draft: Draft = {...emptyDraft('x', 'post', account), ...reader(fields, uploads)};
	const unknown = [...draft.unknown, ...fields.unknown(), ...extra].sort();
	return {name, account, draft: {...draft, unknown}, note: unknown.join(', ')};
}

function isReadable(reader: Reader | 'private' | undefined): reader is Reader {
	return typeof reader === 'function' && reader !== unreadable;
}

function refused(name: string, account: string | undefined, note: string): Outgoing {
	return {name, account: account ?? null, draft: null, note};
}

/** Top level of a GraphQL body: everything but the variables shapes the answer, not the post. */
function leftOver(body: Record<string, unknown> | undefined): string[] {
	const top = fieldsOf(body);
	top.ignore('variables', 'features', 'fieldToggles', 'queryId');
	return top.unknown().map(field => `body.${field}`);
}

function formOrJson({body}: PageRequest): unknown {
	if (body && 'text' in body && body.text.trimStart().startsWith('{')) return parseRequest(body.text);
	return formOf(body);
}
