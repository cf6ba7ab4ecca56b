/** Wire lock, by body: is this request the one that was released? Synchronous, because Chrome's listener cannot wait. */
import {type Draft, digestOf} from '#lib/core/draft.ts';
import type {Outgoing, PageRequest, Recogniser} from '#lib/sites/site.ts';
import {type Actors, couldAct, isGuarded, sessionsOf} from './actors.ts';
import type {ArmedReleases} from './armed.ts';

export type Judged =
	/** Publishes nothing, or from an account that is none of our business. */
	| {verdict: 'pass'}
	/** Says what it is only in its headers, which come later. */
	| {verdict: 'later'}
	| {verdict: 'released'; release: string}
	| {verdict: 'held'; account: string | null; operation: string; reason: string; draft: Draft | null};

export interface Judging {
	recogniser: Recogniser;
	actors: Actors | undefined;
	armed: ArmedReleases;
	tab: number;
	/** False until the headers are known. */
	complete: boolean;
}

const pass: Judged = {verdict: 'pass'};

export function judgeRequest(request: PageRequest, judging: Judging): Judged {
	const {recogniser, actors} = judging;
	const {site} = recogniser;
	if (!recogniser.concerns(request.method, request.url)) return pass;
	if (!couldAct(actors, site, recogniser.actorInRequest)) return pass;
	const judged = sessionsOf(actors, site).map(session => judgeAs(session, request, judging));
	return judged.find(({verdict}) => verdict !== 'held') ?? judged[0] ?? pass;
}

function judgeAs(session: string | undefined, request: PageRequest, judging: Judging): Judged {
	const {recogniser, actors, complete} = judging;
	const outgoing = recogniser.recognise(request, session);
	if (!outgoing) return pass;
	if (!isGuarded(actors, recogniser.site, outgoing.account)) return pass;
	if (!complete && isNameless(outgoing)) return {verdict: 'later'};
	// A request names its files by id only: it is read again with what each armed release says they are.
	const uploads = judging.armed.uploads(recogniser.site, judging.tab);
	const read = uploads.map(each => recogniser.recognise(request, session, each));
	return compare([outgoing, ...read.filter(each => each !== undefined)], judging);
}

/** A request whose name is in a header looks like one without a name until the headers come. */
function isNameless({draft, name}: Outgoing): boolean {
	return draft === null && name === 'graphql';
}

/** `readings`: without files first. */
function compare(readings: readonly Outgoing[], {recogniser, armed, tab}: Judging): Judged {
	for (const {draft} of readings) {
		const taken = draft && armed.take(recogniser.site, digestOf(draft), tab);
		if (taken) return {verdict: 'released', release: taken.release};
	}
	const {draft, account, name, note} = readings[0]!;
	if (!draft) return {verdict: 'held', account, operation: name, reason: note, draft};
	const reason = note ? `not released; unknown: ${note}` : 'not released';
	return {verdict: 'held', account, operation: name, reason, draft};
}
