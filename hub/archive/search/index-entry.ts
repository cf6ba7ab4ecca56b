/** What one entry of the log changes in the index. Pure: the index is a function of the log. */
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {ItemState} from '#lib/core/archive/search/search.ts';
import {askedAt, heard} from './evaluated.ts';
import {at, draftOf, draftWords, rulesOf, textOf, textOrNull} from './read-content.ts';
import {type ItemRow, listed, unlisted} from './tables.ts';

/** Its facts are made of the rest (`evaluated.ts`). */
type Row = Omit<ItemRow, 'item' | 'seq' | 'until'>;

export interface Change {
	item: string;
	/** The next state; nothing changes where it is absent. */
	next?: (before: ItemRow | undefined, previous?: ItemRow) => Row;
	/** The item that it takes the place of. */
	previous?: string;
	/** Words to find it by. */
	words?: string;
}

/** `undefined`: the entry is about no interaction. `content` is absent when it was erased. */
export function changeOf(leaf: Leaf, content: unknown): Change | undefined {
	if (leaf.type.startsWith('hold.')) return holdChange(leaf, content);
	switch (leaf.type) {
		case 'record.interaction.releasing':
			return releasingChange(leaf, content);
		case 'record.interaction.sent':
		case 'record.interaction.failed':
			return outcomeChange(leaf, content);
		case 'record.gate.blocked':
			return stoppedChange(leaf, content);
		case 'look.answered':
			return lookChange(content);
		case 'ready.used':
			return readyChange(leaf, content);
		default:
			return;
	}
}

/** A second look is part of the story, and moves nothing. Whose it was is sealed: once erased, it belongs nowhere. */
function lookChange(content: unknown): Change | undefined {
	const item = textOf(at(content, 'hold'));
	return item === '' ? undefined : {item};
}

function holdChange(leaf: Leaf, content: unknown): Change | undefined {
	if (!leaf.hold) return;
	const {id: item, state} = leaf.hold;
	const event = at(content, 'event');
	if (leaf.type === 'hold.held') return heldChange(leaf, content);
	return {
		item,
		next: before => {
			const row = before ?? begun(leaf);
			const approvers = leaf.type === 'hold.approved' ? [...unlisted(row.approvers), leaf.by ?? ''] : null;
			return {
				...row,
				state: stateOf(leaf.type, state as ItemState, row),
				...(approvers && {approvers: listed(approvers)}),
				...(leaf.type === 'hold.approved' && {approved_at: leaf.at}),
				...(leaf.type === 'hold.sent' && {
					site_id: textOf(at(event, 'siteId')) || row.site_id,
					url: textOf(at(event, 'url')) || row.url,
				}),
			};
		},
	};
}

/** `archived` is no state of its own for whoever asks; what was sent without a number is not confirmed. */
function stateOf(type: string, state: ItemState | 'archived', row: Row): ItemState {
	if (type === 'hold.alarmed') return row.state;
	// Returned, and not sent again: that its time ran out besides is in its story
	if (type === 'hold.expired' && row.state === 'changes_requested') return row.state;
	if (state !== 'archived' && state !== 'sent') return state;
	return row.site_id === '' && row.state !== 'sent' ? 'unconfirmed' : 'sent';
}

function heldChange(leaf: Leaf, content: unknown): Change {
	const submission = at(content, 'event', 'submission');
	const draft = draftOf(leaf, content);
	return {
		item: leaf.hold!.id,
		words: draftWords(draft),
		previous: textOf(at(content, 'event', 'previous')),
		next: (before, previous) => ({
			...(before ?? begun(leaf)),
			...draftColumns(leaf, draft),
			location: textOf(at(content, 'event', 'location')),
			author: leaf.by ?? '',
			held_at: leaf.at,
			asked_at: askedAt(leaf, draft, at(submission, 'context')),
			state: 'held',
			rules: listed(rulesOf(at(submission, 'findings'))),
			facts: heard(previous?.facts, submission),
		}),
	};
}

function releasingChange(leaf: Leaf, content: unknown): Change | undefined {
	const body = at(content, 'record', 'body');
	const item = itemOf(leaf, body);
	const draft = draftOf(leaf, content);
	return {
		item,
		words: draftWords(draft),
		next: before => ({
			...(before ?? {...begun(leaf), ...draftColumns(leaf, draft), state: 'released'}),
			author: before?.author || (leaf.by ?? ''),
			device: leaf.device?.id ?? null,
			announced_at: leaf.at,
			asked_at: before?.asked_at ?? askedAt(leaf, draft, undefined),
			facts: before?.held_at ? before.facts : heard(undefined, body),
			rules: listed([...unlisted(before?.rules ?? ''), ...rulesOf(at(body, 'findings'))]),
			text_seq: before?.text_seq ?? (content === undefined ? null : leaf.seq),
		}),
	};
}

function outcomeChange(leaf: Leaf, content: unknown): Change {
	const body = at(content, 'record', 'body');
	const isFailed = leaf.type === 'record.interaction.failed';
	const isUnsure = at(body, 'unsure') === true;
	return {
		item: itemOf(leaf, body),
		next: before => {
			const row = before ?? begun(leaf);
			return isFailed ? failedRow(row, leaf, isUnsure) : sentRow(row, leaf, textOf(at(body, 'url')));
		},
	};
}

/** A late yes stands against a no that nobody was sure of. */
function failedRow(row: Row, leaf: Leaf, isUnsure: boolean): Row {
	if (row.state === 'sent') return row;
	return isUnsure ? {...row, state: 'unknown'} : {...row, state: 'failed', outcome_at: leaf.at};
}

function sentRow(row: Row, {at: when, siteIds}: Leaf, url: string): Row {
	const site_id = siteIds[0] || row.site_id;
	const state = site_id === '' ? 'unconfirmed' : 'sent';
	return {...row, at: when, outcome_at: when, site_id, url: url || row.url, state};
}

/** The hub has looked once more: these are the words that two people signed in advance. */
function readyChange(leaf: Leaf, content: unknown): Change | undefined {
	const item = textOf(at(content, 'release'));
	if (item === '') return;
	const ready = `${textOf(at(content, 'reply'))} v${Number(at(content, 'version'))}`;
	return {item, next: before => ({...(before ?? begun(leaf)), ready})};
}

function stoppedChange(leaf: Leaf, content: unknown): Change {
	const body = at(content, 'record', 'body');
	const isWitness = at(body, 'lock') === 'witness';
	const unseen = textOf(at(body, 'reason')) === 'cannot see this page';
	return {
		item: `${leaf.device?.id} ${leaf.device?.n}`,
		next: () => ({
			...begun(leaf),
			kind: textOf(at(body, 'operation')),
			state: isWitness ? (unseen ? 'unseen' : 'unreleased') : 'stopped',
		}),
	};
}

/** The hold, else the release; what lost both with its content stands for itself. */
function itemOf(leaf: Leaf, body: unknown): string {
	return textOf(at(body, 'hold')) || textOf(at(body, 'release')) || `${leaf.device?.id} ${leaf.device?.n}`;
}

function draftColumns(leaf: Leaf, draft: unknown) {
	return {
		kind: textOf(at(draft, 'operation')),
		target: textOrNull(at(draft, 'target', 'id')),
		policy: leaf.policy,
		text_seq: draft === undefined ? null : leaf.seq,
	};
}

function begun(leaf: Leaf): Row {
	return {
		doc: leaf.seq,
		name: leaf.name,
		at: leaf.at,
		site: leaf.site ?? '',
		account: leaf.account ?? '',
		location: '',
		kind: '',
		author: leaf.by ?? '',
		device: leaf.device?.id ?? null,
		approvers: '',
		held_at: null,
		approved_at: null,
		announced_at: null,
		outcome_at: null,
		state: 'released',
		site_id: '',
		url: '',
		target: null,
		policy: leaf.policy,
		rules: '',
		text_seq: null,
		asked_at: null,
		facts: '',
		ready: '',
	};
}
