/** What people decided, as an auditor and an admin see it; and a rule that was too often wrong. */
import {readFileSync} from 'node:fs';
import {type Connected, enrol, setUp} from '#hub/client.ts';
import {account, approve, bundle, draft, submission, type TestHub} from '#hub/hub.fixture.ts';
import {deliveryOf} from '#hub/outbox.fixture.ts';
import {digestOf} from '#lib/core/draft.ts';
import {laptop} from '../../scripts/stage/console-people.ts';
import {
	type ConsoleStage,
	expect,
	expectGood,
	openConsoleStage,
	phone,
	picture,
	test,
} from './console-stage.ts';

const minute = 60_000;
const branches = [account, {...account, id: '1700000000000000002', location: 'group/north/hull'}];
/** The hub's clock, which the test moves. */
let ahead = 0;
const now = () => Date.now() + ahead;
let stage: ConsoleStage;
test.beforeAll(async () => {
	stage = await openConsoleStage({now});
});
test.afterAll(() => stage.close());

test('figures open their records, and a rule that is mostly wrong steps back', async () => {
	test.slow();
	const helen = await setUp({url: stage.url}, stage.hub.setupLink!, {
		organisation: 'Harwell & Stone',
		name: 'Helen Marsh',
	});
	for (const one of branches) await helen.client.call('registerAccount', one);
	await helen.client.call('publishPolicy', {bundle: bundle()});
	const link = async (name: string, role: 'author' | 'auditor' | 'reviewer' | 'admin') =>
		(await helen.client.call('invite', {person: {name}, roles: [{role, location: 'group'}]})).url;
	const hire = async (name: string, role: 'author' | 'reviewer') =>
		enrol({url: stage.url, now}, await link(name, role));
	const authors = await Promise.all(['Priya', 'Omar', 'Ines', 'Jo', 'Kit'].map(name => hire(name, 'author')));
	const tom = await hire('Tom Okafor', 'reviewer');
	const sam = await hire('Sam Reed', 'reviewer');
	const policy = await policyOf(helen);
	// One person alone takes no rule back, whenever the hub looks
	await disputeAll({authors, reviewer: tom, policy}, 24);
	for (const [i, author] of authors.entries()) await replyTo(author, i, policy);

	const page = await stage.person(laptop);
	await page.goto(await link('Ruth Bell', 'auditor'));
	await page.getByRole('button', {name: /Make a passkey/}).click();
	await expect(page.getByRole('heading', {level: 1, name: 'Ruth Bell'})).toBeVisible();
	await page.goto(`${stage.url}/console/figures`);
	const rule = page.getByRole('row').filter({hasText: 'HSE-01'}).first();
	await expect(rule).toContainText('in force');
	await expectGood(page, 'evaluation');
	await page.getByText('The numbers').first().click();
	await expectGood(page, 'evaluation with its numbers');

	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', {name: 'Board pack (PDF)'}).click(),
	]);
	expect(
		readFileSync(await download.path())
			.subarray(0, 5)
			.toString(),
	).toBe('%PDF-');

	await page.getByRole('link', {name: 'HSE-01, Disputed, and agreed: 24. Open the records'}).click();
	await expect(page.getByRole('heading', {level: 1, name: 'Q-1: 24 found'})).toBeVisible();
	await expect(page.getByText('HSE-01: disputed, and agreed')).toBeVisible();
	await page.goBack();

	await disputeAll({authors, reviewer: sam, policy}, 12);
	// The hub looks again a minute later
	ahead += 2 * minute;
	await expect(async () => {
		await page.reload();
		await expect(page.getByText('HSE-01: now a tip, stops nothing')).toBeVisible({timeout: 1500});
	}).toPass({timeout: 30_000});
	await expect(rule).toContainText('a tip, stops nothing');
	await picture(page, 'figures');
	await page.setViewportSize(phone);
	await expectGood(page, 'evaluation, phone');
	await picture(page, 'figures-390');
});

interface Firm {
	authors: readonly Connected[];
	reviewer: Connected;
	policy: string;
}

/** Disputes that this reviewer agrees with. */
async function disputeAll({authors, reviewer, policy}: Firm, count: number): Promise<void> {
	const hub = {clock: {now: now()}, policy: async () => policy} as TestHub;
	for (let i = 0; i < count; i++) {
		const author = authors[i % authors.length]!;
		const content = {...written(i, `Monthly finance ${i}`), media: [], unknown: [], poll: null};
		const said = {draft: content, digest: digestOf(content), note: 'Not a problem here (HSE-01): we quote'};
		const hold = await author.client.call(
			'submit',
			await submission(hub, {...said, id: crypto.randomUUID()}),
		);
		await approve({...hub, clock: {now: now()}}, reviewer, hold, crypto.randomUUID());
	}
}

function written(i: number, text: string) {
	return draft({text, account: branches[i % branches.length]!.id});
}

/** X says in its ids when the customer wrote. */
async function replyTo(author: Connected, i: number, policy: string): Promise<void> {
	const deliver = deliveryOf(author, now);
	const asked = String(BigInt(Date.now() - (i + 1) * 17 * minute - 1_288_834_974_657) << 22n);
	const target = {kind: 'post', id: asked} as const;
	const content = {...written(i, `Yes, come by today ${i}.`), operation: 'reply' as const, target};
	const common = {
		...{release: `r-${i}`, digest: digestOf(content), url: 'https://x.com/h', account: content.account},
	};
	const who = {authorPerson: author.enrolment.person.id, gate: 'managed'} as const;
	const helped = i % 2 === 0 ? {helped: {fixed: ['HSE-02'], corrected: []}} : {};
	await deliver('interaction.releasing', {
		...common,
		...who,
		draft: content,
		policy,
		findings: [],
		...helped,
	});
	const seen = {site: 'x', siteId: `19${i}`, observedBy: 'main', confirmed: true} as const;
	await deliver('interaction.sent', {...common, ...seen});
}

async function policyOf({client}: Connected): Promise<string> {
	const {meta} = await client.call('policy');
	return (JSON.parse(Buffer.from(meta.split('.')[1]!, 'base64url').toString()) as {digest: string}).digest;
}
