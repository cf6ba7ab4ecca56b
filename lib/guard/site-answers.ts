import type {FromPage} from '#lib/messaging/bridge-protocol.ts';
import {isPreview} from '#lib/sites/preview.ts';
import type {GateParts} from './gate-parts.ts';
import type {Going, Releases} from './releases.ts';

type Answer = Extract<FromPage, {type: 'answered'}>;

/** What the site said of a request that was let through: captured, or told as a failure. */
export interface SiteAnswers {
	answered(answer: Answer): void;
	/** No answer came, or the page gave the request up. */
	failed(id: number, reason: string): void;
}

export function createSiteAnswers(parts: GateParts, releases: Releases): SiteAnswers {
	const {known, threads, reports, tell} = parts;

	return {
		answered,
		failed(id, reason) {
			const sent = releases.take(id);
			// It had left: the site may have it, and only the answer was lost.
			if (sent) fail(sent, reason, true);
			else releases.abandon(id);
		},
	};

	function answered({id, name, status, body}: Answer): void {
		const sent = releases.take(id);
		if (!sent) return;
		const outcome = parts.outcome?.(name, status, body) ?? {error: 'no adapter', unsure: true};
		if ('error' in outcome) fail(sent, outcome.error, outcome.unsure === true);
		else if (isPreview(sent.draft))
			reports.failed({release: sent.release, reason: 'a preview: nobody sees it'});
		else published(sent, outcome);
	}

	function published(sent: Going, outcome: {siteId: string; url: string}): void {
		const {release, digest, draft, thread, ready} = sent;
		// Before anything else: the page sends the next part as soon as it has this answer.
		if (thread) threads.ended(thread, release, outcome.siteId || undefined);
		void reports.sent({release, digest, ...outcome}).then(receipt => {
			tell({type: 'sent', draft, receipt, ...(ready && {ready})});
			return known.recheck();
		});
	}

	function fail({release, digest, draft, thread}: Going, reason: string, unsure: boolean): void {
		if (thread) threads.ended(thread, release, unsure ? undefined : null);
		reports.failed({release, reason, ...(unsure && {unsure})});
		void known.recheck();
		tell({type: 'failed', draft, digest, reason, unsure});
	}
}
