/** For tests: writing and approving a ready reply the way the console does, by a device of one's own. */
import {signReady} from '#lib/api/ready.ts';
import {authorsOf} from '#lib/core/ready/decide-ready.ts';
import type {ReadyReply} from '#lib/core/ready/reply.ts';
import {readyClaims} from '#lib/core/ready/statement.ts';
import type {Connected} from '../client.ts';

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
