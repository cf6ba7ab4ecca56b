import {at, idAt, parseRecord} from '../fields.ts';
import {silence} from '../silence.ts';
import type {Operations} from '../site.ts';
import {ownId} from './ids.ts';

/** Where the answer names what was made; the first that is there counts. `story: null` with an id is still in work. */
const IDS = [
	'data.story_create.story.post_id',
	'data.story_create.story.legacy_story_hideable_id',
	'data.story_create.story.id',
	'data.story_create.story_id',
	'data.xfamily_content_create.items.0.story.post_id',
	'data.xfamily_content_create.items.0.pending_publish_content_id',
	'data.story_edit.story.post_id',
	'data.story_edit.story.id',
	'data.comment_create.feedback_comment_edge.node.legacy_fbid',
	'data.comment_create.feedback_comment_edge.node.id',
	'data.comment_edit.comment.id',
	'data.comment_delete.deleted_comment_id',
	'data.story_delete.deleted_story_id',
	'data.move_to_trash_story.story.post_id',
	'data.feedback_react.feedback.id',
	'data.reel_publish.reel.id',
	'data.xfb_rich_status_create.status.id',
	'data.direct_message_reply.id',
	'data.private_reply.id',
	'data.marketplace_message.id',
	'data.story_create.viewer.actor.story_bucket.nodes.0.first_story_to_show.id',
];
const URLS = [
	'data.reel_publish.reel.url',
	'data.story_create.story.url',
	'data.comment_create.feedback_comment_edge.node.feedback.url',
];

export const outcome: Operations['outcome'] = (name, status, body) => {
	const documents = documentsOf(body);
	const error = first(documents, errorOf);
	const id = first(documents, document => firstAt(document, IDS));
	// An error of a part of the answer does not take back what the rest of it names
	if (error) return id ? {error, unsure: true} : {error};
	if (id) return {siteId: ownId(id), url: first(documents, document => firstAt(document, URLS)) ?? ''};
	if (quiet.test(name) && documents.some(isDone)) return {siteId: '', url: ''};
	return silence(status);
};

/** Make nothing that has an id: counts, or what is left, are the answer (facebook.md, section 8). */
const quiet = /React|Like|Unlike|Vote|Delet|Trash|Archive|Hide|Unhide/;

function isDone(document: unknown): boolean {
	const answers = Object.values(at(document, 'data') ?? {});
	return answers.some(answer => typeof answer === 'object' && answer !== null);
}

/** NDJSON; each line may start with the guard `for (;;);`. A line that is no JSON is skipped: it names no id either. */
function documentsOf(body: string): unknown[] {
	return body
		.split('\n')
		.map(line => parseRecord(line.replace(/^\s*for \(;;\);/, '')))
		.filter(document => document !== undefined);
}

/** Warnings accompany successes; an error that says nothing of its severity counts as one. */
function errorOf(document: unknown): string | undefined {
	const code = idAt(document, 'error');
	if (code) return `${code}: ${idAt(document, 'errorSummary') ?? ''}`;
	const errors = at(document, 'errors');
	if (!Array.isArray(errors)) return undefined;
	const critical = errors.find(error => at(error, 'severity') !== 'WARNING');
	return critical && `${idAt(critical, 'code') ?? 'error'}: ${idAt(critical, 'message') ?? ''}`;
}

function firstAt(document: unknown, paths: readonly string[]): string | undefined {
	return first(paths, path => idAt(document, path));
}

function first<T, R>(items: readonly T[], look: (item: T) => R | undefined): R | undefined {
	for (const item of items) {
		const found = look(item);
		if (found !== undefined) return found;
	}
	return undefined;
}
