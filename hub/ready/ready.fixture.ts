/** For tests: writing and approving a ready reply the way the console does, by a device of one's own. */
import {type ProvenReady, signReady} from '#lib/api/ready.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {authorsOf} from '#lib/core/ready/decide-ready.ts';
import type {ReadyReply} from '#lib/core/ready/reply.ts';
import {readyClaims} from '#lib/core/ready/statement.ts';
import type {Connected} from '../client.ts';
import {type TestHub, account as x} from '../hub.fixture.ts';
import type {deliveryOf} from '../outbox.fixture.ts';

export const personOf = ({enrolment}: Pick<Connected, 'enrolment'>) => enrolment.person.id;

type Signer = Pick<Connected, 'key' | 'device' | 'enrolment'>;
let signed = 0;

export function sign(
	signer: Signer,
	reply: ReadyReply,
	as: 'writer' | 'approver',
	{now, person = personOf(signer)}: {now: number; person?: string},
): Promise<string> {
	return signReady(signer.key, signer.device, readyClaims(reply, as, person, now, `ready-${++signed}`));
}

/** Asks the hub what it makes of the words, signs exactly that, hands it in. */
export async function writeReply(by: Connected, reply: ReadyReply, now: number) {
	const asked = {...reply, authors: authorsOf([], personOf(by)), settles: []};
	const {reply: known} = await by.client.call('tryReady', {reply: asked as never});
	const statement = await sign(by, known, 'writer', {now});
	return (await by.client.call('writeReady', {reply: known, statement})).reply;
}

export async function approveReply(by: Connected, reply: ReadyReply, now: number) {
	const statement = await sign(by, reply, 'approver', {now});
	return by.client.call('approveReady', {statement}, {id: reply.id, version: reply.version});
}

/** What a browser records of an answer with a ready reply, until it is public. */
export async function sendReady(
	hub: TestHub,
	by: Connected,
	deliver: ReturnType<typeof deliveryOf>,
	{proven, text, release}: {proven: ProvenReady; text: string; release: string},
): Promise<void> {
	const {reply, digest: signed, approval, writer, approver} = proven;
	const draft = {...emptyDraft('x', 'reply', x.id), target: {kind: 'post' as const, id: '7'}, text};
	const digest = digestOf(draft);
	const common = {release, account: x.id, digest};
	await deliver('interaction.releasing', {
		...{...common, draft, policy: await hub.policy(), findings: [], gate: 'unmanaged'},
		...{url: 'https://x.com/home', authorPerson: personOf(by)},
		ready: {
			...{reply: reply.id, version: reply.version, digest: signed, approval},
			...{writer: writer.id, approver: approver.id, offset: 0},
		},
	});
	const seen = {observedBy: 'main', confirmed: true} as const;
	await deliver('interaction.sent', {...common, ...seen, site: 'x', siteId: '19', url: 'https://x.com/i/19'});
}
