/** For tests: what an author's browser records of a post, with or without an approval. */
import type {RecordBodies, RecordKind} from '#lib/core/archive/record.ts';
import {digestOf} from '#lib/core/draft.ts';
import type {Connected} from '../client.ts';
import {account, approve, draft, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';
import {outboxOf} from '../outbox.fixture.ts';

export function postingOf(hub: TestHub, priya: Connected, tom: Connected) {
	const outbox = outboxOf(priya, () => hub.clock.now);

	/** @param skip numbers that are written and never delivered */
	async function deliver<K extends RecordKind>(kind: K, body: RecordBodies[K], skip = false) {
		const {n, jws} = await outbox.write(kind, body);
		if (skip) return;
		return refusal(priya.client.call('putRecord', {record: jws, from: 0}, {device: priya.device, n}));
	}

	async function release(
		text: string,
		attempt: {release: string; hold?: string},
		siteId: string,
		skip = false,
	) {
		const content = draft({text});
		const digest = digestOf(content);
		const url = `https://x.com/h/status/${siteId}`;
		const common = {...attempt, digest, url, account: account.id};
		await deliver('interaction.releasing', {
			...common,
			...{draft: content, policy: await hub.policy(), findings: [], gate: 'managed'},
			authorPerson: priya.enrolment.person.id,
		});
		hub.clock.now += 1000;
		const seen = {site: 'x', siteId, observedBy: 'main', confirmed: true} as const;
		await deliver('interaction.sent', {...common, ...seen}, skip);
	}

	const post = (text: string, siteId: string, skip = false) =>
		release(text, {release: `release-${siteId}`}, siteId, skip);

	async function approvedPost(text: string, siteId: string) {
		const content = {...draft({text}), media: [], unknown: [], poll: null};
		const hold = await priya.client.call('submit', await submission(hub, {draft: content}));
		hub.clock.now += 9 * minute;
		await approve(hub, tom, hold);
		const command = {type: 'release', digest: hold.digest, gate: 'managed'} as const;
		const {token} = await priya.client.call('command', command, {id: hold.id});
		const {jti} = JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as {jti: string};
		await release(text, {release: jti, hold: hold.id}, siteId);
	}

	return {post, approvedPost};
}
