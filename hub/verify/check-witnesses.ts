/** 10. Witnesses: others signed this very head of the log, each at a time of its clock (C2SP tlog-cosignature). */
import {type Bundle, incomplete, inFile} from './bundle.ts';
import {cosignedAt, cosignersOf, type LogKey} from './signatures.ts';

const file = 'log/checkpoint';

/** @param known keys of witnesses, as the reader was given them by another way */
export function checkWitnesses(bundle: Bundle, known: readonly LogKey[]): void {
	for (const witness of known) inFile(bundle, file, bytes => checkOne(bundle, bytes.toString(), witness));
	const names = known.map(({name}) => name);
	for (const name of named(bundle).filter(one => !names.includes(one)))
		bundle.findings.notes.push(
			`The head of this log says that ${name} signed it too. It was not verified: ask for the key of this witness by another way.`,
		);
}

/** Nobody, where the checkpoint cannot be read: that has been said. */
function named({source, keys}: Bundle): string[] {
	try {
		return cosignersOf(source.read(file)?.toString() ?? '', keys.log);
	} catch {
		return [];
	}
}

function checkOne(bundle: Bundle, note: string, witness: LogKey): void {
	const at = cosignedAt(note, witness);
	if (at === undefined) {
		incomplete(bundle, 'witness', {file}, `the witness ${witness.name} has not signed the head of this log`);
		return;
	}
	bundle.findings.counts.cosignatures++;
	const when = `${new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
	const {entries} = bundle;
	bundle.findings.notes.push(
		`The witness ${witness.name} signed the ${entries.length} entries of this log on ${when}.`,
	);
}
