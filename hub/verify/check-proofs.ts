/** 6. Proof files (C2SP tlog-proof): each must stand alone. */
import {altered, type Bundle, inFile, proofFile} from './bundle.ts';
import {decode} from './encoding.ts';
import {rootByPath} from './merkle.ts';
import {type Head, openCheckpoint} from './signatures.ts';

export function checkProofs(bundle: Bundle, leaves: readonly Buffer[]): void {
	const heads = new Map<string, Head>();
	const files = bundle.source.paths.filter(path => path.startsWith('proofs/'));
	for (const file of files) {
		bundle.findings.counts.proofs++;
		inFile(bundle, file, bytes => {
			const {index, path, checkpoint} = readProof(bytes.toString());
			if (file !== proofFile(index)) throw new Error(`proves entry ${index}`);
			// All proofs of a bundle have one checkpoint, as a rule: its signature is verified once.
			const head = heads.get(checkpoint) ?? openCheckpoint(checkpoint, bundle.keys.log);
			heads.set(checkpoint, head);
			const leaf = leaves[index];
			if (!leaf || !rootByPath(leaf, index, head.size, path)?.equals(head.root))
				altered(bundle, 'proof', {index, file}, `${file} does not prove entry ${index}`);
		});
	}
}

/** Throws. */
function readProof(text: string): {index: number; path: Buffer[]; checkpoint: string} {
	const end = text.indexOf('\n\n');
	const [magic, second = '', ...hashes] = text.slice(0, Math.max(0, end)).split('\n');
	const index = Number(second.slice('index '.length));
	if (magic !== 'c2sp.org/tlog-proof@v1' || second !== `index ${index}` || !Number.isSafeInteger(index))
		throw new Error('is not a tlog-proof');
	const path = hashes.map(hash => decode(hash, 'base64'));
	if (path.some(hash => hash.length !== 32)) throw new Error('holds something that is not a hash');
	return {index, path, checkpoint: text.slice(end + 2)};
}
