/** How X's page brings files to X before it publishes them by id (x.md, section 11). */
import {fieldsOf, idAt, parseRecord} from '../fields.ts';
import {isRead, pathOf, queryOf} from '../request.ts';
import type {PageRequest, Upload, UploadReader} from '../site.ts';

const UPLOAD = /\/media\/upload2?\.json$/;
const METADATA = /\/media\/metadata\/create\.json$/;

export const uploads: UploadReader = {
	concerns: (method, url) => !isRead(method) && (UPLOAD.test(pathOf(url)) || METADATA.test(pathOf(url))),
	read: request => (METADATA.test(pathOf(request.url)) ? altIn(request) : stepIn(request.url)),
	idIn: answer => idAt(parseRecord(answer), 'media_id_string') ?? '',
};

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
