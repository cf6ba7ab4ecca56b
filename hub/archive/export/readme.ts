import {readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';

interface ReadmeOf {
	checkpoint: string;
	verifier: string;
	entries: readonly Leaf[];
	chosen: ReadonlySet<number>;
}

/** The bundle's own explanation, for somebody who has nothing but the bundle. */
export function readme({checkpoint, verifier, entries, chosen}: ReadmeOf): string {
	const {size, root} = readCheckpoint(checkpoint);
	return `Countersign: an export of the archive

Of ${entries.length} entries in the log, this bundle holds the content of ${chosen.size} (less what was erased).
The log's entries themselves, without content, are all here: only so can you see that none was left out.

Head of the log   ${size} entries, root ${Buffer.from(root).toString('hex')}
Key of the log    ${verifier}

Compare the key with the one your firm gave you by another way. Everything else follows from it.

To verify, without a network: open verify.html in a browser and pick this folder or its ZIP file;
or, with Node:   countersign verify THIS-FOLDER --log-key 'KEY'
Whoever could alter the bundle could alter its verify.html: take the page, or the command, from where you trust it.

What is where
  index.html, index.csv   all entries in a table, for reading
  records/N.json          content of entry N: the exact bytes the log commits to
  openings.jsonl          for each of them the salt of its commitment: HMAC-SHA256(salt, bytes)
  log/checkpoint          the signed head of the log (C2SP checkpoint, a signed note, Ed25519)
  log/tile/entries/       all entries (C2SP tlog-tiles); log/tile/0, 1 ...: the hashes of the tree (RFC 6962)
  log/timestamps/         heads of the log as outside clocks stamped them (RFC 3161), if the firm has such a service
  proofs/N.tlog-proof     proof of entry N alone, to hand over with records/N.json (C2SP tlog-proof)
  pending.json            numbers that devices have announced and not delivered
  keys.json               public keys: of the log, of the directory that certifies devices, of the hub
  manifest.json           all files with their SHA-256; manifest.jws is the hub's signature on it
`;
}
