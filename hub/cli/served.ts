/** For commands that serve until they are told to stop. */
import {UsageError} from './usage-error.ts';

/** Throws UsageError. */
export function portOf(text: string): number {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`${text} is not a port`);
	return port;
}

/** Which of them came. */
export function told(signals: NodeJS.Signals[]): Promise<NodeJS.Signals> {
	return new Promise(resolve => {
		// Not `once`: Ctrl+C arrives twice, from the terminal and from bin/countersign.js, and must not end us half-way
		for (const signal of signals) process.on(signal, resolve);
	});
}
