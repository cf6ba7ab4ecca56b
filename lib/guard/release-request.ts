import type {ProvenReady} from '#lib/api/ready.ts';
import type {Draft} from '#lib/core/draft.ts';
import type {ReleaseRequest} from '#lib/messaging/catalogue.ts';
import type {Judgement} from './judge.ts';

export type Cleared = Extract<Judgement, {verdict: 'pass' | 'approved' | 'ready'}>;

/** What the background is asked to write down before something goes. */
export function releaseRequest(
	draft: Draft,
	digest: string,
	cleared: Cleared,
	policy: string,
	url: string,
	inReplyTo: string | undefined,
): ReleaseRequest {
	return {
		...{draft, digest, policy, url},
		findings: cleared.findings,
		...(cleared.verdict === 'approved' ? {hold: cleared.hold.id} : {}),
		...(cleared.verdict === 'ready' ? {ready: usedReady(cleared.ready)} : {}),
		...(inReplyTo === undefined ? {} : {inReplyTo}),
	};
}

function usedReady({reply: {id, version}}: ProvenReady): {reply: string; version: number} {
	return {reply: id, version};
}
