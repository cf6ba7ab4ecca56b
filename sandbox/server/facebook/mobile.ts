/** m.facebook.com is another client: no GraphQL, everything by a socket (facebook.md, section 2). Its frames are of our own making. */
import * as z from 'zod';
import type {Answer, Exchange} from '../http.ts';
import type {SocketContext} from '../socket-context.ts';
import {failureFor, publish} from '../world.ts';
import {sessionOrNew} from './session.ts';

const postSchema = z.strictObject({action: z.literal('post'), text: z.string()});

const page = `<!doctype html><title>Facebook sandbox, mobile</title>
<div class="m" data-mcomponent="MScreen" data-comp-id="1">
<div data-mcomponent="MTextArea" data-comp-id="2"><textarea aria-label="What's on your mind?"></textarea></div>
<div data-mcomponent="MContainer" data-comp-id="3" role="button" tabindex="0">Post</div>
<p role="status"></p>
</div>
<script>
const say = text => (document.querySelector('[role=status]').textContent = text);
const socket = new WebSocket('wss://kaios-d.facebook.com/ws/1');
socket.onopen = () => say('Connected');
socket.onerror = () => say('No connection');
socket.onmessage = () => say('Posted');
document.querySelector('[role=button]').onclick = () =>
	socket.send(JSON.stringify({action: 'post', text: document.querySelector('textarea').value}));
</script>`;

export function mobilePage(exchange: Exchange): Answer {
	return {
		status: 200,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'set-cookie': sessionOrNew(exchange).setCookies,
		},
		body: page,
	};
}

export function mobileSocket({world, socket, cookies, log, refuse}: SocketContext): void {
	socket.on('message', (data: Buffer) => {
		const entry = log('mobile', data.toString('utf8'));
		try {
			const {text} = postSchema.parse(JSON.parse(data.toString('utf8')));
			const actor = cookies.i_user ?? cookies.c_user ?? '';
			entry.actor = actor;
			if (!world.facebook.mayActAs.includes(actor)) throw new Error('not signed in');
			if (failureFor(world, 'mobile')) throw new Error('weather: failed');
			const id = world.facebook.nextId();
			publish(world, {id, site: 'facebook', kind: 'post', text, target: null, actor, op: 'mobile'});
			entry.outcome = 'published';
			socket.send('{}');
		} catch (error) {
			refuse(entry, String(error));
		}
	});
}
