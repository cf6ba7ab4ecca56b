import {createHash} from 'node:crypto';
import {bundles} from '../bundle.ts';
import {emojiSvg} from '../emoji.ts';
import {type Answer, type Exchange, empty, json, preflight, text, withCors} from '../http.ts';
import {reject} from '../world.ts';
import {graphql} from './graphql.ts';
import {mobilePage} from './mobile.ts';
import {pageAnswer} from './page.ts';
import {sessionOf} from './session.ts';

type Route = [method: string, path: RegExp, handle: (exchange: Exchange) => Answer | Promise<Answer>];

const site: Route[] = [
	['POST', /^\/api\/graphql\/$/, graphql],
	['POST', /^\/csp\/reporting\/$/, cspReport],
	['GET', /^\/static\/main\.[\w]+\.js$/, async () => text((await bundles()).facebook, 'text/javascript')],
	[
		'GET',
		/^\/static_resources\/webworker\/init_script\/worker\.js$/,
		async () => text((await bundles()).facebookWorker, 'text/javascript'),
	],
	['GET', /^\/photo\/\d+$/, photoFile],
	['GET', /^\/emoji\/v2\/svg\/[\da-f-]+\.svg$/, ({path}) => emojiSvg(path)],
	['GET', /^\/favicon\.ico$/, () => empty(204)],
	['GET', /^\/(?!api\/)/, pageAnswer],
];

const routes: Record<string, Route[]> = {
	'www.facebook.com': site,
	'web.facebook.com': site,
	'business.facebook.com': site,
	'm.facebook.com': [['GET', /^\/$/, mobilePage]],
	'vupload-edge.facebook.com': [
		['POST', /^\/ajax\/video\/upload\/requests\/start\/$/, startVideo],
		['POST', /^\/ajax\/video\/upload\/requests\/receive\/$/, receiveVideo],
	],
	'upload.facebook.com': [['POST', /^\/ajax\/react_composer\/attachments\/photo\/upload$/, uploadPhoto]],
};

export async function answerFacebook(exchange: Exchange): Promise<Answer | undefined> {
	if (exchange.method === 'OPTIONS') return withCors(exchange, preflight(exchange));
	const route = routes[exchange.host]?.find(
		([method, path]) => method === exchange.method && path.test(exchange.path),
	);
	return route && withCors(exchange, await route[2](exchange));
}

function cspReport({world, body}: Exchange): Answer {
	world.ledger.violations.push({time: world.clock.now(), report: JSON.parse(body.toString('utf8'))});
	return empty(204);
}

/** Photos go up before the post; the answer is guarded, as all `/ajax/` answers are. */
async function uploadPhoto(exchange: Exchange): Promise<Answer> {
	const {world, body, headers, entry} = exchange;
	entry.operation = 'photo/upload';
	const session = sessionOf(exchange);
	const form = await new Response(new Uint8Array(body), {
		headers: {'content-type': headers['content-type'] ?? ''},
	}).formData();
	const file = form.get('farr');
	if (!session || !(file instanceof File)) {
		reject(world, {
			host: exchange.host,
			path: exchange.path,
			operation: entry.operation,
			reason: 'malformed upload',
		});
		return json({error: 'malformed upload'}, 400);
	}
	const bytes = Buffer.from(await file.arrayBuffer());
	const id = world.facebook.nextId();
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	world.facebook.photos.set(id, {
		bytes,
		media: {id, type: file.type, size: bytes.length, sha256, name: file.name},
	});
	return text(`for (;;);${JSON.stringify({__ar: 1, payload: {photoID: id}})}`, 'application/x-javascript');
}

/** Videos: the start gives the id, the bytes follow from a worker, the story completes later. */
function startVideo(exchange: Exchange): Answer {
	exchange.entry.operation = 'video/start';
	const type = exchange.query.get('type') ?? 'video/mp4';
	const id = exchange.world.facebook.nextId();
	exchange.world.facebook.photos.set(id, {bytes: Buffer.alloc(0), media: {id, type, size: 0, sha256: ''}});
	return text(`for (;;);${JSON.stringify({__ar: 1, payload: {video_id: id}})}`, 'application/x-javascript');
}

function receiveVideo(exchange: Exchange): Answer {
	const {world, query, body, entry} = exchange;
	entry.operation = 'video/receive';
	const video = world.facebook.photos.get(query.get('video_id') ?? '');
	if (!video || !sessionOf(exchange)) {
		reject(world, {
			host: exchange.host,
			path: exchange.path,
			operation: entry.operation,
			reason: 'unknown video',
		});
		return json({error: 'unknown video'}, 400);
	}
	video.bytes = body;
	video.media.size = body.length;
	video.media.sha256 = createHash('sha256').update(body).digest('hex');
	return text('for (;;);{"__ar":1,"payload":{}}', 'application/x-javascript');
}

function photoFile({world, path}: Exchange): Answer {
	const photo = world.facebook.photos.get(path.split('/').pop()!);
	return photo ? {status: 200, headers: {'content-type': photo.media.type}, body: photo.bytes} : empty(404);
}
