/** How X's page brings files and polls to X before it publishes them by id (x.md, section 11). */
import {fieldsOf, idAt, parseRecord} from '../fields.ts';
import {formOf, isRead, pathOf, queryOf} from '../request.ts';
import type {PageRequest, Upload, UploadReader} from '../site.ts';

const UPLOAD = /\/media\/upload2?\.json$/;
const CARD = /\/v2\/cards\/create\.json$/;
const METADATA = /\/media\/metadata\/create\.json$/;

export const uploads: UploadReader = {
	concerns: (method, url) => !isRead(method) && [UPLOAD, METADATA, CARD].some(path => path.test(pathOf(url))),
	read(request) {
		const path = pathOf(request.url);
		if (METADATA.test(path)) return altIn(request);
		return CARD.test(path) ? pollIn(request) : stepIn(request.url);
	},
	idIn(answer) {
		const answered = parseRecord(answer);
		return idAt(answered, 'media_id_string') ?? fieldsOf(answered).text('card_uri');
	},
};

/** Choices in words, and nothing else that a card may carry: what is not read stays a card that nobody has seen. */
function pollIn({body}: PageRequest): Upload | undefined {
	const card = fieldsOf(parseRecord(formOf(body)?.card_data ?? ''));
	const count = Number(/^poll([2-4])choice_text_only$/.exec(card.text('twitter:card'))?.[1] ?? 0);
	const choices = Array.from({length: count}, (_, i) => card.text(`twitter:string:choice${i + 1}_label`));
	const minutes = Number(card.id('twitter:long:duration_minutes'));
	card.ignore('twitter:api:api:endpoint');
	const isRead = count > 0 && choices.every(Boolean) && minutes > 0 && card.unknown().length === 0;
	return isRead ? {step: 'poll', poll: {choices, minutes}} : undefined;
}

/** INIT and STATUS carry no bytes. Without a command the whole file is in one request, and its id in the answer. */
function stepIn(url: string): Upload | undefined {
	const command = queryOf(url, 'command');
	if (command === '') return {step: 'whole'};
	const id = queryOf(url, 'media_id');
	const at = queryOf(url, 'segment_index');
	if (command === 'FINALIZE') return {step: 'end', id};
	return command === 'APPEND' && /^\d{1,6}$/.test(at) ? {step: 'part', id, at: Number(at)} : undefined;
}

function altIn({body}: PageRequest): Upload | undefined {
	const request = fieldsOf(body && 'text' in body ? parseRecord(body.text) : undefined);
	const id = request.id('media_id');
	return id ? {step: 'alt', id, alt: request.fields('alt_text').text('text')} : undefined;
}
