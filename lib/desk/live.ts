/** The hub's events as they happen. A hint to ask again, never a decision; polling is the floor under it. */
import {type HubClient, HubError, type RawInit} from '#lib/api/client.ts';
import {eventsPath, type HubEvent, hubEventSchema} from '#lib/api/contract.ts';
import {serverSentEvents} from './server-sent.ts';

export interface Listener {
	event(event: HubEvent): void;
	/** Something arrived, be it only a sign of life: a moment to stay awake. */
	pulse(): void;
}

/** Listens until the stream ends, the hub fails or `signal` aborts. Resolves; why it ended does not matter. */
export async function listen(hub: HubClient, listener: Listener, signal: AbortSignal): Promise<void> {
	const init: RawInit = {headers: {accept: 'text/event-stream'}, signal};
	try {
		const {body} = await hub.raw('GET', eventsPath, init);
		if (body) await read(body, listener);
	} catch (error) {
		if (!isEnd(error)) throw error;
	}
}

async function read(body: ReadableStream<Uint8Array>, listener: Listener): Promise<void> {
	const feed = serverSentEvents();
	const decoder = new TextDecoder();
	const reader = body.getReader();
	for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
		listener.pulse();
		for (const data of feed(decoder.decode(chunk.value, {stream: true}))) {
			const event = parse(data);
			if (event) listener.event(event);
		}
	}
}

/** A newer hub may say what this version does not know. */
function parse(data: string): HubEvent | undefined {
	try {
		return hubEventSchema.safeParse(JSON.parse(data)).data;
	} catch {
		return;
	}
}

/** No hub, aborted, or the connection broke in the middle of the body. */
function isEnd(error: unknown): boolean {
	return (
		error instanceof HubError || error instanceof TypeError || (error as Error | null)?.name === 'AbortError'
	);
}
