import type {Account} from '#lib/api/contract.ts';
import type {Draft} from '#lib/core/draft.ts';
import {findingsOf} from '#lib/core/policy/draft-input.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {recompiled} from './policy.ts';
import type {Ports, StoredPolicy} from './ports.ts';
import {hubNow} from './session.ts';

/** The check of design.md, section 6, once more and out of the page's reach. */
export async function checkDraft(
	ports: Ports,
	policy: StoredPolicy,
	{location}: Account,
	{draft, inReplyTo}: {draft: Draft; inReplyTo?: string},
): Promise<readonly Finding[]> {
	const {engine} = ports;
	const {compiled, company} = policy.format === engine.format ? policy : await recompiled(ports, policy);
	const about = {company, location, inReplyTo, now: await hubNow(ports)};
	return findingsOf(draft, about, input => engine.check(compiled, input));
}
