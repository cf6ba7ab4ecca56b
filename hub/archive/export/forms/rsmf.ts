/** Relativity's short message format (RSMF 2.0): an e-mail around a ZIP with `rsmf_manifest.json`. One a company account. */
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Story} from '#lib/api/contract.ts';
import {createZip} from '../zip-writer.ts';
import {composed, local} from './eml.ts';
import {siteName, type Told} from './told.ts';

export interface RsmfFile {
	name: string;
	bytes: Buffer;
}

export async function rsmfFiles(items: readonly Told[]): Promise<RsmfFile[]> {
	const public_ = items.filter(({story}) => ['sent', 'unconfirmed', 'unreleased'].includes(story.item.state));
	const accounts = Map.groupBy(public_, ({story: {item}}) => `${item.site}-${item.account}`);
	return Promise.all(
		[...accounts].map(async ([account, own]) => ({name: `${local(account)}.rsmf`, bytes: await rsmf(own)})),
	);
}

async function rsmf(items: readonly Told[]): Promise<Buffer> {
	const sorted = items.toSorted((a, b) => a.story.item.at - b.story.item.at);
	const [first, last] = [sorted[0]!.story.item, sorted.at(-1)!.story.item];
	const zip = await zipOf(JSON.stringify(manifestOf(sorted.map(({story}) => story))));
	const people = new Map(sorted.map(({story}) => [story.item.author.id, story.item.author.name]));
	return composed({
		from: 'countersign@archive.invalid',
		to: 'archive@archive.invalid',
		subject: `${siteName(first.site)} ${first.account}`,
		date: new Date(first.at),
		headers: {
			'X-RSMF-Generator': 'Countersign',
			'X-RSMF-Version': '2.0.0',
			'X-RSMF-Application': siteName(first.site),
			'X-RSMF-BeginDate': new Date(first.at).toISOString(),
			'X-RSMF-EndDate': new Date(last.at).toISOString(),
			'X-RSMF-EventCount': String(sorted.length),
			'X-RSMF-AttachmentCount': '0',
			'X-RSMF-Participants': [...people].map(([id, name]) => `${local(name || id)}`).join(', '),
			'X-RSMF-EventCollectionID': local(`${first.site}-${first.account}-${first.item}`),
		},
		text: sorted
			.map(({text}) => text)
			.join('\n\n')
			.toWellFormed(),
		attachments: [{filename: 'rsmf.zip', content: zip, contentType: 'application/zip'}],
	});
}

export function manifestOf(stories: readonly Story[]) {
	const {site, account} = stories[0]!.item;
	const people = new Map(stories.map(({item}) => [item.author.id, item.author.name]));
	const conversation = `${site}-${account}`;
	return {
		version: '2.0.0',
		participants: [...people].map(([id, name]) => ({id, display: name || id})),
		conversations: [
			{
				id: conversation,
				platform: siteName(site),
				type: 'channel',
				display: `${siteName(site)} ${account}`,
				participants: [...people.keys()],
			},
		],
		events: stories.map(({item}) => ({
			id: item.item,
			type: 'message',
			conversation,
			participant: item.author.id,
			timestamp: new Date(item.at).toISOString(),
			body: (item.text ?? '').toWellFormed(),
			custom: [
				{name: 'number', value: item.name},
				{name: 'id at the site', value: item.siteId},
				{name: 'kind', value: item.kind},
			],
		})),
	};
}

async function zipOf(manifest: string): Promise<Buffer> {
	const folder = await mkdtemp(join(tmpdir(), 'countersign-rsmf-'));
	try {
		const path = join(folder, 'rsmf.zip');
		const zip = await createZip(path);
		await zip.add('rsmf_manifest.json', Buffer.from(manifest));
		await zip.close();
		return await readFile(path);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}
