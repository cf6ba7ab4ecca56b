import * as z from 'zod';
import {FACEBOOK_PERSON} from '#sandbox/seed.ts';
import {ACK, frameOf, framesIn, type Message, messagesIn} from '#sandbox/shared/lightspeed.ts';
import {unseal} from '#sandbox/shared/sealed.ts';
import type {ReceivedEntry} from '../ledger.ts';
import type {SocketContext} from '../socket-context.ts';
import {failureFor, publish} from '../world.ts';

const messageSchema = z.strictObject({
	thread_id: z.string(),
	otid: z.string(),
	text: z.string(),
	send_type: z.union([z.literal(1), z.literal(2), z.literal(3)]),
});

/** `/t/` threads: readable frames, task label 46 sends (facebook.md section 10). */
export function messengerSocket(context: SocketContext): void {
	const {socket, log, refuse} = context;
	socket.on('message', (data: Buffer) => {
		const entry = log('lightspeed', data.toString('utf8'));
		try {
			for (const frame of framesIn(data)) {
				const messages = messagesIn(frame).map(message => messageSchema.parse(message));
				const ids = messages.map(message => accept(context, entry, message, 'lightspeed'));
				socket.send(frameOf(ACK, frame.sequence, {ids}));
			}
		} catch (error) {
			refuse(entry, String(error));
		}
	});
}

/** `/e2ee/t/` threads: opaque bytes, and no message id comes back. */
export function sealedMessengerSocket(context: SocketContext): void {
	const {world, socket, log, refuse} = context;
	socket.on('message', (data: Buffer) => {
		const entry = log('messenger-e2ee', {bytes: data.length});
		unseal(id => world.loads.get(id)?.key, data)
			.then(opened => {
				const message = messageSchema.parse(opened);
				accept(context, entry, message, 'messenger-e2ee');
				socket.send(frameOf(ACK, 0, {otid: message.otid}));
			})
			.catch((error: unknown) => refuse(entry, String(error)));
	});
}

function accept({world, cookies}: SocketContext, entry: ReceivedEntry, message: Message, op: string): string {
	const actor = cookies.i_user ?? cookies.c_user ?? '';
	entry.actor = actor;
	if (cookies.c_user !== FACEBOOK_PERSON.id || !world.facebook.mayActAs.includes(actor))
		throw new Error('not signed in');
	if (failureFor(world, op)) throw new Error('weather: failed');
	const id = world.facebook.nextId();
	const {thread_id: thread, text} = message;
	world.facebook.messages.push({id, thread, author: actor, text, createdAt: world.clock.now()});
	publish(world, {id, site: 'facebook', kind: 'dm', text, target: thread, actor, op});
	entry.outcome = 'published';
	return id;
}
