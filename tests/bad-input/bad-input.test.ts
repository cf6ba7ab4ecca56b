/** Bad input through the real doors: refused in plain words, with the line where there is one, and nothing saved changes. */
import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {good} from '#hub/authoring/authoring.behaviours.ts';
import {type Doors, openDoors} from './doors.ts';
import {lists, xpi} from './lists.ts';
import {company, packHead, packs} from './packs.ts';
import {requests} from './requests.ts';

/** Words of machines, which tell nobody what to do. */
const jargon =
	/undefined|null|Unexpected|ENOENT|Error:|Invalid|expected|schema|violation|cannot read prop|\bat \w+ \(|FST_/i;

let doors: Doors;
beforeAll(async () => {
	doors = await openDoors();
	const folder = doors.folder({'pack.yaml': packHead, 'FRM-10.yaml': good.replace('HSE-10', 'FRM-10')});
	for (const taken of [
		await doors.command('pack', 'build', folder, doors.kept('firm.pack')),
		await doors.command('admin', 'publish', folder, '--company', doors.file('company.yaml', company)),
		await doors.command(
			...['package', '--url', 'https://hub.example', '--data', doors.hub.data],
			...['--firefox', doors.file('good.xpi', await xpi('1.2.0'))],
		),
	])
		expect(taken).toMatchObject({refused: false});
});
afterAll(() => doors.close());

describe.each([
	['packs', packs],
	['lists and packages', lists],
	['requests', requests],
])('%s', (_, kinds) => {
	test.each(kinds)('$what', async ({says, through}) => {
		const before = await doors.saved();
		const {refused, words} = await through(doors);
		expect(words).toMatch(says);
		expect(words).not.toMatch(jargon);
		expect(refused).toBe(true);
		expect(await doors.saved()).toEqual(before);
	});
});

test('a mark in front of UTF-8 is no fault: the list is taken, and what is saved is then another', async () => {
	const before = await doors.saved();
	const content = Buffer.from('\uFEFFphrase\ncafé\n').toString('base64');
	const taken = await doors.console('POST', 'lexicons/firm/rivals', JSON.stringify({format: 'csv', content}));
	expect(taken).toMatchObject({refused: false});
	expect(await doors.saved()).not.toEqual(before);
});

test('what is built stays what it was', () => {
	expect(readFileSync(doors.kept('firm.pack')).subarray(0, 4).toString()).toBe('CSPK');
});
