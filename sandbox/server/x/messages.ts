import * as z from 'zod';
import {type Answer, type Exchange, json} from '../http.ts';
import {failureFor, publish, reject} from '../world.ts';
import {parseJson} from './graphql.ts';
import {sessionOf} from './session.ts';
import {signingFault} from './signing.ts';

const bodySchema = z.strictObject({
	conversation_id: z.string(),
	recipient_ids: z.boolean(),
	request_id: z.string(),
	text: z.string().min(1),
	cards_platform: z.string(),
	include_cards: z.int(),
	include_quote_count: z.boolean(),
	dm_users: z.boolean(),
});

/** Legacy direct messages: POST `/i/api/1.1/dm/new2.json`. */
export function newMessage(exchange: Exchange): Answer {
	const {world, entry} = exchange;
	entry.operation = 'dm/new2';
	const session = sessionOf(exchange);
	entry.actor = session?.account.id ?? null;
	const fault = signingFault(exchange, session);
	if (fault) return refuse(exchange, fault.reason, fault.code);
	const body = bodySchema.safeParse(parseJson(exchange.body));
	if (!body.success) return refuse(exchange, `malformed body: ${z.prettifyError(body.error)}`, 214);
	if (failureFor(world, 'dm/new2')) return refuse(exchange, 'weather', 349);
	const id = world.x.nextId();
	const {conversation_id: conversation, text} = body.data;
	const author = session!.account.id;
	world.x.messages.push({id, conversation, author, text, createdAt: world.clock.now()});
	publish(world, {id, site: 'x', kind: 'dm', text, target: conversation, actor: author, op: 'dm/new2'});
	entry.outcome = 'published';
	const message = {
		id,
		time: String(world.clock.now()),
		conversation_id: conversation,
		message_data: {id, sender_id: author, text},
	};
	return json({entries: [{message}], users: {}});
}

function refuse({world, entry, host, path}: Exchange, reason: string, code: number): Answer {
	entry.outcome = 'refused';
	reject(world, {host, path, operation: entry.operation, reason});
	return json({errors: [{code, message: 'You cannot send messages to this user.'}]}, 403);
}
