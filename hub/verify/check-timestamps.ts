/** 9. Timestamps: an outside service saw heads of this log at a time of its own clock (RFC 3161). */
import {altered, type Bundle, inFile} from './bundle.ts';
import {rootsAt} from './merkle.ts';
import {openCheckpoint} from './signatures.ts';
import {readTimestamp} from './timestamp.ts';

const folder = 'log/timestamps/';

/** @param known certificates (DER) that the reader was given by the service, or by whom he trusts */
export function checkTimestamps(
	bundle: Bundle,
	leaves: readonly Buffer[],
	known: readonly Uint8Array[],
): void {
	const stems = bundle.source.paths
		.filter(path => path.startsWith(folder) && path.endsWith('.tsr'))
		.map(path => path.slice(0, -'.tsr'.length));
	const heads = stems.flatMap(stem => headOf(bundle, stem) ?? []);
	const roots = rootsAt(
		leaves,
		heads.map(({size}) => size),
	);
	for (const {stem, size, root, note} of heads) {
		const file = `${stem}.tsr`;
		if (!roots.get(size)?.equals(root))
			altered(
				bundle,
				'timestamp',
				{file},
				`the log of now does not begin with the head that ${file} stamped`,
			);
		else inFile(bundle, file, answer => tell(bundle, size, readTimestamp(answer, note, known), known));
	}
}

function headOf(bundle: Bundle, stem: string) {
	return inFile(bundle, `${stem}.checkpoint`, note => ({
		...openCheckpoint(note.toString(), bundle.keys.log),
		...{stem, note},
	}));
}

function tell(
	{findings}: Bundle,
	size: number,
	{at, signer, isKnown}: ReturnType<typeof readTimestamp>,
	known: readonly Uint8Array[],
): void {
	findings.counts.timestamps++;
	if (known.length > 0 && !isKnown)
		throw new Error(`is signed by ${signer}, whose certificate is not the one you gave`);
	const trust = known.length > 0 ? '' : ' Its certificate was not compared: ask for it by another way.';
	const when = `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
	findings.notes.push(`${signer} stamped the first ${size} entries of this log on ${when}.${trust}`);
}
