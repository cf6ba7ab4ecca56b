import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {createStory, exportStory, postOne, type Story} from '../archive/export/story.fixture.ts';
import {readTimestamp} from '../verify/timestamp.ts';
import {verify} from '../verify/verify.ts';
import {askTimestamp} from './ask.ts';
import {listStamps, stampHead} from './stamps.ts';
import {startTsa, type Tsa} from './tsa.fixture.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
let story: Story;
let tsa: Tsa;
let other: Tsa;

beforeAll(async () => {
	[tsa, other] = await Promise.all([startTsa('rsa'), startTsa('ec')]);
	story = await createStory(at('data'));
});
afterAll(async () => {
	await story.close();
	await Promise.all([tsa.close(), other.close()]);
	folder.remove();
});

const stamp = (every = 1, url = tsa.url) => {
	const {db, log} = story.hub.options;
	return stampHead({db, log, url, every});
};

describe('heads of the log', () => {
	test('are stamped by two services, exported, and verified by certificates that the reader has', async () => {
		await postOne(story, 'h-1', 'Drive away today');
		await story.hub.archive.publish();
		expect([await stamp(), await stamp(1, other.url), await stamp()]).toEqual([true, true, false]);
		await postOne(story, 'h-2', 'And tomorrow');
		await story.hub.archive.publish();
		expect([await stamp(3), await stamp(1)]).toEqual([false, true]);
		await exportStory(story, at('bundle'));
		const timestampers = [tsa.issuer, other.certificate];
		const {verdict, problems, notes, counts} = verify(at('bundle'), {timestampers});
		expect({verdict, problems, stamps: counts.timestamps}).toEqual({
			verdict: 'intact',
			problems: [],
			stamps: 3,
		});
		expect(
			notes.filter(note => /^Outside Clock stamped the first \d+ entries .* UTC\.$/.test(note)),
		).toHaveLength(3);
		expect(verify(at('bundle')).notes.join()).toContain('Its certificate was not compared');
	});

	test('of a service whose certificate is another one are a problem', () => {
		const {verdict, problems} = verify(at('bundle'), {timestampers: [other.issuer]});
		expect(verdict).toBe('altered');
		expect(problems).toHaveLength(2);
		expect(problems[0]!.message).toContain('whose certificate is not the one you gave');
	});

	test('altered anywhere are never valid', async () => {
		const [first] = await listStamps(story.hub.options.log);
		const stem = join(at('data'), 'log', first!.path.slice(0, -4));
		const [note, token] = [readFileSync(`${stem}.checkpoint`), readFileSync(`${stem}.tsr`)];
		const known = [tsa.issuer, other.issuer];
		const read = (answer: Buffer, about: Buffer) => {
			try {
				return readTimestamp(answer, about, known);
			} catch {
				return;
			}
		};
		const good = read(token, note)!;
		expect(good).toMatchObject({signer: 'Outside Clock', isKnown: true});
		expect(Math.abs(good.at - Date.now())).toBeLessThan(3_600_000);
		expect(read(token, Buffer.concat([note, Buffer.of(10)]))).toBeUndefined();
		for (let i = 0; i < token.length; i += 11) {
			const changed = Buffer.from(token);
			changed[i]! ^= 0x5a;
			const said = read(changed, note);
			// Some bytes say nothing about time or signer: an issuer's other fields, the answer's own frame
			if (said?.isKnown) expect(said, `byte ${i}`).toEqual(good);
		}
	});

	test('of a log that was rewritten since are a problem', () => {
		const file = at('bundle/log/timestamps');
		const [name] = readdirSync(file).filter(one => one.endsWith('.checkpoint'));
		const note = readFileSync(join(file, name!), 'utf8');
		writeFileSync(
			join(file, name!),
			note.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) + 1}\n`),
		);
		expect(verify(at('bundle'), {timestampers: [tsa.issuer, other.issuer]}).verdict).toBe('altered');
	});
});

test('a service that refuses, or answers another question, is no timestamp', async () => {
	await askTimestamp(tsa.url, Buffer.from('first'));
	tsa.behave('lies');
	await expect(askTimestamp(tsa.url, Buffer.from('second'))).rejects.toThrow('another question');
	tsa.behave('refuses');
	await expect(askTimestamp(tsa.url, Buffer.from('third'))).rejects.toThrow('refused');
	tsa.behave('openssl');
});
