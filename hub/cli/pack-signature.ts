import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {decodeJwt} from 'jose';
import {PolicyFileError} from '../policy-files.ts';

/**
 * Where `pack sign` wrote a signature beside a compiled pack, the pack has to be the one that was signed. Whose key it was is for
 * those to ask who know the key. Throws `PolicyFileError`.
 */
export function assertAsSigned(file: string, bytes: Buffer): void {
	const signature = `${file}.jws`;
	if (!existsSync(signature)) return;
	if (digestIn(readFileSync(signature, 'utf8')) === createHash('sha256').update(bytes).digest('hex')) return;
	throw new PolicyFileError(
		`${file}: this is not the pack that ${signature} is about. Run countersign pack sign again, or take the signature away.`,
	);
}

function digestIn(jws: string): unknown {
	try {
		return decodeJwt(jws.trim()).digest;
	} catch {
		return;
	}
}
