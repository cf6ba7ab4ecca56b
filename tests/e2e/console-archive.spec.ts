/** The auditor's walkthrough (product.md, 6.5 e) in a real browser: search, story, miss check, completeness, hold, bundle. */
import {readFileSync} from 'node:fs';
import {type Connected, enrol, setUp} from '#hub/client.ts';
import {account, bundle} from '#hub/hub.fixture.ts';
import {deliveryOf} from '#hub/outbox.fixture.ts';
import {verify} from '#hub/verify/verify.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {expect, expectGood, picture, test} from './console-stage.ts';

test('an auditor finds, reads, checks, keeps and takes with him', async ({stage}) => {
	test.slow();
	const helen = await setUp({url: stage.url}, stage.hub.setupLink!, {
		organisation: 'Harwell & Stone',
		name: 'Helen Marsh',
	});
	await helen.client.call('registerAccount', account);
	await helen.client.call('publishPolicy', {bundle: bundle()});
	const link = async (name: string, role: 'author' | 'auditor') =>
		(await helen.client.call('invite', {person: {name}, roles: [{role, location: 'group'}]})).url;
	await postSome(await enrol({url: stage.url}, await link('Priya Nair', 'author')), 30);

	const page = await stage.person();
	await page.goto(await link('Ruth Bell', 'auditor'));
	await page.getByRole('button', {name: /Make a passkey/}).click();
	await page.getByRole('link', {name: 'Archive', exact: true}).click();
	await page.getByText('Concept lists (0)').click();
	await page.getByLabel('Short name').fill('pcp');
	await page.getByLabel('Title').fill('PCP finance');
	await page.getByLabel(/Words and phrases/).fill('pcp\nballoon payment\noptional final*');
	await page.getByRole('button', {name: 'Save as the next version'}).click();
	await expect(page.getByText('Concept lists (1)')).toBeVisible();
	await expectGood(page, 'search');
	await picture(page, 'archive-search');

	await page.getByLabel('Concept list').selectOption('pcp');
	await page.getByRole('button', {name: 'Search', exact: true}).click();
	await expect(page.getByRole('heading', {level: 1, name: 'Q-1: 10 found'})).toBeVisible();
	await page.getByRole('button', {name: 'Ask again'}).click();
	await expect(page.getByText('✓ The same 10 items as before.')).toBeVisible();
	await expectGood(page, 'result');
	await picture(page, 'archive-result');

	await page.getByText('Keep everything in this search').click();
	await page.getByLabel('Reason').fill('Claim 7 of 2026');
	await page.getByRole('button', {name: 'Set the legal hold'}).click();
	await expect(page.getByText('✓ Legal hold LH-1: 10 items in 20 entries.')).toBeVisible();
	await page.getByRole('button', {name: 'Make the bundle'}).click();
	// PDFs, the verifier's page, signatures: seconds of work, more on a busy machine
	const ready = page.getByText(/is ready under Exports: 10 items/);
	await expect(ready).toBeVisible({timeout: 90_000});

	await page.getByRole('row').filter({hasText: 'PCP offer 0 '}).getByRole('link').click();
	await expect(page.getByRole('heading', {name: 'What happened'})).toBeVisible();
	await expect(page.getByRole('cell', {name: 'LH-1'})).toBeVisible();
	await expectGood(page, 'story');
	await picture(page, 'archive-story');

	await page.goBack();
	await page.getByRole('button', {name: 'Draw 300 for a miss check'}).click();
	await expect(page.getByText('You have read 0 of 20. Two people read each.')).toBeVisible();
	await page.getByRole('button', {name: 'Not about it'}).click();
	await expect(page.getByText('You have read 1 of 20.')).toBeVisible();
	await expectGood(page, 'draw');
	await picture(page, 'archive-draw');

	await page.getByRole('link', {name: 'Completeness'}).click();
	await page.getByText('Compare with the site’s own export').click();
	const today = new Date().toISOString().slice(0, 10);
	await page.getByLabel('Downloaded on').fill(today);
	const tweet = {
		tweet: {id_str: '990', full_text: 'From a phone in the car park', created_at: new Date().toUTCString()},
	};
	await page.getByLabel('Files').setInputFiles({
		name: 'tweets.js',
		mimeType: 'text/javascript',
		buffer: Buffer.from(`window.YTD.tweets.part0 = ${JSON.stringify([tweet])}`),
	});
	await page.getByRole('button', {name: 'Read the export'}).click();
	await expect(page.getByText('✓ 1 post read.')).toBeVisible();
	await page.getByLabel('From', {exact: true}).fill(today);
	await page.getByLabel('To', {exact: true}).fill(today);
	await page.getByRole('button', {name: 'Look again and state'}).click();
	await expect(page.getByText('This is not a claim that nothing else exists.')).toBeVisible();
	await expect(
		page.getByRole('heading', {name: /is not in the archive: "From a phone in the car park"/}),
	).toBeVisible();
	await page.getByText('Explain G-1').click();
	await page.getByLabel('Why').fill('Phone app; the policy reminder was sent');
	await page.getByRole('button', {name: 'Explain', exact: true}).click();
	await expect(page.getByText('waits for a second person')).toBeVisible();
	await page.getByRole('button', {name: 'Agree and close G-1'}).click();
	await expect(page.getByText('Somebody else has to agree')).toBeVisible();
	await expectGood(page, 'completeness');
	await picture(page, 'archive-completeness');

	await page.getByRole('link', {name: 'Legal holds and retention'}).click();
	await expect(page.getByRole('cell', {name: 'Claim 7 of 2026'})).toBeVisible();
	await expectGood(page, 'keeping');
	await picture(page, 'archive-keeping');

	await page.getByRole('link', {name: 'Exports'}).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', {name: /\.zip$/}).click(),
	]);
	const path = await download.path();
	expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
	expect(verify(path)).toMatchObject({verdict: 'intact', problems: []});
	await expectGood(page, 'exports');
	await picture(page, 'archive-exports');
});

/** Every third one is about PCP. */
async function postSome(author: Connected, count: number): Promise<void> {
	const deliver = deliveryOf(author);
	const policy = 'ab'.repeat(32);
	for (let i = 0; i < count; i++) {
		const text =
			i % 3 === 0
				? `PCP offer ${i} with a balloon payment, from £239.05 a month`
				: `Good morning, Leeds, number ${i}`;
		const draft = {...emptyDraft('x', 'post', account.id), text};
		const common = {
			release: `r-${i}`,
			digest: digestOf(draft),
			url: `https://x.com/h/status/19${i}`,
			account: account.id,
		};
		const who = {authorPerson: author.enrolment.person.id, gate: 'managed'} as const;
		await deliver('interaction.releasing', {...common, ...who, draft, policy, findings: []});
		await deliver('interaction.sent', {
			...common,
			site: 'x',
			siteId: `19${i}`,
			observedBy: 'main',
			confirmed: true,
		});
	}
}
