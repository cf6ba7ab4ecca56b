/** Rules count only where the firm's log says that they were published: the key that signs them makes none by itself (trust.md, T17, T19). */
import type {PolicyMeta} from '#lib/api/contract.ts';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {verifyEntry} from '#lib/core/archive/verify-entry.ts';
import type {Ports} from './ports.ts';
import {verifyEd25519} from './receipts.ts';
import type {Session} from './session.ts';

/** Under a checkpoint that follows the last one seen here. Throws ArchiveError, or HubError where the hub has no proof. */
export async function provePublication(
	{stores, now}: Ports,
	{hub, enrolled}: Session,
	{version, digest}: PolicyMeta,
): Promise<void> {
	const known = (await stores.get('checkpoint')) ?? null;
	const entry = await hub.call('policyEntry', undefined, {version, from: known?.size ?? 0});
	const says = ({type, org, policy, policyVersion = version}: Partial<Leaf>) => {
		const isIt = type === 'policy.published' && policy === digest && policyVersion === version;
		if (!isIt || org !== enrolled.organisation.id)
			throw new ArchiveError('leaf-mismatch', 'the log does not say that these rules were published');
	};
	const head = await verifyEntry({entry, logKey: enrolled.keys.log, known, says, verify: verifyEd25519});
	await stores.keepCheckpoint({...head, at: now()});
}
