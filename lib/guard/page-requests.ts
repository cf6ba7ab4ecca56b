import type {FromPage, ToPage} from '#lib/messaging/bridge-protocol.ts';
import {guardedAccount} from './accounts.ts';
import type {Composing} from './composing.ts';
import type {Desk} from './desk-link.ts';
import type {Ask} from './gate-parts.ts';
import type {KitParts} from './kit.ts';
import type {KitHolder} from './kit-holder.ts';
import type {Leaving} from './leaving.ts';
import type {Notice} from './notice.ts';
import type {SelfTest} from './self-test.ts';

export interface PageRequestParts extends Pick<KitParts, 'site' | 'state' | 'now'> {
	desk: Pick<Desk, 'ask' | 'alive'>;
	composing: Pick<Composing, 'current'>;
	kits: KitHolder;
	leaving: Leaving;
	notice: Notice;
	selfTest: Pick<SelfTest, 'asked'>;
	post(message: ToPage): void;
}

/** Hears what the page lock says; a request waits there until the kit has decided, and is refused when there is none. */
export function hearPage(parts: PageRequestParts): (message: FromPage) => void {
	const {site, state, desk, kits, leaving, notice, post, now} = parts;

	return message => {
		if (message.type === 'failed') leaving.done(message.id);
		if (message.type !== 'ask') return kits.get()?.hear(message, now());
		parts.selfTest.asked();
		decide(message).catch(() => refuse(message));
	};

	/** A request of somebody's own account passes without the kit: nothing is loaded for it, nothing asked. */
	async function decide(ask: Ask): Promise<void> {
		const unguarded = () => guardedAccount(state.get(), ask.outgoing.account) === 'unguarded';
		if (!unguarded()) {
			post({type: 'taken', id: ask.id});
			leaving.began(ask.id, () => lost(ask));
			await leaving.over();
		}
		const arrived = now();
		await state.ready();
		if (unguarded()) return post({type: 'verdict', id: ask.id, go: true, reason: ''});
		if (!(await kits.with(kit => kit.hear(ask, arrived)))) refuse(ask);
	}

	/** Nobody is there to see a line: the background says it. */
	function lost({outgoing: {account, draft, name}}: Ask): void {
		if (!account) return;
		const left = {site: site.id, account, operation: draft?.operation ?? name, by: 'leaving'} as const;
		desk.ask('gate:blocked', left).catch(() => undefined);
	}

	function refuse({id}: Ask): void {
		post({type: 'verdict', id, go: false, reason: 'not-ready'});
		notice.show(desk.alive() ? 'not-ready' : 'updated', parts.composing.current());
	}
}
