/** The sender's half of a message. Runs in content scripts too: types only, no zod. */
import {browser} from 'wxt/browser';
import type {Broadcasts, ContentMessages, DeskMessages} from './catalogue.ts';

export type Messages = ContentMessages & DeskMessages;
export type MessageType = keyof Messages;

/** On the wire. `refused` is the door's answer: the message was malformed, or not for this sender. */
export type Envelope = {countersign: MessageType; request: unknown};
export type Reply = {reply: unknown} | {refused: string};
export type BroadcastEnvelope = {
	[K in keyof Broadcasts]: {broadcast: K; content: Broadcasts[K]};
}[keyof Broadcasts];

/**
 * `gone` = this extension was updated or removed under the page; `silent` = the background did not answer in time, or
 * died meanwhile; anything else is the door's refusal. Whoever catches it must hold.
 */
export class MessageError extends Error {
	override name = 'MessageError';
	readonly code: string;
	constructor(code: string, cause?: unknown) {
		super(`no answer to the message (${code})`, {cause});
		this.code = code;
	}
}

/** Milliseconds. Longer than a hub's slowest answer, shorter than a person's patience with a stuck button. */
const patience = 20_000;

/** Asks the background and waits for its answer. Throws `MessageError`; expected refusals are in the reply. */
export async function send<K extends MessageType>(
	type: K,
	request: Messages[K]['request'],
	timeout = patience,
): Promise<Messages[K]['reply']> {
	const envelope: Envelope = {countersign: type, request};
	const reply = await answered(envelope, timeout);
	if ('reply' in reply) return reply.reply as Messages[K]['reply'];
	throw new MessageError(reply.refused);
}

async function answered(envelope: Envelope, timeout: number): Promise<Reply> {
	if (!isConnected()) throw new MessageError('gone');
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>(resolve => {
		timer = setTimeout(resolve, timeout, undefined);
	});
	try {
		const reply = await Promise.race([browser.runtime.sendMessage(envelope) as Promise<unknown>, late]);
		if (isReply(reply)) return reply;
	} catch (error) {
		throw new MessageError(isConnected() ? 'silent' : 'gone', error);
	} finally {
		clearTimeout(timer);
	}
	throw new MessageError('silent');
}

/** False once the extension was updated or removed: this script is an orphan and must keep holding (trust.md, 1.2). */
export function isConnected(): boolean {
	try {
		return browser.runtime.id !== undefined;
	} catch {
		return false; // In an orphan even reading the id can throw
	}
}

function isReply(value: unknown): value is Reply {
	return typeof value === 'object' && value !== null && ('reply' in value || 'refused' in value);
}

/** Hears the background's broadcasts until `signal` ends. Only our own background can speak here. */
export function onBroadcast(handle: (message: BroadcastEnvelope) => void, signal: AbortSignal): void {
	const listener = (message: unknown, sender: {id?: string; tab?: unknown}): undefined => {
		// A content script of ours, in a hijacked page, could send this too: it has a tab, the background has none.
		if (sender.id !== browser.runtime.id || sender.tab || !isBroadcast(message)) return;
		handle(message);
	};
	browser.runtime.onMessage.addListener(listener);
	signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), {once: true});
}

function isBroadcast(value: unknown): value is BroadcastEnvelope {
	return typeof value === 'object' && value !== null && 'broadcast' in value && 'content' in value;
}
