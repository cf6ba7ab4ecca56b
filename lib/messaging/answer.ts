/** The background's door: who may say what is decided here, and every message is parsed here, once. */
import {browser} from 'wxt/browser';
import type {Draft, SiteId} from '#lib/core/draft.ts';
import type {ContentMessages, DeskMessages} from './catalogue.ts';
import {contentMessages, deskMessages} from './messages.schema.ts';
import type {Reply} from './send.ts';

/** The content script that speaks, as the browser (not the page) says. */
export interface From {
	site: SiteId;
	tab: number;
	frame: number;
}

type MaybePromise<T> = T | Promise<T>;
export type ContentHandlers = {
	[K in keyof ContentMessages]: (
		request: ContentMessages[K]['request'],
		from: From,
	) => MaybePromise<ContentMessages[K]['reply']>;
};
export type DeskHandlers = {
	[K in keyof DeskMessages]: (request: DeskMessages[K]['request']) => MaybePromise<DeskMessages[K]['reply']>;
};

/** What the browser tells about a sender; the same in Chrome and Firefox. */
export interface Sender {
	id?: string | undefined;
	url?: string | undefined;
	origin?: string | undefined;
	tab?: {id?: number | undefined} | undefined;
	frameId?: number | undefined;
}
export interface Self {
	id: string;
	/** `runtime.getURL('/')` */
	base: string;
}

const hosts: Record<SiteId, RegExp> = {
	x: /^(?:[\w-]+\.)*(?:x|twitter)\.com$/,
	facebook: /^(?:[\w-]+\.)*facebook\.com$/,
};

/** The site that an origin belongs to; https only. */
export function siteOfOrigin(origin: string): SiteId | undefined {
	if (!URL.canParse(origin)) return;
	const {protocol, hostname} = new URL(origin);
	if (protocol !== 'https:') return;
	return (Object.keys(hosts) as SiteId[]).find(site => hosts[site].test(hostname));
}

/** A content script of ours in a page of a site; anything else is `undefined`. */
export function contentSender(sender: Sender, self: Self): From | undefined {
	if (sender.id !== self.id || sender.tab?.id === undefined) return;
	// `origin`, where the browser gives it, is right for about:blank frames too, whose `url` says nothing.
	const site = siteOfOrigin(sender.origin ?? sender.url ?? '');
	return site && {site, tab: sender.tab.id, frame: sender.frameId ?? 0};
}

function isDeskSender(sender: Sender, self: Self): boolean {
	return sender.id === self.id && (sender.url ?? '').startsWith(self.base);
}

/** Decides who and what gets in, and runs the handler. Never throws: a surprise is `broken`, and the caller holds. */
export async function admit(
	message: {countersign: string; request: unknown},
	sender: Sender,
	self: Self,
	handlers: {content: ContentHandlers; desk: DeskHandlers},
	report: (error: unknown) => void,
): Promise<Reply> {
	try {
		return (
			(await admitContent(message, contentSender(sender, self), handlers.content)) ??
			(await admitDesk(message, isDeskSender(sender, self), handlers.desk)) ?? {refused: 'unknown-message'}
		);
	} catch (error) {
		report(error);
		return {refused: 'broken'};
	}
}

type Message = {countersign: string; request: unknown};

async function admitContent(
	{countersign: type, request}: Message,
	from: From | undefined,
	to: ContentHandlers,
) {
	if (!isKey(contentMessages, type)) return;
	if (!from) return {refused: 'not-for-you'};
	const parsed = contentMessages[type].safeParse(request);
	if (!parsed.success) return {refused: 'malformed'};
	const named = siteNamedIn(parsed.data);
	if (named && named !== from.site) return {refused: 'not-your-site'};
	const handle = to[type] as (request: unknown, from: From) => unknown;
	return {reply: await handle(parsed.data, from)};
}

async function admitDesk({countersign: type, request}: Message, isOurs: boolean, to: DeskHandlers) {
	if (!isKey(deskMessages, type)) return;
	if (!isOurs) return {refused: 'not-for-you'};
	const parsed = deskMessages[type].safeParse(request);
	if (!parsed.success) return {refused: 'malformed'};
	const handle = to[type] as (request: unknown) => unknown;
	return {reply: await handle(parsed.data)};
}

/** A page of one site never speaks about the other. */
function siteNamedIn(request: object): SiteId | undefined {
	if ('site' in request) return request.site as SiteId;
	if ('draft' in request) return (request.draft as Draft).site;
	return;
}

function isKey<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
	return Object.hasOwn(table, key);
}

/** Answers messages from now on. Call synchronously when the background starts, or a waking message is lost. */
export function answer(
	self: Self,
	handlers: {content: ContentHandlers; desk: DeskHandlers},
	report: (error: unknown) => void,
): void {
	browser.runtime.onMessage.addListener(
		(message: unknown, sender: Sender, respond: (reply: Reply) => void) => {
			if (!isEnvelope(message)) return;
			void admit(message, sender, self, handlers, report).then(respond);
			// `true` keeps the channel open. A returned promise does not, in Chrome before it had `browser`.
			return true;
		},
	);
}

function isEnvelope(value: unknown): value is Message {
	return (
		typeof value === 'object' &&
		value !== null &&
		'countersign' in value &&
		typeof value.countersign === 'string'
	);
}
