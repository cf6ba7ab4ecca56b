/** The wire lock by body under load: racing copies, and requests that differ in one field. `SEED=… npm run nightly` repeats a run. */
import {beforeEach, expect, test} from 'vitest';
import {drawFrom} from '#hub/verify/alterations.fixture.ts';
import {digestOf, emptyDraft, type SiteId} from '#lib/core/draft.ts';
import {facebookPost, leeds, openTestWire, page, xPost} from '#lib/desk/wire/wire.fixture.ts';
import type {WireRequest} from '#lib/desk/wire/wire-events.ts';

const releases = 1000;
const copies = 8;
const mutations = 10_000;
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const draw = drawFrom(seed);
const named = {fb_api_req_friendly_name: 'ComposerStoryCreateMutation'};

let t: ReturnType<typeof openTestWire>;
beforeEach(async () => {
	t = openTestWire();
	await t.wire.refresh();
});

const requestOf = (site: SiteId, text: string) => (site === 'x' ? xPost(text) : facebookPost(text, named));

async function open(site: SiteId, text: string, release: string): Promise<void> {
	const draft = {...emptyDraft(site, 'post', site === 'x' ? leeds : page), text};
	await t.wire.open({release, site, operation: 'post', digest: digestOf(draft), tab: 7});
}

test.each(['x', 'facebook'] as const)(
	`%s: ${releases} releases with ${copies} racing copies each are ${releases} requests (seed ${seed})`,
	async site => {
		let passed = 0;
		for (let i = 0; i < releases; i++) {
			const text = `Good morning, Leeds, for the ${i}th time.`;
			await open(site, text, `r${i}`);
			for (let copy = 0; copy < copies; copy++) if (!t.stops(requestOf(site, text))) passed += 1;
		}
		expect(passed).toBe(releases);
	},
);

test.each(['x', 'facebook'] as const)(
	`%s: of ${mutations} requests that differ from the released one in one place, none passes (seed ${seed})`,
	async site => {
		const text = 'Viewings on Saturday, from nine to four.';
		for (let i = 0; i < mutations; i++) {
			await open(site, text, `r${i}`);
			const changed = mutated(requestOf(site, text));
			expect(t.stops(changed), JSON.stringify(changed)).toBe(true);
			await t.wire.close(`r${i}`);
		}
	},
);

type Request = Omit<WireRequest, 'id'>;

/** One field of the content changed, added or taken away. */
function mutated(request: Request): Request {
	const {site, body} = request;
	if (!body || 'unreadable' in body) throw new Error('a request with a body');
	const whole = 'text' in body ? JSON.parse(body.text) : JSON.parse(body.fields.variables!);
	const content = site === 'x' ? whole.variables : whole.input;
	change(content, site === 'x' ? 'tweet_text' : 'message');
	if ('text' in body) return {...request, body: {text: JSON.stringify(whole)}};
	return {...request, body: {fields: {...body.fields, variables: JSON.stringify(whole)}}};
}

function change(content: Record<string, unknown>, key: string): void {
	const holder = key === 'message' ? (content.message as Record<string, unknown>) : content;
	const field = key === 'message' ? 'text' : key;
	const text = String(holder[field]);
	const at = draw(text.length);
	const letter = String.fromCodePoint(0x21 + draw(0x2000));
	const kinds = [
		() => (holder[field] = text.slice(0, at) + letter + text.slice(at)),
		() => (holder[field] = text.slice(0, at) + text.slice(at + 1)),
		() => (holder[field] = `${text.slice(0, at)}\u200B${text.slice(at)}`),
		() => (content[`field_${draw(1e6)}`] = draw(1000) + 1),
		() => (content[`field_${draw(1e6)}`] = {inner: letter}),
		() => (content.attachment_url = `https://x.com/a/status/${draw(1e9)}`),
		() => (content.attachments = [{photo: {id: String(draw(1e9))}}]),
		() => (content.media = {media_entities: [{media_id: String(draw(1e9))}]}),
		() => (content.reply = {in_reply_to_tweet_id: String(draw(1e9))}),
		() => (content.audience = {to_id: String(draw(1e9) + 1)}),
		() => (content.story_id = String(draw(1e9))),
		() => (content.conversation_control = {mode: 'Community'}),
	];
	kinds[draw(kinds.length)]!();
}
