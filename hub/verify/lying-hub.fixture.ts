/** For tests: a hub that lies. It holds the log's key and its own, so every file and every root fits. */
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import type {CryptoKey} from 'jose';
import {afterEach, beforeEach} from 'vitest';
import {signApproval} from '#lib/api/approval.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {approvableOf, approvalClaims} from '#lib/core/review/approval.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {createStory, exportStory, type Story} from '../archive/export/story.fixture.ts';
import {verify} from './verify.ts';

/** A new archive for each test of the file that calls it. */
export function lyingHub() {
	let folder: ReturnType<typeof temporaryFolder>;
	let story: Story;
	beforeEach(async () => {
		folder = temporaryFolder();
		story = await createStory(join(folder.path, 'data'));
	});
	afterEach(async () => {
		await story.close();
		folder.remove();
	});
	return {
		get story() {
			return story;
		},
		/** What the verifier says of an export made now. */
		async verified() {
			const out = join(folder.path, 'out');
			rmSync(out, {recursive: true, force: true});
			await exportStory(story, out);
			return verify(out);
		},
		hold: (authors?: string[]) => hold(story, authors),
		approve: (held: Hold, change?: Change) => approve(story, held, change),
	};
}

async function hold(story: Story, authors = [story.author.person]): Promise<Hold> {
	const draft = {...emptyDraft('x', 'post', '42'), text: 'hello'};
	const context = {url: 'https://x.example'};
	const policy = 'ab'.repeat(32);
	const submission = {draft, digest: digestOf(draft), policy, findings: [], context, note: ''};
	const common = {id: 'h-9', version: 1, authors, location: 'group/leeds', previous: null, needed: 1};
	const at = story.at();
	const event = {type: 'held' as const, at, by: authors[0]!, submission, expiresAt: at + 1e6};
	return story.apply(undefined, {...common, ...event});
}

interface Change {
	by?: Story['author'];
	key?: CryptoKey;
	claim?: object;
	certificate?: string;
}

async function approve(story: Story, held: Hold, change: Change = {}): Promise<Hold> {
	const {by = story.reviewer, claim = {}} = change;
	const {key = by.privateKey, certificate = by.certificate} = change;
	const at = story.at();
	const claims = {...approvalClaims(approvableOf(held), by.person, at, 'jti-9'), ...claim};
	const statement = await signApproval(key, by.id, claims);
	const approval = {reviewer: by.person, statement, jti: claims.jti, at, expiresAt: claims.exp * 1000};
	const event = {type: 'approved' as const, at, by: by.person, approval, complete: true};
	return story.apply(held, event, {certificate});
}
