/**
 * 7. Captures: what went out was written down before, was what had been approved, and has an outcome. A device may be
 * wrong or be misused; the archive has then kept exactly that, so these are notes for people, not alterations.
 */
import type {Bundle} from './bundle.ts';
import type {Visit} from './check-contents.ts';
import {sha256Hex} from './encoding.ts';
import type {LogEntry} from './entry.ts';
import {canonical, get, type Json} from './json.ts';

export interface Captures {
	visit: Visit;
	/** When the whole log has been seen. */
	end(): void;
}

export function captures({findings: {notes}}: Bundle): Captures {
	/** Digest of each hold's draft, by the hold's id. */
	const held = new Map<string, Json | undefined>();
	/** Announced and without an outcome yet: the entry's number on paper, by device and release. */
	const open = new Map<string, string>();

	function releasing(entry: LogEntry, body: Json | undefined): void {
		open.set(attemptOf(entry, body), entry.name);
		const digest = get(body, 'digest');
		if (sha256Hex(canonical(get(body, 'draft') ?? null)) !== digest)
			notes.push(`${entry.name}: the device announced a draft under another digest than it has.`);
		const hold = get(body, 'hold');
		// A part of a thread is another draft than the whole that was held; the hub has compared it (event hold.part).
		const isPart = /\/\d+(?:\.\d+)?$/.test(String(get(body, 'release') ?? ''));
		if (typeof hold === 'string' && !isPart && held.has(hold) && held.get(hold) !== digest)
			notes.push(`${entry.name}: the device announced another content than hold ${hold} has.`);
	}

	function outcome(entry: LogEntry, body: Json | undefined): void {
		const attempt = attemptOf(entry, body);
		if (!open.has(attempt))
			notes.push(`${entry.name}: an outcome of something that the device had not announced.`);
		// The device does not know itself: as open as if it had said nothing.
		if (get(body, 'unsure') !== true) open.delete(attempt);
		if (entry.type === 'record.interaction.sent' && get(body, 'confirmed') !== true)
			notes.push(`${entry.name}: sent, but not confirmed by the site's own id.`);
	}

	return {
		visit(entry, content) {
			if (content === undefined) return;
			if (entry.type === 'hold.held' && entry.hold)
				held.set(entry.hold.id, get(content, 'event', 'submission', 'digest'));
			const body = get(content, 'record', 'body');
			if (entry.type === 'record.interaction.releasing') releasing(entry, body);
			if (/^record\.interaction\.(sent|failed)$/.test(entry.type)) outcome(entry, body);
		},
		end() {
			for (const name of open.values())
				notes.push(`${name}: announced, and neither sent nor failed: look on the site.`);
		},
	};
}

function attemptOf({device}: LogEntry, body: Json | undefined): string {
	return JSON.stringify([device?.id, get(body, 'release')]);
}
