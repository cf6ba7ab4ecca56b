/**
 * How Facebook's page brings photos to Facebook before it publishes them by id (facebook.md, section 7). The bytes of a
 * video leave from a worker, where no hook of a page sees them.
 */
import {idAt, parseRecord} from '../fields.ts';
import {isRead, pathOf} from '../request.ts';
import type {UploadReader} from '../site.ts';

const PHOTO = /\/ajax\/react_composer\/attachments\/photo\/upload\/?$/;

export const uploads: UploadReader = {
	concerns: (method, url) => !isRead(method) && PHOTO.test(pathOf(url)),
	read: () => ({step: 'whole'}),
	// All `/ajax/` answers are guarded.
	idIn: answer => idAt(parseRecord(answer.replace(/^for \(;;\);/, '')), 'payload.photoID') ?? '',
};
