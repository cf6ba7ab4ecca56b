import {digestOf} from '#lib/core/draft.ts';
import type {ReleaseRequest} from '#lib/messaging/catalogue.ts';
import {isPreview} from '#lib/sites/preview.ts';
import type {Ask, GateParts} from './gate-parts.ts';
import {heldAs} from './judge.ts';
import type {Resolved} from './media/resolve.ts';
import {releaseRequest} from './release-request.ts';
import type {NextPart} from './threads.ts';
import type {Verdicts} from './verdicts.ts';
import {within} from './within.ts';
import type {createWriteAhead} from './write-ahead.ts';

/** Judges what a request says, and has it let go or refused. */
export interface Clearing {
	whole(ask: Ask, resolved: Resolved, deadline: number): Promise<void>;
	/** The next part of a thread that was approved as a whole. */
	part(ask: Ask, next: NextPart, resolved: Resolved, deadline: number): Promise<void>;
}

export function createClearing(
	{known, judgements, threads, files, helped, url, now}: GateParts,
	verdicts: Verdicts,
	letGo: ReturnType<typeof createWriteAhead>,
): Clearing {
	return {whole, part};

	async function whole(asked: Ask, resolved: Resolved, deadline: number): Promise<void> {
		const {outgoing} = resolved;
		const ask = {...asked, outgoing};
		const {judgement, digest, inReplyTo, previous} = judgements.ofOutgoing(outgoing);
		const requested = {draft: outgoing.draft, digest, inReplyTo, previous};
		if (judgement.verdict === 'unguarded') return verdicts.go(ask);
		// An approval is for what the public will see: it is not spent on a preview, and nobody has to hear of one.
		if (isPreview(outgoing.draft) && judgement.verdict !== 'pass')
			return verdicts.refuseQuietly(ask, 'preview');
		if (judgement.verdict === 'held') return verdicts.refuse(ask, judgement, requested);
		const draft = outgoing.draft!;
		const said = releaseRequest(draft, digest, judgement, known.state!.policy!, url(), inReplyTo);
		const mended = helped.since(judgement.findings.map(({rule}) => rule));
		const clearance = {
			...{ask, cleared: judgement, deadline, requested},
			request: {...said, ...mended, ...namedIn(resolved)},
		};
		if (draft.media.length === 0) return letGo(clearance);
		// Their bytes before the record that names them.
		const kept = await within(deadline - now(), files.keep(draft));
		if (!kept) return verdicts.refuse(ask, {...heldAs('media'), account: judgement.account});
		await letGo({...clearance, still: () => isStill(asked, digest)});
	}

	async function part(asked: Ask, next: NextPart, resolved: Resolved, deadline: number): Promise<void> {
		const {hold, draft, part} = next;
		const {outgoing} = resolved;
		const ask = {...asked, outgoing};
		const judgement = judgements.ofThread(hold);
		const kept = draft.media.length === 0 || (await within(deadline - now(), files.keep(draft)));
		if (judgement.verdict !== 'approved' || !kept) {
			threads.dropped(hold.id);
			return verdicts.refuse(ask, judgement.verdict === 'held' ? judgement : heldAs('media'));
		}
		const policy = known.state!.policy!;
		const said = releaseRequest(draft, digestOf(draft), judgement, policy, url(), undefined);
		const digest = digestOf(outgoing.draft!);
		await letGo({
			...{ask, cleared: judgement, deadline},
			request: {...said, part, ...namedIn(resolved)},
			still: () => isStill(asked, digest),
		});
	}

	/** More bytes, or another description, may have gone to the site under the same id meanwhile. */
	async function isStill({outgoing}: Ask, digest: string): Promise<boolean> {
		return judgements.ofOutgoing((await files.resolve(outgoing)).outgoing).digest === digest;
	}
}

/** What the request names by the site's ids only: the wire lock needs to know it too. */
function namedIn({
	uploads,
	polls,
	attached,
}: Resolved): Pick<ReleaseRequest, 'uploads' | 'polls' | 'attached'> {
	const isNamed = attached.length > 0 || Object.keys({...uploads, ...polls}).length > 0;
	return isNamed ? {uploads, polls, attached} : {};
}
