import * as z from 'zod';
import {unseal} from '#sandbox/shared/sealed.ts';
import type {SocketContext} from '../socket-context.ts';
import {failureFor, publish} from '../world.ts';

const messageSchema = z.strictObject({id: z.uuid(), conversation: z.string(), text: z.string().min(1)});

/** XChat: opaque frames in; status frames out. The server decrypts so that `published` can say the text. */
export function chatSocket({world, socket, cookies, log, refuse}: SocketContext): void {
	const account = cookies.auth_token?.split('-')[0] ?? '';
	socket.on('message', (data: Buffer) => {
		const entry = log('xchat', {bytes: data.length});
		entry.actor = account;
		void receive(data).catch((error: unknown) => refuse(entry, String(error)));

		async function receive(bytes: Buffer): Promise<void> {
			const opened = await unseal(id => world.loads.get(id)?.key, bytes);
			const {id, conversation, text} = messageSchema.parse(opened);
			if (!world.x.signedIn.includes(account)) throw new Error('not signed in');
			if (failureFor(world, 'xchat')) {
				refuse(entry, 'weather: failed');
				socket.send(JSON.stringify({id, status: 'failed'}));
				return;
			}
			world.x.messages.push({id, conversation, author: account, text, createdAt: world.clock.now()});
			publish(world, {id, site: 'x', kind: 'dm', text, target: conversation, actor: account, op: 'xchat'});
			entry.outcome = 'published';
			for (const status of ['sent', 'delivered']) socket.send(JSON.stringify({id, status}));
		}
	});
}
