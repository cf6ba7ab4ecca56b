/** Secrets of channels at rest: whoever reads the database alone can neither sign as the hub nor post to a channel. */
import {CompactEncrypt, compactDecrypt} from 'jose';
import type {Keyring} from '../keys.ts';

export interface ChannelSecret {
	url: string;
	/** `whsec_…`, as Standard Webhooks writes it. */
	secret: string;
}

/** Bound to its channel: moved to another row it does not open. */
export function sealSecret(
	{kek}: Pick<Keyring, 'kek'>,
	channel: string,
	secret: ChannelSecret,
): Promise<string> {
	return new CompactEncrypt(Buffer.from(JSON.stringify(secret)))
		.setProtectedHeader({alg: 'dir', enc: 'A256GCM', kid: channel})
		.encrypt(kek);
}

/** Throws when it was changed, or sealed for another channel or by another key. */
export async function openSecret(
	{kek}: Pick<Keyring, 'kek'>,
	channel: string,
	sealed: string,
): Promise<ChannelSecret> {
	const {plaintext, protectedHeader} = await compactDecrypt(sealed, kek, {
		keyManagementAlgorithms: ['dir'],
		contentEncryptionAlgorithms: ['A256GCM'],
	});
	if (protectedHeader.kid !== channel) throw new Error('this secret belongs to another channel');
	return JSON.parse(Buffer.from(plaintext).toString()) as ChannelSecret;
}
