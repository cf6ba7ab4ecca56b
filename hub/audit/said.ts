/** An entry in words for people. Content is untrusted and may be erased. */
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {at, draftOf, draftTexts, textOf} from '../archive/search/read-content.ts';
import type {Namer} from './items.ts';

interface Said {
	/** One line. */
	said: string;
	details: {label: string; text: string}[];
}

const lines: Record<string, string> = {
	'hold.held': 'Sent for approval',
	'hold.claimed': 'Taken up by a reviewer',
	'hold.unclaimed': 'Laid down again',
	'hold.approved': 'Approved',
	'hold.returned': 'Returned to the author',
	'hold.rejected': 'Rejected',
	'hold.released': 'Released: may be posted once',
	'hold.sent': 'Posted, as the site answered',
	'hold.archived': 'Archived',
	'hold.expired': 'Expired without having been posted',
	'hold.withdrawn': 'Withdrawn by the author',
	'hold.superseded': 'Replaced by a newer version',
	'hold.failed': 'Not posted',
	'hold.revoked': 'Approval taken back',
	'hold.alarmed': 'Alarm: nobody said what became of it',
	'record.interaction.releasing': 'Let go by the author’s browser',
	'record.interaction.sent': 'Posted: the site’s answer was seen',
	'record.interaction.failed': 'Not posted, as far as the browser saw',
	'record.gate.blocked': 'Stopped by the browser',
	'target.damaged': 'Sent to another archive without its content, which is damaged here',
	'ready.used': 'The words of a ready-approved reply, looked at once more by the hub',
};

/** Of somebody who was not told how the first look had ended. */
const looks: Record<string, string> = {
	approves: 'Second look: would have approved it too',
	differs: 'Second look: would not have approved it',
};

/** What ids stand for. */
export interface Names {
	person: Namer;
	/** A browser as its person named it. */
	browser: (device: string) => string;
}

/** Of an entry whose content nobody can read. */
export function saidWithout(leaf: Leaf, isDamaged: boolean): Said {
	return {said: `${lineOf(leaf, undefined)} (content ${isDamaged ? 'damaged' : 'erased'})`, details: []};
}

/** @param here digests of its files that the archive has */
export function said(leaf: Leaf, content: unknown, names: Names, here: ReadonlySet<string>): Said {
	const line = lineOf(leaf, content);
	const body = at(content, 'record', 'body');
	const event = at(content, 'event');
	const findings = listOf(at(event, 'submission', 'findings') ?? at(body, 'findings'));
	const named = names.person;
	const details = [
		{label: 'Text', text: draftTexts(draftOf(leaf, content)).join('\n')},
		{label: 'Checked by', text: [...new Set(findings.map(one => textOf(at(one, 'pack'))))].join(', ')},
		...findings.map(findingOf),
		...filesOf(draftOf(leaf, content), here),
		{label: 'Answers to', text: textOf(at(event, 'submission', 'context', 'inReplyTo'))},
		{
			label: 'Note',
			text:
				textOf(at(event, 'note')) || textOf(at(event, 'submission', 'note')) || textOf(at(content, 'note')),
		},
		{
			label: 'Reason',
			text: textOf(at(event, 'reason')) || textOf(at(body, 'reason')) || textOf(at(content, 'reason')),
		},
		{label: 'Approved by', text: namedOf(at(event, 'approval', 'reviewer'), named)},
		{
			label: 'Good until',
			text: timeOf(at(event, 'approval', 'expiresAt') ?? at(event, 'release', 'expiresAt')),
		},
		...readyOf(leaf.type === 'ready.used' ? content : undefined, named),
		{label: 'Id at the site', text: textOf(at(body, 'siteId')) || textOf(at(event, 'siteId'))},
		{label: 'Address', text: textOf(at(body, 'url')) || textOf(at(event, 'url'))},
		{label: 'Locks', text: textOf(at(body, 'gate')) || textOf(at(body, 'lock'))},
		{label: 'Device', text: leaf.device ? `${names.browser(leaf.device.id)} · record ${leaf.device.n}` : ''},
		...versionsOf(at(body, 'versions')),
	];
	return {said: line, details: details.filter(({text}) => text !== '').map(wellFormed)};
}

function lineOf({type}: Leaf, content: unknown): string {
	const look = type === 'look.answered' ? looks[textOf(at(content, 'verdict'))] : undefined;
	return look ?? lines[type] ?? type;
}

function namedOf(person: unknown, named: Namer): string {
	const id = textOf(person);
	return id && (named(id).name || id);
}

function versionsOf(versions: unknown): Said['details'] {
	return listOf(versions).map((version, i) => {
		const found = listOf(at(version, 'findings')).map(textOf).join(', ');
		return {
			label: `Wording ${i + 1}`,
			text: `${textOf(at(version, 'text'))}${found && ` (found: ${found})`}`,
		};
	});
}

function findingOf(finding: unknown): Said['details'][number] {
	return {label: `Found by ${textOf(at(finding, 'rule'))}`, text: textOf(at(finding, 'message'))};
}

/** By its digest: so it is found under `media/` in an export. */
function filesOf(draft: unknown, here: ReadonlySet<string>): Said['details'] {
	return listOf(at(draft, 'media')).map((file, i) => {
		const [type, alt, sha256] = [
			textOf(at(file, 'type')),
			textOf(at(file, 'alt')),
			textOf(at(file, 'sha256')),
		];
		const lost = here.has(sha256) ? '' : ' · the archive does not have this file';
		return {label: `File ${i + 1}`, text: `${type} · “${alt}” · ${sha256}${lost}`};
	});
}

function readyOf(used: unknown, named: Namer): Said['details'] {
	if (used === undefined) return [];
	return [
		{label: 'Reply', text: `${textOf(at(used, 'reply'))} v${Number(at(used, 'version'))}`},
		{label: 'Written by', text: namedOf(at(used, 'writer'), named)},
		{label: 'Approved by', text: namedOf(at(used, 'approver'), named)},
	];
}

/** UTC. */
function timeOf(time: unknown): string {
	return typeof time === 'number' ? `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** What a browser cannot show is marked, never dropped: the sealed content has it exactly. */
function wellFormed({label, text}: {label: string; text: string}) {
	return {label, text: text.toWellFormed()};
}
