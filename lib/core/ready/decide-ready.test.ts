import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {RoleAt} from '../identity/roles.ts';
import {authorsOf, decideReady, nextVersion, type ReadyCommand, type ReadyVersion} from './decide-ready.ts';
import {complaint, lateNight} from './ready.fixture.ts';
import type {ReadyReply} from './reply.ts';

const people: Record<string, RoleAt[]> = {
	helen: [{role: 'admin', location: 'group'}],
	tom: [{role: 'reviewer', location: 'group/north'}],
	amira: [{role: 'reviewer', location: 'group'}],
	dev: [{role: 'author', location: 'group/north/leeds'}],
	sam: [{role: 'reviewer', location: 'group/south'}],
};
const names = Object.keys(people);

interface World {
	versions: ReadyVersion[];
	now: number;
}

const actor = (person: string, device = `${person}'s`) => ({person, device, roles: people[person]!});

function next({versions}: World, by: string, more: Partial<ReadyReply> = {}): ReadyReply {
	return {...complaint, version: nextVersion(versions), authors: authorsOf(versions, by), ...more};
}

/** What the hub does with the answer. */
function run(world: World, person: string, command: ReadyCommand, device?: string): string | undefined {
	const by = actor(person, device);
	const events = decideReady(world.versions, command, {by, now: world.now});
	if (typeof events === 'string') return events;
	for (const {version, state} of events) {
		const known = world.versions.find(({reply}) => reply.version === version);
		if (known) Object.assign(known, {state, ...(state === 'approved' && {approver: person})});
		else if (command.type === 'write')
			world.versions.push({reply: command.reply, state, writerDevice: by.device, approver: null});
	}
	return undefined;
}

const open = (): World => ({versions: [], now: lateNight});
const written = (by = 'helen'): World => {
	const world = open();
	expect(run(world, by, {type: 'write', reply: next(world, by)})).toBeUndefined();
	return world;
};

describe('writing and approving', () => {
	test('one writes, another approves; a newer version takes its place', () => {
		const world = written();
		expect(run(world, 'tom', {type: 'approve', version: 1})).toBeUndefined();
		expect(run(world, 'tom', {type: 'write', reply: next(world, 'tom')})).toBeUndefined();
		expect(run(world, 'tom', {type: 'approve', version: 2})).toBe('four-eyes');
		expect(run(world, 'amira', {type: 'approve', version: 2})).toBeUndefined();
		expect(world.versions.map(({state}) => state)).toEqual(['superseded', 'approved']);
		expect(run(world, 'helen', {type: 'retire', version: 2})).toBeUndefined();
		expect(world.versions[1]!.state).toBe('retired');
	});

	test.each<[string, string, ReadyCommand, string, string?]>([
		['its writer', 'helen', {type: 'approve', version: 1}, 'four-eyes'],
		['the same browser with another login', 'tom', {type: 'approve', version: 1}, 'four-eyes', "helen's"],
		['an author', 'dev', {type: 'approve', version: 1}, 'unknown-reply'],
		['a reviewer of another place', 'sam', {type: 'approve', version: 1}, 'unknown-reply'],
		['retiring what is not in use', 'tom', {type: 'retire', version: 1}, 'not-in-use'],
		['a version that is not there', 'tom', {type: 'approve', version: 2}, 'unknown-reply'],
	])('%s is refused', (_, person, command, refusal, device) =>
		expect(run(written(), person, command, device)).toBe(refusal),
	);

	test('words that nobody approved stay their writer’s, whoever types them again', () => {
		const world = written('tom');
		const own = {...complaint, version: 2, authors: ['amira']};
		expect(run(world, 'amira', {type: 'write', reply: own})).toBe('wrong-authors');
		expect(run(world, 'amira', {type: 'write', reply: next(world, 'amira')})).toBeUndefined();
		expect(run(world, 'tom', {type: 'approve', version: 2})).toBe('four-eyes');
	});

	test.each<[Partial<ReadyReply>, string]>([
		[{id: 'nothing'}, 'bad-id'],
		[{title: ' '}, 'bad-title'],
		[{text: 'Too\nmany lines for one'}, 'bad-text'],
		[{text: 'A hidden\u200b sign here'}, 'bad-text'],
		[{text: 'An open {brace is here'}, 'bad-text'],
		[{slots: []}, 'unknown-slot'],
		[{slots: [...complaint.slots, {name: 'more', kind: 'name'}]}, 'unused-slot'],
		[{slots: [{name: 'a', kind: 'choice', options: []}]}, 'bad-slot'],
		[{text: 'Hi {first name}{complaint ref} {promise date} {author first name}'}, 'ambiguous'],
		[{promise: 'first name'}, 'bad-promise'],
		[{operations: []}, 'bad-scope'],
		[{accounts: []}, 'bad-scope'],
		[{location: 'group/south'}, 'not-your-place'],
		[{until: lateNight}, 'bad-time'],
		[{until: lateNight + 400 * 86_400_000}, 'bad-time'],
		[{version: 2}, 'wrong-version'],
	])('%j is refused: %s', (more, refusal) => {
		const world = open();
		expect(run(world, 'tom', {type: 'write', reply: next(world, 'tom', more)})).toBe(refusal);
	});
});

function expectSound({versions}: World): void {
	const approved = versions.filter(({approver}) => approver !== null);
	for (const {reply, approver} of approved) {
		expect(reply.authors).not.toContain(approver);
		expect(people[approver!]!.some(({role}) => role === 'reviewer')).toBe(true);
	}
	const used = versions.filter(({state}) => state === 'approved');
	expect(used.length).toBeLessThanOrEqual(1);
	expect(used.every(({approver}) => approver !== null)).toBe(true);
}

test('whatever is tried, in whatever order: nobody approves own words, and one version at most is in use', () => {
	const step = fc.record({
		by: fc.constantFrom(...names),
		device: fc.constantFrom(undefined, "helen's", "tom's"),
		type: fc.constantFrom('write', 'approve', 'return', 'retire'),
		version: fc.integer({min: 1, max: 4}),
	});
	fc.assert(
		fc.property(fc.array(step, {maxLength: 30}), steps => {
			const world = open();
			for (const {by, device, type, version} of steps) {
				const command = type === 'write' ? {type, reply: next(world, by)} : {type, version};
				run(world, by, command as ReadyCommand, device);
				expectSound(world);
			}
		}),
		{numRuns: 1000},
	);
});
