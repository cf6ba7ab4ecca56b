import type {Published} from '../shared/published.ts';

/** A line of `GET /received`. */
export interface ReceivedEntry {
	n: number;
	time: number;
	host: string;
	method: string;
	path: string;
	operation: string | null;
	headers: string[];
	body: unknown;
	from: 'page' | 'worker' | 'service-worker' | 'unknown';
	actor: string | null;
	outcome: 'published' | 'read' | 'draft' | 'refused' | 'other';
}

export interface Rejected {
	time: number;
	host: string;
	path: string;
	operation: string | null;
	reason: string;
}

export interface Ledger {
	published: Published[];
	received: ReceivedEntry[];
	rejected: Rejected[];
	violations: {time: number; report: unknown}[];
}

/** Long runs send millions of requests; the log keeps the newest so that memory stays bounded. */
const KEPT_REQUESTS = 50_000;

export const createLedger = (): Ledger => ({published: [], received: [], rejected: [], violations: []});

export function logReceived(ledger: Ledger, entry: ReceivedEntry): void {
	ledger.received.push(entry);
	if (ledger.received.length > KEPT_REQUESTS) ledger.received.splice(0, KEPT_REQUESTS / 10);
}
