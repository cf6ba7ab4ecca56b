import type {ContentMessages, FailedReport, SentReport} from '#lib/messaging/catalogue.ts';
import type {Desk} from './desk-link.ts';

export interface Reports {
	/** The receipt's name, or `null` while the archive has not answered. */
	sent(report: SentReport): Promise<string | null>;
	failed(report: FailedReport): void;
	/** Worth knowing, but nothing depends on it. */
	note<Name extends 'gate:blocked' | 'page:blind'>(
		name: Name,
		request: ContentMessages[Name]['request'],
	): void;
}

/** Milliseconds. */
const firstPause = 500;
const longestPause = 60_000;

/**
 * What the background must hear about a release. It asks again while this page lives, each time after twice the pause; if
 * the page dies first, the background's own bookkeeping finds the release open.
 */
export function createReports(desk: Desk, signal: AbortSignal): Reports {
	return {
		async sent(report) {
			const reply = await persist(() => desk.ask('interaction:sent', report));
			return reply?.ok ? reply.receipt : null;
		},
		failed(report) {
			const reason = report.reason.slice(0, 500);
			void persist(() => desk.ask('interaction:failed', {...report, reason}));
		},
		note: (name, request) => void desk.ask(name, request).catch(() => undefined),
	};

	async function persist<Reply>(ask: () => Promise<Reply>, pause = firstPause): Promise<Reply | undefined> {
		try {
			return await ask();
		} catch {
			if (signal.aborted || !desk.alive() || pause > longestPause) return undefined;
			await new Promise(resolve => setTimeout(resolve, pause));
			return persist(ask, pause * 2);
		}
	}
}
