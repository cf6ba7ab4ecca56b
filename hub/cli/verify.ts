import {readFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {certificateFrom} from '../verify/certificate.ts';
import type {Report} from '../verify/report.ts';
import {verifyParallel} from '../verify/verify-parallel.ts';

const usage = `countersign verify PATH [--json] [--log-key KEY] [--timestamper CERT]… [--witness KEY]…
  PATH       a folder or a ZIP file that countersign export wrote
  --json     the whole report, for programs
  --log-key  the key of the log, as your firm gave it to you
  --timestamper  a file: the certificate (PEM or DER) of a timestamp service, or of who issued it
  --witness  the key of a witness: it must have signed the head of this log`;

/** Returns the exit code: 0 intact, 1 altered or incomplete, 2 unreadable. */
export async function runVerify(args: string[]): Promise<number> {
	const options = parse(args);
	if (options === 'help' || !options) {
		(options ? console.log : console.error)(`usage: ${usage}`);
		return options ? 0 : 2;
	}
	const {path, json, logKey, witnesses} = options;
	const timestampers = options.timestampers.map(file => certificateFrom(readFileSync(file)));
	const report = verifyParallel(path, {...(logKey !== undefined && {logKey}), timestampers, witnesses});
	console.log(json ? JSON.stringify(report, null, '\t') : inWords(report, logKey !== undefined));
	return {intact: 0, altered: 1, incomplete: 1, unreadable: 2}[report.verdict];
}

function parse(args: string[]) {
	try {
		const {values, positionals} = parseArgs({
			args,
			allowPositionals: true,
			options: {
				json: {type: 'boolean'},
				'log-key': {type: 'string'},
				timestamper: {type: 'string', multiple: true},
				witness: {type: 'string', multiple: true},
				help: {type: 'boolean', short: 'h'},
			},
		});
		if (values.help) return 'help' as const;
		const [path, ...more] = positionals;
		return path && more.length === 0
			? {
					...{path, json: values.json === true, logKey: values['log-key']},
					...{timestampers: values.timestamper ?? [], witnesses: values.witness ?? []},
				}
			: undefined;
	} catch {
		// An option that does not exist.
		return;
	}
}

/** Lines of each kind on the screen; `--json` has them all. */
const shown = 50;

function inWords(report: Report, isPinned: boolean): string {
	const {verdict, problems, notes, log, counts} = report;
	const lines = [`${verdict.toUpperCase()}`, ''];
	const listed = problems.map(({kind, record, message}) =>
		verdict === 'unreadable' ? `  ${message}` : `  ${kind}${record ? `  ${record}` : ''}: ${message}`,
	);
	lines.push(...few(listed), ...(problems.length > 0 ? [''] : []));
	if (log) {
		const {files, records, erased, notSelected, devices, deviceRecords, holds, approvals, releases} = counts;
		lines.push(
			`  log       ${log.name}, ${log.entries} entries, root ${log.root}`,
			`  key       ${log.key}${isPinned ? '' : '  (compare it with the one your firm gave you)'}`,
			`  files     ${files}`,
			`  contents  ${records} here, ${erased} erased, ${notSelected} not asked for`,
			`  devices   ${devices}, with ${deviceRecords} records`,
			`  holds     ${holds}, with ${approvals} approvals and ${releases} releases`,
			`  stamps    ${counts.timestamps} by outside clocks`,
			`  witnesses ${counts.cosignatures} signed this head`,
		);
	}
	if (notes.length > 0) lines.push('', ...few(notes.map(note => `  note: ${note}`)));
	return lines.join('\n');
}

function few(lines: readonly string[]): string[] {
	return lines.length > shown
		? [...lines.slice(0, shown), `  … and ${lines.length - shown} more`]
		: [...lines];
}
