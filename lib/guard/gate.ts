import type {FromPage} from '#lib/messaging/bridge-protocol.ts';
import type {Outgoing} from '#lib/sites/site.ts';
import {guardedAccount} from './accounts.ts';
import {createClearing} from './clearing.ts';
import type {Ask, GateParts} from './gate-parts.ts';
import {heldAs, isLive} from './judge.ts';
import type {Resolved} from './media/resolve.ts';
import {createReleases} from './releases.ts';
import {createSiteAnswers} from './site-answers.ts';
import {createVerdicts} from './verdicts.ts';
import {within} from './within.ts';
import {createWriteAhead} from './write-ahead.ts';

export interface Gate {
	/** From the page lock; `arrived` on this machine's clock. */
	hear(message: FromPage, arrived: number): void;
}

/**
 * Milliseconds: as long as a message to the background may take, and less than the page lock waits, so that both agree on what
 * happened (docs/adr/0213).
 */
const patience = 20_000;

/** Answers the page lock: the one place where a request of the page is let through or refused. */
export function createGate(parts: GateParts): Gate {
	const {known, threads, files, now} = parts;
	const releases = createReleases();
	const verdicts = createVerdicts(parts);
	const clearing = createClearing(parts, verdicts, createWriteAhead(parts, releases, verdicts));
	const answers = createSiteAnswers(parts, releases);

	return {
		hear(message, arrived) {
			if (message.type === 'answered') answers.answered(message);
			else if (message.type === 'failed') answers.failed(message.id, message.reason);
			else if (releases.isNew(message.id))
				decide(message, arrived + patience).catch(() => verdicts.surprised(message));
		},
	};

	async function decide(asked: Ask, deadline: number): Promise<void> {
		const resolved = await within(deadline - now(), resolve(asked.outgoing));
		if (!resolved) return verdicts.refuse(asked, heldAs('media'));
		const {outgoing} = resolved;
		// Rules and holds, when no composer of this account has been focused yet: a like, a restored draft.
		const account = guardedAccount(known.state, outgoing.account);
		if (account && account !== 'unguarded') await within(deadline - now(), known.prepare(account));
		const live = () => known.holds.filter(hold => isLive(known, hold));
		const part = outgoing.draft && (await threads.next(outgoing.draft, live(), deadline - now()));
		if (part) await clearing.part(asked, part, resolved, deadline);
		else await clearing.whole(asked, resolved, deadline);
	}

	/** Nothing of somebody's own is read: files are looked at only for an account that may be guarded. */
	async function resolve(outgoing: Outgoing): Promise<Resolved> {
		if (guardedAccount(known.state, outgoing.account ?? undefined) === 'unguarded')
			return {outgoing, uploads: {}, polls: {}, attached: []};
		return files.resolve(outgoing);
	}
}
