import type {Ask, GateParts, Requested} from './gate-parts.ts';
import {type Held, heldAs} from './judge.ts';

/** What the page lock is told, once for each request. */
export interface Verdicts {
	go(ask: Ask): void;
	/** Without a word to anybody: for what nobody would see. */
	refuseQuietly(ask: Ask, reason: string): void;
	refuse(ask: Ask, held: Held, requested?: Requested): void;
	/** A fault of ours must not let anything out. */
	surprised(ask: Ask): void;
}

export function createVerdicts({site, known, reports, post, tell}: GateParts): Verdicts {
	return {
		go: ({id}) => verdict(id, true, ''),
		refuseQuietly: ({id}, reason) => verdict(id, false, reason),
		refuse,
		surprised(ask) {
			void known.recheck();
			refuse(ask, heldAs(known.alive ? 'starting' : 'orphan'));
		},
	};

	function refuse(ask: Ask, held: Held, requested?: Requested): void {
		const {draft, name} = ask.outgoing;
		const request = requested ?? {draft, digest: '', inReplyTo: undefined, previous: undefined};
		verdict(ask.id, false, held.why);
		if (held.account) {
			const account = {site: site.id, account: held.account.id};
			reports.note('gate:blocked', {...account, operation: draft?.operation ?? name, by: 'page'});
			if (held.why === 'unreadable') reports.note('page:blind', {...account, what: name});
		}
		tell({type: 'held', held, request});
	}

	function verdict(id: number, go: boolean, reason: string): void {
		post({type: 'verdict', id, go, reason});
	}
}
