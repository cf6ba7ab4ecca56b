import {describe, expect, test} from 'vitest';
import {digestOf} from '../draft.ts';
import {partOf, wholeOf} from '../thread.ts';
import type {Command, CommandOf} from './command.ts';
import {evolved, release} from './decide.fixture.ts';
import {decide} from './decide.ts';
import type {Hold} from './hold.ts';
import type {Refusal} from './refusal.ts';
import {settled} from './settle.ts';
import {actor, draftOf, empty, minute, start, statement, submitCommand} from './world.fixture.ts';

describe('a thread', () => {
	const usual = submitCommand(empty, null) as CommandOf<'submit'>;
	const whole = {...draftOf(1), site: 'x' as const, operation: 'post' as const};
	const texts = ['One', 'Two', 'Three'];
	const draft = {...whole, ...wholeOf(texts.map(text => ({text, media: [], poll: null})))};
	const digests = texts.map((_, i) => digestOf(partOf(draft, i + 1, i === 0 ? null : `${i}`)));
	const part = (n: number, digest = digests[n - 1]!): Command => ({
		type: 'sent',
		release: `r1/${n}`,
		siteId: `${n}`,
		url: `u/${n}`,
		digest,
	});
	const failed = (n: number): Command => ({type: 'failed', release: `r1/${n}`, reason: '344: limit'});
	const submit = {
		...usual,
		submission: {...usual.submission, draft, digest: digestOf(draft)},
	} as Command;
	const released = (...commands: Command[]): Hold => {
		const held = evolved(undefined, submit, 'ann', start);
		const approved = evolved(
			evolved(held, {type: 'claim'}, 'bob', start),
			statement(evolved(held, {type: 'claim'}, 'bob', start), 'bob', start),
			'bob',
			start,
		);
		return commands.reduce(
			(hold, command) => evolved(hold, command, 'ann', start),
			evolved(approved, release()(approved), 'ann', start),
		);
	};

	test('is sent when its last part is, under the link of the first', () => {
		expect(released(part(1), part(2))).toMatchObject({
			state: 'released',
			parts: [{siteId: '1'}, {siteId: '2'}],
			sent: null,
		});
		const sent = released(part(1), part(2), part(3), {type: 'archive'});
		expect(sent).toMatchObject({state: 'archived', sent: {siteId: '1', url: 'u/1'}, alarm: null});
	});

	test('stays released when a later part is refused, and goes on', () => {
		expect(released(part(1), failed(2))).toMatchObject({state: 'released', stuck: '344: limit'});
		expect(released(part(1), failed(2), part(2), part(3))).toMatchObject({state: 'sent'});
		expect(released(failed(1))).toMatchObject({state: 'failed'});
	});

	test('ends as failed when its release is over and the next part was refused; as an alarm when nobody knows', () => {
		const later = start + 60 * minute;
		expect(settled(released(part(1), failed(2)), later)).toMatchObject({
			state: 'failed',
			parts: [{siteId: '1'}],
		});
		expect(settled(released(part(1)), later)).toMatchObject({state: 'released', alarm: {why: 'unconfirmed'}});
	});

	test('raises an alarm for a part that is not the approved one', () => {
		expect(released(part(1, 'other'))).toMatchObject({alarm: {why: 'different'}});
	});

	test.each<[string, Command, Refusal | []]>([
		['a part out of order', part(3), 'release-unknown'],
		['the whole at once', {...part(1), release: 'r1'} as Command, 'release-unknown'],
		['the same part again', part(1), []],
	])('hears %s', (_, command, expected) => {
		expect(decide(released(part(1)), command, {by: actor(empty, 'ann'), now: start})).toEqual(expected);
	});

	test('is refused when its cuts do not make up its text', () => {
		const torn = {...draft, text: `${draft.text} more`};
		const submission = {...usual.submission, draft: torn, digest: digestOf(torn)};
		const command = {...usual, submission} as Command;
		expect(decide(undefined, command, {by: actor(empty, 'ann'), now: start})).toBe('digest-wrong');
	});
});
