import {createHash} from 'node:crypto';
import * as z from 'zod';
import {type Answer, type Exchange, empty, json} from '../http.ts';
import {reject} from '../world.ts';
import {parseJson} from './graphql.ts';
import {sessionOf} from './session.ts';

/** `upload.x.com/i/media/upload.json?command=INIT|APPEND|FINALIZE|STATUS`: before the post, as on X. */
export function uploadMedia(exchange: Exchange): Answer {
	const {query, entry, world} = exchange;
	const command = query.get('command') ?? '';
	entry.operation = `upload ${command}`;
	if (!authorised(exchange)) return refuse(exchange, 'upload without session');
	if (command === 'INIT') return initUpload(exchange);
	const upload = world.x.uploads.get(query.get('media_id') ?? '');
	if (!upload) return refuse(exchange, 'unknown media_id');
	if (command === 'APPEND') {
		upload.chunks[Number(query.get('segment_index'))] = exchange.body;
		return empty(204);
	}
	if (command === 'FINALIZE') {
		const bytes = Buffer.concat(upload.chunks);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		upload.media = {id: upload.id, type: upload.type, size: bytes.length, sha256};
	}
	return json({media_id: Number(upload.id), media_id_string: upload.id, size: upload.media?.size ?? 0});
}

function initUpload({world, query}: Exchange): Answer {
	const id = world.x.nextId();
	world.x.uploads.set(id, {id, type: query.get('media_type') ?? '', chunks: [], media: null, alt: ''});
	return json({media_id: Number(id), media_id_string: id, expires_after_secs: 86_400}, 202);
}

const metadata = z.object({media_id: z.string(), alt_text: z.object({text: z.string()}).optional()});

/** Alt text goes to its own endpoint, before the post. */
export function describeMedia(exchange: Exchange): Answer {
	exchange.entry.operation = 'media/metadata/create';
	const parsed = metadata.safeParse(parseJson(exchange.body));
	const upload = parsed.success && exchange.world.x.uploads.get(parsed.data.media_id);
	if (!upload || !authorised(exchange)) return refuse(exchange, 'malformed media metadata');
	upload.alt = parsed.data?.alt_text?.text ?? '';
	return empty(200);
}

const cardData = z.record(z.string(), z.union([z.string(), z.number()]));

/** Polls are cards: form POST with `card_data` as JSON. */
export function createCard(exchange: Exchange): Answer {
	const {world, body, entry} = exchange;
	entry.operation = 'cards/create';
	const data = cardData.safeParse(
		parseJson(Buffer.from(new URLSearchParams(body.toString()).get('card_data') ?? '')),
	);
	const count = data.success && /^poll([2-4])choice_text_only$/.exec(String(data.data['twitter:card']))?.[1];
	if (!data.success || !count || !authorised(exchange)) return refuse(exchange, 'malformed card');
	const choices = Array.from({length: Number(count)}, (_, index) =>
		String(data.data[`twitter:string:choice${index + 1}_label`] ?? ''),
	);
	const uri = `card://${world.x.nextId()}`;
	world.x.cards.set(uri, {choices, minutes: Number(data.data['twitter:long:duration_minutes'])});
	return json({card_uri: uri, status: 'OK'});
}

export function mediaFile({world, path}: Exchange): Answer {
	const upload = world.x.uploads.get(path.split('/').pop()!);
	if (!upload?.media) return empty(404);
	return {status: 200, headers: {'content-type': upload.type}, body: Buffer.concat(upload.chunks)};
}

function authorised(exchange: Exchange): boolean {
	const session = sessionOf(exchange);
	exchange.entry.actor = session?.account.id ?? null;
	return session !== undefined && exchange.headers['x-csrf-token'] === session.ct0;
}

function refuse({world, entry, host, path}: Exchange, reason: string): Answer {
	entry.outcome = 'refused';
	reject(world, {host, path, operation: entry.operation, reason});
	return json({error: reason}, 400);
}
