/** Files through the gate: what was approved leaves, and no other bytes, description or order. */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex} from '@noble/hashes/utils.js';
import {describe, expect, test} from 'vitest';
import type {Draft, Media} from '#lib/core/draft.ts';
import {uploadMark} from '#lib/messaging/bridge-protocol.ts';
import type {Outgoing} from '#lib/sites/site.ts';
import {draftOf, fakeDesk, now} from '../guard.fixture.ts';
import {createMediaBook} from './book.ts';
import type {MediaStep} from './seen.ts';

const png = (content: string) => new Blob(['\x89PNG\r\n\x1a\n'.slice(1), content]);
const pictureBytes = (content: string) =>
	new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), content]);
const digestOf = async (file: Blob) => bytesToHex(sha256(new Uint8Array(await file.arrayBuffer())));
const mark = (id: string): Media => ({sha256: uploadMark + id, type: '', alt: ''});
const part = (id: string, at: number, bytes: Blob): MediaStep => ({step: 'part', id, at, bytes});

function open(steps: MediaStep[]) {
	const kept: {sha256: string; size: number; at: number; length: number}[] = [];
	const have = new Map<string, number>();
	const desk = fakeDesk({
		'media:keep': ({sha256: name, size, at, bytes}) => {
			const {length} = atob(bytes);
			if (length > 0) kept.push({sha256: name, size, at, length});
			have.set(name, at + length);
			return {ok: true, have: have.get(name)!};
		},
	});
	let hear: (step: MediaStep) => void = () => undefined;
	const book = createMediaBook({
		desk,
		seen: {
			follow(listener) {
				hear = listener;
				steps.forEach(listener);
			},
		},
		now: () => now,
		changed: () => undefined,
	});
	return {book, kept, hear};
}

const sending = (media: Media[], more: Partial<Outgoing> = {}): Outgoing => ({
	name: 'CreateTweet',
	account: '1001',
	draft: draftOf('New in', {media}) as Draft,
	note: '',
	...more,
});

describe('a publishing request', () => {
	test('gets the digest of the bytes that went, whatever their order and size', async () => {
		const whole = pictureBytes('a'.repeat(3000));
		const {book} = open([
			part('7', 1, whole.slice(1000, 3008)),
			part('7', 0, whole.slice(0, 1000)),
			{step: 'end', id: '7'},
			{step: 'alt', id: '7', alt: 'A red car'},
		]);
		const {outgoing, uploads} = await book.resolve(sending([mark('7')]));
		const file = {sha256: await digestOf(whole), type: 'image/png', alt: 'A red car'};
		expect(outgoing.draft).toMatchObject({media: [file], unknown: []});
		expect(uploads).toEqual({'7': file});
	});

	test.each<[string, MediaStep[]]>([
		['was not uploaded here', []],
		['lacks a part', [part('7', 1, png('b'))]],
		['was sent twice with two contents', [part('7', 0, pictureBytes('a')), part('7', 0, pictureBytes('b'))]],
	])('is held when its file %s', async (_, steps) => {
		const {outgoing} = await open(steps).book.resolve(sending([mark('7')]));
		expect(outgoing.draft).toMatchObject({media: [], unknown: ['media 7']});
	});

	test('of a reel whose bytes left from a worker is known by its number, as on the wire', async () => {
		const draft = draftOf('New in', {operation: 'reel', media: [mark('8')], details: {ranges: '[]'}});
		const {outgoing} = await open([]).book.resolve(sending([], {draft: draft as Draft}));
		const details = {ranges: '[]', video_id: '8'};
		expect(outgoing.draft).toMatchObject({media: [], unknown: [], details});
	});

	test('is not held for a part that was sent again as it was', async () => {
		const steps = [part('7', 0, pictureBytes('a')), part('7', 0, pictureBytes('a'))];
		expect((await open(steps).book.resolve(sending([mark('7')]))).outgoing.draft?.unknown).toEqual([]);
	});

	test('waits for the answer that gives a whole file its id', async () => {
		const steps: MediaStep[] = [{step: 'whole', ref: 1, bytes: pictureBytes('a')}];
		const {book, hear} = open(steps);
		const resolving = book.resolve(sending([mark('9')]));
		hear({step: 'named', ref: 1, id: '9'});
		expect((await resolving).outgoing.draft?.media).toHaveLength(1);
	});

	test('gets the poll that the site’s answer gave this id, and waits for the answer', async () => {
		const poll = {choices: ['Red', 'Blue'], minutes: 60};
		const {book, hear} = open([{step: 'poll', ref: 1, poll}]);
		const asking = (card: string) =>
			sending([], {draft: draftOf('Which?', {poll: {choices: [uploadMark + card], minutes: 0}}) as Draft});
		const resolving = book.resolve(asking('card://1'));
		hear({step: 'named', ref: 1, id: 'card://1'});
		const {outgoing, polls} = await resolving;
		expect(outgoing.draft).toMatchObject({poll, unknown: []});
		expect(polls).toEqual({'card://1': poll});
		const strange = await book.resolve(asking('card://2'));
		expect(strange.outgoing.draft).toMatchObject({poll: null, unknown: ['card_uri']});
	});

	test('never takes a digest from the page', async () => {
		const lie = {sha256: 'a'.repeat(64), type: 'image/png', alt: ''};
		expect((await open([]).book.resolve(sending([lie]))).outgoing.draft).toMatchObject({
			media: [],
			unknown: ['media '],
		});
	});

	test('may carry its own files along, and no others', async () => {
		const steps: MediaStep[] = [
			{step: 'whole', ref: 1, bytes: pictureBytes('a')},
			{step: 'named', ref: 1, id: '9'},
			{step: 'whole', ref: 2, bytes: pictureBytes('a')},
			{step: 'whole', ref: 3, bytes: pictureBytes('other')},
			{step: 'named', ref: 2, id: ''},
			{step: 'named', ref: 3, id: ''},
		];
		const {book} = open(steps);
		const {outgoing, attached} = await book.resolve(
			sending([mark('9')], {files: {upload_0: 2, upload_1: 3}}),
		);
		expect(attached).toEqual(['upload_0']);
		expect(outgoing.draft?.unknown).toEqual(['form.upload_1']);
	});
});

test('the bytes go to the background in parts, once', async () => {
	const large = pictureBytes('x'.repeat(5 * 1024 * 1024));
	const {book, kept} = open([part('7', 0, large), {step: 'end', id: '7'}]);
	const {draft} = (await book.resolve(sending([mark('7')]))).outgoing;
	expect(await Promise.all([book.keep(draft!), book.keep(draft!)])).toEqual([true, true]);
	expect(kept.map(({length}) => length)).toEqual([2097152, 2097152, large.size - 4194304]);
	expect(await book.keep({media: [{sha256: 'f'.repeat(64), type: '', alt: ''}]})).toBe(false);
});
