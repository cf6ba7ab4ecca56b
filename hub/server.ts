import {type HubOptions as OpenOptions, openHub} from './open-hub.ts';

export interface HubOptions extends OpenOptions {
	/** 0 = any free one. */
	port?: number;
	/** Address to listen on; this machine only unless said otherwise. */
	host?: string;
}

export interface RunningHub {
	url: string;
	/** One use, only until the hub is set up. */
	setupLink?: string;
	/** Ends connections, then writes, then the database; what was answered is durable. */
	close: () => Promise<void>;
}

/** A hub on a port. Throws what `openHub` throws, and when the port is taken. */
export async function startHub({port = 0, host = '127.0.0.1', ...options}: HubOptions): Promise<RunningHub> {
	const hub = await openHub(options);
	try {
		const address = await hub.app.listen({port, host});
		hub.reachedAt(address);
		const {setupCode, close} = hub;
		const url = options.publicUrl ?? address;
		return {url, ...(setupCode && {setupLink: `${url}/setup#${setupCode}`}), close};
	} catch (error) {
		await hub.close();
		throw error;
	}
}
