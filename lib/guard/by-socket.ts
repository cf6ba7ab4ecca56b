import type {Desk} from './desk-link.ts';
import type {GateNews} from './gate-parts.ts';
import type {Look} from './judgements.ts';
import type {Known} from './known.ts';
import {releaseRequest} from './release-request.ts';
import type {Reports} from './reports.ts';

export interface BySocketParts {
	desk: Desk;
	known: Known;
	reports: Pick<Reports, 'sent'>;
	url: () => string;
	now(): number;
	tell: (news: GateNews) => void;
}

/** Milliseconds in which one press makes all its events. */
const press = 500;

/**
 * A message that leaves by a socket cannot wait for its record: where the admin lets it go, it is checked at the gesture and
 * recorded right after, as seen in the page (docs/adr/0208).
 */
export function captureBySocket({desk, known, reports, url, now, tell}: BySocketParts): (look: Look) => void {
	let last = {digest: '', at: Number.NEGATIVE_INFINITY};

	return look => {
		if (look.digest === last.digest && now() - last.at < press) return;
		last = {digest: look.digest, at: now()};
		void capture(look).catch(() => lost(look));
	};

	async function capture(look: Look): Promise<void> {
		const {judgement, draft, digest, inReplyTo} = look;
		const policy = known.state?.policy;
		if (judgement.verdict === 'held' || !policy) return;
		const request = releaseRequest(draft, digest, judgement, policy, url(), inReplyTo);
		if (judgement.verdict === 'approved') known.learn({...judgement.hold, state: 'released'});
		const reply = await desk.ask('interaction:release', request);
		if (!reply.ok) return lost(look);
		const report = {release: reply.release, digest, siteId: '', url: '', observedBy: 'dom'} as const;
		tell({type: 'sent', draft, receipt: await reports.sent(report)});
	}

	function lost({draft, digest}: Look): void {
		tell({type: 'failed', draft, digest, reason: 'it could not be recorded', unsure: true});
	}
}
