import type {PollDraft} from '../composer/draft.ts';
import {ApiError, pageHeaders} from './graphql.ts';
import {sendXhr} from './transport.ts';

const UPLOAD = 'https://upload.x.com/i/media/upload.json';
const CHUNK = 1_000_000;

/** INIT, APPEND per megabyte, FINALIZE, STATUS; returns the media id (x.md section 11). */
export async function upload(file: File): Promise<string> {
	const init = await call(
		`?command=INIT&total_bytes=${file.size}&media_type=${encodeURIComponent(file.type)}&media_category=tweet_image`,
	);
	const id = (JSON.parse(init) as {media_id_string: string}).media_id_string;
	for (let index = 0; index * CHUNK < file.size; index += 1)
		await call(
			`?command=APPEND&media_id=${id}&segment_index=${index}`,
			file.slice(index * CHUNK, (index + 1) * CHUNK),
		);
	await call(`?command=FINALIZE&media_id=${id}`);
	await call(`?command=STATUS&media_id=${id}`);
	return id;
}

export async function describe(mediaId: string, alt: string): Promise<void> {
	const url = 'https://x.com/i/api/1.1/media/metadata/create.json';
	await post(
		url,
		JSON.stringify({media_id: mediaId, alt_text: {text: alt}, sensitive_media_warning: []}),
		'application/json',
	);
}

/** A poll is a card, made before the post. */
export async function createPoll({choices, minutes}: PollDraft): Promise<string> {
	const filled = choices.filter(choice => choice.trim() !== '');
	const card = {
		'twitter:card': `poll${filled.length}choice_text_only`,
		'twitter:api:api:endpoint': '1',
		'twitter:long:duration_minutes': minutes,
		...Object.fromEntries(filled.map((choice, index) => [`twitter:string:choice${index + 1}_label`, choice])),
	};
	const body = new URLSearchParams({card_data: JSON.stringify(card)}).toString();
	const answer = await post(
		'https://caps.x.com/v2/cards/create.json',
		body,
		'application/x-www-form-urlencoded',
	);
	return (JSON.parse(answer) as {card_uri: string}).card_uri;
}

function call(query: string, chunk?: Blob): Promise<string> {
	return post(
		UPLOAD + query,
		chunk ?? '',
		chunk ? 'application/octet-stream' : 'application/x-www-form-urlencoded',
	);
}

async function post(url: string, body: string | Blob, type: string): Promise<string> {
	const headers = {...pageHeaders('POST', url), 'content-type': type};
	const {status, text} = await sendXhr({url, headers, body, publishes: false});
	if (status >= 300) throw new ApiError(`HTTP ${status}`, status);
	return text;
}
